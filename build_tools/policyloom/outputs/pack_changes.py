"""What changes in one policy, told in plain words. In: a matter of a pack. Out: short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from policyloom.model.changes import Cause, Change, ChangeKind
from policyloom.outputs.pack import Matter
from policyloom.outputs.pack_words import NO_REASON
from policyloom.outputs.redline import groups

MOST_WORDS = 45
"""A passage longer than this is not told again: the redline shows it whole."""

REVISED = {
    Cause.TRUST: "Revised by the trust",
    Cause.OVERRIDE: "The school’s own",
    Cause.FACT: "A fact has changed",
    Cause.AUTHORITY: "The local authority’s record has changed",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One or more changes with one reason: their numbers, what is about, what changes, why."""

    numbers: tuple[int, ...]
    title: str
    where: str
    what: str
    why: str

    @property
    def counted(self) -> str:
        """The changes' numbers in the redline: "3", "4 to 7"; "" where the redline has none."""
        first, last = min(self.numbers, default=0), max(self.numbers, default=0)
        return f"{first} to {last}" if last > first else f"{first or ''}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Changes told together: wording, conditions, particulars, and what stands around the text."""

    id: str
    title: str
    about: str
    told: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many changes there are in all."""
        return sum(max(1, len(told.numbers)) for told in self.told)


def changes_told(matter: Matter) -> tuple[Listed, ...]:
    """Every change of a matter: none is left out, those that are alike share a line."""
    found: list[Listed] = []
    if matter.redline is not None:
        for group in groups(matter.redline.comparison):
            told = tuple(_told(matter, group.changes))
            found.append(Listed(group.id, group.title, group.about, told))
    return tuple(found)


def _told(matter: Matter, changes: Iterable[Change]) -> Iterator[Told]:
    """Changes that are renumbered, moved or alike and follow each other become one line."""
    for _, alike in groupby(changes, key=_likeness):
        several = list(alike)
        yield _together(matter, several) if len(several) > 1 else _alone(matter, several[0])


def _likeness(change: Change) -> tuple[object, ...]:
    shared = change.kind in (ChangeKind.RENUMBERED, ChangeKind.ADDED, ChangeKind.REMOVED)
    own = (
        () if shared and (change.reason or change.kind is ChangeKind.RENUMBERED) else change.number
    )
    return change.kind, change.cause, change.reason, own


def _together(matter: Matter, changes: list[Change]) -> Told:
    """Several changes of one kind with one reason."""
    said = {
        ChangeKind.RENUMBERED: "Takes another number; the words stay.",
        ChangeKind.ADDED: "New.",
        ChangeKind.REMOVED: "Taken out.",
    }
    return Told(
        tuple(change.number for change in changes),
        "; ".join(dict.fromkeys(change.title for change in changes)),
        "; ".join(dict.fromkeys(change.where for change in changes if change.where)),
        said[changes[0].kind],
        why(matter, changes[0]),
    )


def _alone(matter: Matter, change: Change) -> Told:
    return Told((change.number,), change.title, change.where, what(change), why(matter, change))


def what(change: Change) -> str:
    """What a change does, in a sentence or two."""
    note = f"{change.note}." if change.note else ""
    if change.around and note:
        return note
    match change.kind:
        case ChangeKind.CONDITION | ChangeKind.PARTICULAR:
            return f"From {_quoted(change.old)} to {_quoted(change.new)}. {note}".strip()
        case ChangeKind.RENUMBERED:
            return f"Number {change.old} becomes {change.new}; the words stay."
        case ChangeKind.MOVED:
            return f"{note or 'Stands at another place.'} Its words stay."
        case ChangeKind.ADDED:
            return f"New: {_passage(change.new)} {note}".strip()
        case ChangeKind.REMOVED:
            return f"Taken out: {_passage(change.old)} {note}".strip()
        case ChangeKind.CORRECTION:
            return f"Corrected, with the same meaning. {_reworded(change)} {note}".strip()
        case ChangeKind.WORDING:
            return f"{_reworded(change)} {note}".strip()


def why(matter: Matter, change: Change) -> str:
    """Who made a change and for what reason, as far as a reason is recorded."""
    who = matter.set_by.get(change.fact) or REVISED[change.cause]
    if change.kind is ChangeKind.PARTICULAR or change.around:
        return change.reason or who
    return f"{who}. {change.reason or NO_REASON}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _passage(text: str) -> str:
    """A passage told again, or how long it is."""
    words = text.split()
    if len(words) <= MOST_WORDS:
        return _quoted(text)
    return f"{len(words)} words, which the redline shows."


def _reworded(change: Change) -> str:
    """The words that differ, without those before and after that stay; "" if only marks differ."""
    old, new = change.old.split(), change.new.split()
    begins = _shared(old, new)
    shorter = min(len(old), len(new)) - begins
    ends = min(shorter, _shared(old[::-1], new[::-1]))
    gone, come = (" ".join(side[begins : len(side) - ends]) for side in (old, new))
    if not gone and not come:
        return "" if change.note else "The words stay; how they are marked changes."
    if len(gone.split()) + len(come.split()) > MOST_WORDS:
        return "Reworded: the redline shows it."
    if not gone:
        return f"Adds {_ended(come)}"
    if not come:
        return f"Leaves out {_ended(gone)}"
    return f"Says {_quoted(come)} instead of {_ended(gone)}"


def _ended(text: str) -> str:
    """A quotation at a sentence's end: one full stop, not two."""
    return _quoted(text) if text.endswith((".", "?", "!")) else f"{_quoted(text)}."


def _shared(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
