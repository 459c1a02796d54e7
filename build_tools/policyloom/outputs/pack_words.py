"""The words of a governors' pack. In: a Pack. Out: sentences, for paper and screen alike."""

from __future__ import annotations

from collections.abc import Iterable

from policyloom.model.dates import say_date
from policyloom.model.editions import Origin
from policyloom.model.letters import capital, small
from policyloom.model.pages import Contact
from policyloom.outputs.pack import Falls, Matter, Pack, Standing

TITLE = "Policies for decision"
CONTENTS = "Contents"
AGENDA = "What is before this meeting"
AGENDA_COLUMNS = ("Policy", "Why it is here", "Decision")
CHANGES = "What changes and why"
CHANGES_COLUMNS = ("Change", "What changes", "Why")
STAYS = "What stays"
OWN = "What this school has otherwise than the trust"
FREE = {Origin.CHOSEN: "Positions chosen on:", Origin.SET: "The school’s own facts in:"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NO_REASON = "No reason is recorded."
REDLINE = "redline"
DRAFT = "the draft in full"
RESOLUTION = "Draft resolution"
RESOLUTIONS = "Draft resolutions for the minutes"
LINES = ("Proposed by", "Seconded by", "Minute")
REMARKS = "Changes asked for, or why it is deferred and until when"
SIGNOFF = "Sign-off"
SIGNOFF_COLUMNS = ("Position", "Name", "Signature", "Date")
CALENDAR = "Calendar"
CALENDAR_COLUMNS = ("By", "Policy", "What falls due", "Who decides")
DECISIONS = ("Approve", "Approve with changes", "Defer")
ADVICE = ("Recommend", "Recommend with changes", "Defer")
"""The boxes where the scheme of delegation leaves the decision to another body."""


def occasion(pack: Pack) -> str:
    """What the pack is for: "Meeting of the local governing body on 12 March 2026"."""
    return f"Meeting of the {pack.board} on {say_date(pack.meeting)}"


def asked(pack: Pack) -> str:
    """What the meeting is asked to do, in two sentences."""
    count = len(pack.matters)
    decide = sum(m.here for m in pack.matters)
    parts = [f"decide on {_policies(decide)}"] if decide else []
    if count - decide:
        parts.append(f"advise another body on {_policies(count - decide, bool(decide))}")
    kinds = [(s, sum(s in m.standings for m in pack.matters)) for s in Standing]
    told = listed(
        [
            f"{_number(number)} {_counted(s)}" if count > 1 else _counted(s)
            for s, number in kinds
            if number
        ]
    )
    return f"The meeting is asked to {listed(parts)}: {told}."


def _policies(count: int, more: bool = False) -> str:
    return f"{_number(count)}{' more' * more} {'policy' if count == 1 else 'policies'}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _counted(standing: Standing) -> str:
    return {
        Standing.OVERDUE: "overdue for review",
        Standing.DUE: "due for review",
        Standing.PROPOSED: "with proposed changes",
        Standing.DRAFT: "never approved",
        Standing.WITHDRAWN: "withdrawn before",
        Standing.ASKED: "put forward before its review is due",
    }[standing]


def details(pack: Pack) -> list[tuple[str, str]]:
    """The table on the cover."""
    rows = [
        ("Meeting", say_date(pack.meeting)),
        ("Body", capital(pack.board)),
        ("In the chair", named(pack.chair)),
        ("Clerk", named(pack.clerk)),
        ("Next meeting", say_date(pack.follows)),
    ]
    return [(label, value) for label, value in rows if value]


def named(contact: Contact | None) -> str:
    """A person with the post: "Joyce Tennant, clerk to the governors"."""
    if contact is None:
        return ""
    post = small(contact.post)
    return ", ".join(part for part in (contact.name, post) if part)


def looked_ahead(pack: Pack) -> str:
    """What is listed, and what follows it."""
    follows = "Each has a page of its own."
    if any(matter.redline or matter.text for matter in pack.matters):
        follows = "Each has a page of its own, followed by what there is to read of it in full."
    if pack.chosen:
        return f"Listed are the policies that were asked for by name. {follows}"
    return (
        f"Listed are the policies whose review falls due by {say_date(pack.ahead)}, those with "
        f"proposed changes and those that nobody has approved yet. {follows}"
    )


def why_here(matter: Matter) -> list[str]:
    """For each standing, a sentence."""
    return [_why(matter, standing) for standing in matter.standings]


def _why(matter: Matter, standing: Standing) -> str:
    past = matter.past
    day = say_date(past.review) if past else ""
    changes = f"{matter.changes} {'change' if matter.changes == 1 else 'changes'}"
    return {
        Standing.OVERDUE: f"Overdue: its review was due by {day}.",
        Standing.DUE: f"Due for review by {day}.",
        Standing.PROPOSED: f"Proposed: {changes} since it was last approved.",
        Standing.DRAFT: "Never approved: a draft for a first decision.",
        Standing.WITHDRAWN: "Withdrawn before: it would come back into force.",
        Standing.ASKED: f"Put forward before its review is due, by {day}.",
    }[standing]


def about(matter: Matter) -> list[tuple[str, str]]:
    """The table at the head of a policy's page."""
    rows = [
        ("Why it is here", " ".join(why_here(matter))),
        ("Last approved", last_approved(matter)),
        ("Who decides", who_decides(matter)),
        ("Review that would follow", f"By {say_date(matter.review)} ({matter.cycle})"),
        ("Required by law", "Yes: every school must have one" if matter.statutory else ""),
    ]
    return [(label, value) for label, value in rows if value]


def last_approved(matter: Matter) -> str:
    """Who decided last, and when: "3 October 2024, by the local governing body"."""
    past = matter.past
    if past is None:
        return "Never"
    later = f", in force from {say_date(past.effective)}" if past.effective > past.decided else ""
    return f"{say_date(past.decided)}, by the {past.by}{later}"


def who_decides(matter: Matter) -> str:
    """The scheme of delegation in a sentence."""
    if not matter.bodies:
        return "The scheme of delegation does not name a body: this meeting may decide."
    if not matter.here:
        return f"The {listed(matter.bodies, 'or')}. This meeting may recommend."
    others = matter.bodies[1:]
    also = f" The scheme of delegation allows the {listed(others, 'or')} too." if others else ""
    return f"This meeting, as the {matter.bodies[0]}.{also}"


def boxes(matter: Matter) -> tuple[str, ...]:
    """What there is to tick."""
    return DECISIONS if matter.here else ADVICE


def stays(matter: Matter) -> list[str]:
    """What stays as it was approved, in sentences."""
    if matter.past is None:
        return []
    day = say_date(matter.past.decided)
    kept = matter.stays
    if matter.redline is None:
        said = [f"The text is word for word as it was approved on {day}."]
    else:
        said = [f"{kept.clauses} of {kept.total} clauses stay as they were approved on {day}."]
        if kept.sections:
            said.append(f"Nothing changes in: {'; '.join(kept.sections)}.")
    if matter.past.contacts:
        said.append(
            f"Contacts were last updated on {say_date(matter.past.contacts)}, "
            "which needs no decision."
        )
    return said


def own(matter: Matter) -> list[tuple[str, str]]:
    """What a school has otherwise than the trust, where a redline does not say: what, and why.

    A fact that is set or a position that is chosen needs no reason; the others should have one.
    """
    if matter.redline is not None:
        return []
    found = matter.page.differences
    told = [
        (d.title, f"({d.origin.value}). {d.because or NO_REASON}")
        for d in found
        if d.origin not in FREE
    ]
    for origin, words in FREE.items():
        titles = dict.fromkeys(d.title for d in found if d.origin is origin)
        told += [(words, f"{'; '.join(titles)}.")] if titles else []
    return list(dict.fromkeys(told))


def signing(pack: Pack) -> str:
    """What those who sign put their names to."""
    return (
        f"What the {pack.board} decided on {say_date(pack.meeting)} about the policies in this "
        "pack is as it is marked and minuted here."
    )


def calendar_lead(pack: Pack) -> str:
    """What the calendar covers."""
    span = f"From {say_date(pack.meeting)} to {say_date(pack.until)}"
    if not pack.calendar:
        return f"{span} nothing falls due."
    return f"{span}: what falls due, and what takes effect, by the decisions on record."


def resolution(matter: Matter, pack: Pack) -> str:
    """The draft resolution for the minutes."""
    name, day, by = called(matter), say_date(pack.meeting), say_date(matter.review)
    if matter.past is None or Standing.WITHDRAWN in matter.standings:
        what = f"{name} be approved as set out in this pack, that it take effect on {day},"
    elif matter.changes:
        what = f"the changes to {name} that this pack shows be approved with effect from {day},"
    else:
        what = f"{name}, reviewed and found to need no change, remain in force,"
    return f"{_opening(matter)} {what} and that it be reviewed again by {by}."


def _opening(matter: Matter) -> str:
    if matter.here:
        return "Resolved: that"
    return f"Resolved: to recommend to the {listed(matter.bodies, 'or')} that"


def called(matter: Matter) -> str:
    """A policy in a sentence: "the Complaints policy", or with its noun: "the guidance “…”"."""
    title, noun = matter.page.title, matter.page.noun
    if title.casefold().endswith(noun.casefold()):
        return f"the {title}"
    return f"the {noun} “{title}”"


def falls(line: Falls, pack: Pack) -> tuple[str, str, str, str]:
    """A line of the calendar: when, what, what happens, who decides."""
    late = line.date < pack.meeting
    happens = f"{line.what}, overdue" if late else line.what
    if line.then:
        happens = f"{line.what}, if decided as drafted here"
    elif line.matter:
        happens = f"{happens}: number {line.matter} in this pack"
    bodies = listed(line.bodies, "or")
    return say_date(line.date), line.title, happens, capital(bodies)


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Words in a row: "a, b and c"."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"
