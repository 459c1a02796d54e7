"""A reminder as plain text, to be read or sent. In: a Reminder; out: lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from policyloom.model.dates import say_date
from policyloom.model.letters import capital
from policyloom.outputs.reminder_rows import By, Owed, Owes, Reminder, days_said, headings


def reminder_text(reminder: Reminder, by: By) -> str:
    """What is owed, sorted by whom it concerns and by how much it presses."""
    lines = [f"Policies to look after, {say_date(reminder.today)}", looked_at(reminder)]
    lines += [counted(reminder)]
    for name, owed in reminder.grouped(by):
        lines += ["", capital(name)]
        for owes, group in groupby(owed, key=lambda each: each.owes):
            lines.append(f"  {headings(reminder.within)[owes]}")
            lines += [f"    {_line(each, by)}" for each in group]
    return "".join(f"{line}\n" for line in lines)


def looked_at(reminder: Reminder) -> str:
    """How much the list holds, in a sentence."""
    noun = "policy" if reminder.policies == 1 else "policies"
    places = "school" if reminder.schools == 1 else "schools"
    return (
        f"{reminder.policies} {noun} of {reminder.schools} {places} looked at, "
        f"in {reminder.source}."
    )


def counted(reminder: Reminder) -> str:
    """How many are owed for each reason, in a sentence."""
    found, due = reminder.counted(), f"due within {reminder.within} days"
    counts = [f"{found[o]} {due if o is Owes.DUE else o}" for o in Owes if found[o]]
    return f"{', '.join(counts)}." if counts else "Nothing is owed."


def _line(owed: Owed, by: By) -> str:
    return "".join(_parts(owed, by))


def _parts(owed: Owed, by: By) -> Iterator[str]:
    """What is said of one; whom it is sorted by stands above it already."""
    yield owed.title if by is By.SCHOOL else f"{owed.title}, {owed.school_name}"
    if owed.review:
        yield f": review by {say_date(owed.review)}, {days_said(owed.days_left)}"
    yield "."
    if owed.owner and by is not By.OWNER:
        yield f" Owner: {owed.owner}."
    if owed.decides:
        yield f" Decides next: {' or '.join(owed.decides)}."
    if owed.attached and owed.owes is not Owes.ATTACHED:
        yield " An attached file."
