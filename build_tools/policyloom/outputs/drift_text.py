"""Stale overrides as text for a terminal. In: Stales and a width; out: text.

The trust's text, with what has changed in it since, stands beside the school's own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from policyloom.compare.words import red_text
from policyloom.model.dates import say_date
from policyloom.outputs.drift_rows import Doing, Moved, Stale
from policyloom.outputs.marked_words import marked
from policyloom.outputs.text_nodes import words
from policyloom.outputs.wrapped import wrapped

WIDTH = 88
NARROW = 72
"""Characters below which the two texts stand one below the other."""
GAP = "  |  "
DONE = {
    Doing.REPLACE: "replaced by the school",
    Doing.OMIT: "left out by the school",
    Doing.ORDER: "sections in the school's own order",
}
LEGEND = "{+inserted since+}  [-deleted since-]"
NOT_KEPT = "(The wording of that day is not kept in templates/history/. The clause is now:)"


def drift_text(found: Sequence[Stale], width: int = WIDTH) -> str:
    """Every stale override with its three texts, and how each is settled."""
    if not found:
        return "No override is stale: each was written for the text as it is.\n"
    lines = [counted(found)]
    if any(clause.then is not None for stale in found for clause in stale.clauses):
        lines.append(LEGEND)
    for stale in found:
        lines += ["", *_one(stale, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def counted(found: Sequence[Stale]) -> str:
    """How many there are, and at how many schools."""
    schools = len({stale.school for stale in found})
    overrides = "1 stale override" if len(found) == 1 else f"{len(found)} stale overrides"
    return f"{overrides} at {schools} {'school' if schools == 1 else 'schools'}."


def command(stale: Stale, settlement: str) -> str:
    """The command that settles an override."""
    return f"policyloom drift --{settlement} {stale.school} {stale.policy} {stale.key}"


def _one(stale: Stale, width: int) -> Iterator[str]:
    yield from wrapped(f"{stale.school_name}: {stale.title}, {named(stale)}", width)
    yield from wrapped(f"{stale.place}: {DONE[stale.doing]}, {_dates(stale)}", width, "  ")
    for clause in stale.clauses:
        yield from _reasons(clause, stale.doing is Doing.ORDER, width)
    yield ""
    yield from _beside(_trusts(stale.clauses), own_text(stale), stale.school_name, width)
    yield ""
    yield from wrapped(f"The school's reason: {stale.because}", width, "  ")
    if stale.locked:
        yield from wrapped(
            "The trust has locked this clause: its wording holds, and the school's entry must go.",
            width,
            "  ",
        )
    else:
        yield f"  The school's stands:  {command(stale, 'keep')}"
    yield f"  The trust's holds:    {command(stale, 'adopt')}"


def named(stale: Stale) -> str:
    """The clause with its title, or what else the override is of."""
    if stale.doing is Doing.ORDER or not stale.clauses:
        return stale.key
    return f"{stale.key} ({stale.clauses[0].title})"


def _dates(stale: Stale) -> str:
    if stale.against >= stale.revised:
        return f"written for the text of {say_date(stale.against)}"
    return (
        f"written for the text of {say_date(stale.against)}; revised on {say_date(stale.revised)}"
    )


def _reasons(clause: Moved, titled: bool, width: int) -> Iterator[str]:
    for revision in clause.revisions:
        title = f"{clause.key} ({clause.title}), " if titled else ""
        text = f"{title}{say_date(revision.date)}: {revision.why}"
        yield from wrapped(f"Revised: {text}", width, "  ")


def own_text(stale: Stale) -> str:
    """What the school's file says in the place of the trust's text."""
    match stale.doing:
        case Doing.REPLACE:
            return words(stale.words)
        case Doing.OMIT:
            return "(left out)"
        case Doing.ORDER:
            return "These sections, in this order: " + ", ".join(stale.sections)


def changed(clause: Moved) -> str:
    """A clause from then to now, its changes marked; as it is now where nothing is kept."""
    if clause.then is None:
        return f"{NOT_KEPT} {words(clause.now)}"
    return marked(red_text(clause.then, clause.now))


def _trusts(clauses: Iterable[Moved]) -> list[str]:
    return [changed(clause) for clause in clauses]


def _beside(trusts: list[str], own: str, school: str, width: int) -> Iterator[str]:
    """The trust's texts beside the school's, or before it where there is no room."""
    left, right = "The trust, then to now", f"{school}, in its own file"
    if width < NARROW:
        for head, texts in ((left, trusts), (right, [own])):
            yield f"  {head}:"
            for text in texts:
                yield from wrapped(text, width, "    ")
        return
    column = (width - 2 - len(GAP)) // 2
    lines = [line for text in trusts for line in ("", *_fill(text, column))][1:]
    heads = [(left, right), ("-" * column, "-" * column)]
    for was, now in (*heads, *zip_longest(lines, _fill(own, column), fillvalue="")):
        yield f"  {was.ljust(column)}{GAP}{now}"


def _fill(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
