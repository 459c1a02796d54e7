"""What every form of an impact says in words: rows enter, sentences leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyloom.compare.words import red_text
from policyloom.model.changes import Change, ChangeKind
from policyloom.model.nodes import Text
from policyloom.outputs.impact_rows import Impact, Need, Touched
from policyloom.outputs.marked_words import marked_shortly
from policyloom.outputs.redline import KINDS, from_to, remarks

_WORDED = (ChangeKind.WORDING, ChangeKind.CORRECTION)


def headline(impact: Impact) -> str:
    """How much is touched: "3 policies at 2 schools touched: 4 pages and 2 PDFs."."""
    found = impact.touched
    if not found:
        return "no school's policy is touched."
    schools = len({one.school for one in found})
    pages, pdfs = (sum(len(part) for part in parts) for parts in _reached(found))
    verb = "touched" if impact.since else "would be touched by an edit"
    return (
        f"{count(len(found), 'policy', 'policies')} at {count(schools, 'school')} {verb}: "
        f"{count(pages, 'page')} and {count(pdfs, 'PDF')}."
    )


def _reached(found: Iterable[Touched]) -> tuple[list[Sequence[object]], list[Sequence[object]]]:
    rows = list(found)
    return [one.pages for one in rows], [one.pdfs for one in rows]


def needs(impact: Impact) -> str:
    """How many need a decision, and of whom."""
    parts = []
    for need in Need:
        found = impact.needing(need)
        bodies = sorted({" or ".join(one.bodies) for one in found} - {""})
        by = f" ({'; '.join(bodies)})" if bodies else ""
        if found:
            parts.append(f"{len(found)} {_verb(need, len(found))}{by}")
    return f"{'; '.join(parts)}." if parts else ""


def _verb(need: Need, number: int) -> str:
    one, many = {
        Need.DECISION: ("needs a decision", "need a decision"),
        Need.FIRST: (
            "is a draft, which its first decision covers",
            "are drafts, which their first decisions cover",
        ),
        Need.NONE: ("needs no decision", "need no decision"),
    }[need]
    return one if number == 1 else many


def count(number: int, one: str, many: str = "") -> str:
    """ "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def decision(touched: Touched) -> str:
    """What is asked, and of whom."""
    by = f": {' or '.join(touched.bodies)}" if touched.bodies else ""
    return f"{touched.need}{by}"


def heading(change: Change) -> str:
    """A change's kind, what it is of, and why it is."""
    said = f"{KINDS[change.kind]}: {change.title}. {'. '.join(remarks(change))}."
    return f"{said} Reason: {change.reason}" if change.reason else said


def said(change: Change) -> str:
    """The words or the value that change, marked; "" where the heading says it all."""
    value = from_to(change)
    if value:
        return f"from “{value[0]}” to “{value[1]}”"
    if change.kind in _WORDED and (change.old or change.new):
        return marked_shortly(red_text((Text(change.old),), (Text(change.new),)))
    if change.kind is ChangeKind.ADDED:
        return f"{{+{change.new}+}}"
    return f"[-{change.old}-]" if change.kind is ChangeKind.REMOVED else ""
