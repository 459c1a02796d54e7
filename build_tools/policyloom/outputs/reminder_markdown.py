"""A reminder as Markdown, for an issue or a message. In: a Reminder; out: text.

What the list says is data: nothing in it becomes markup or a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyloom.model.dates import say_date
from policyloom.model.letters import capital
from policyloom.outputs.markdown_words import plain
from policyloom.outputs.reminder_rows import By, Owed, Owes, Reminder, days_said, headings
from policyloom.outputs.reminder_text import counted, looked_at

_COLUMNS = {
    "What": None,
    "School": By.SCHOOL,
    "Policy": None,
    "Review by": None,
    "Days": None,
    "Owner": By.OWNER,
    "Decides next": None,
}
"""The columns; the one that the tables are sorted by stands above each instead."""


def reminder_markdown(reminder: Reminder, by: By) -> str:
    """A table for each of those whom it concerns."""
    parts = [f"# Policies to look after, {say_date(reminder.today)}"]
    parts += [f"**{counted(reminder)}** {plain(looked_at(reminder))}"]
    words = headings(reminder.within)
    for name, owed in reminder.grouped(by):
        parts += [f"## {plain(capital(name))}", _table(owed, by, words)]
    return "\n\n".join(parts) + "\n"


def _table(owed: Iterable[Owed], by: By, words: Mapping[Owes, str]) -> str:
    names = [name for name, sorted_by in _COLUMNS.items() if sorted_by is not by]
    rows = [names, ["---"] * len(names)]
    for each in owed:
        cells = _cells(each, words)
        rows.append([cells[name] for name in names])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(owed: Owed, words: Mapping[Owes, str]) -> dict[str, str]:
    told = owed.attached and owed.owes is not Owes.ATTACHED
    return {
        "What": words[owed.owes] + (" (attached file)" if told else ""),
        "School": plain(owed.school_name),
        "Policy": f"[{plain(owed.title)}](<{owed.url}>)" if owed.url else plain(owed.title),
        "Review by": say_date(owed.review) if owed.review else "",
        "Days": days_said(owed.days_left),
        "Owner": plain(owed.owner),
        "Decides next": plain(" or ".join(owed.decides)),
    }
