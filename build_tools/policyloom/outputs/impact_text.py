"""An impact as text for a terminal. In: an Impact and a width; out: text."""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.letters import capital
from policyloom.model.policies import Audience
from policyloom.outputs.drift_text import command, named
from policyloom.outputs.impact_rows import Alike, Impact, Reached, Touched, alike
from policyloom.outputs.impact_words import count, decision, heading, headline, needs, said
from policyloom.outputs.redline_text import LEGEND
from policyloom.outputs.wrapped import wrapped

WIDTH = 88
LISTED = 8
"""How many policies are named beside a change; the list of all follows."""


def impact_text(impact: Impact, width: int = WIDTH) -> str:
    """What changes, each once; then every policy with its pages, PDFs and who decides."""
    lines = [
        *wrapped(f"{impact.about}: {headline(impact)}", width),
        *wrapped(needs(impact), width),
    ]
    shared = alike(impact.touched)
    if shared:
        lines += ["", "WHAT A REDLINE WOULD SAY", LEGEND.rpartition("  (")[0]]
        lines += [line for n, one in enumerate(shared, 1) for line in _change(n, one, width)]
    if impact.touched:
        lines += ["", "WHO IS TOUCHED"]
        lines += [line for one in impact.touched for line in ("", *_one(one, shared, width))]
    if impact.stale:
        lines += ["", "OVERRIDES THAT BECOME STALE"]
        for stale in impact.stale:
            lines += wrapped(f"{stale.place}: {stale.school_name}, {named(stale)}", width, "  ")
            lines.append(f"    {command(stale, 'keep')}")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _change(number: int, one: Alike, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(f"({number}) {heading(one.change)}", width)
    yield from wrapped(said(one.change), width, "    ")
    owners = [f"{school}/{policy}" for school, policy in one.owners]
    more = f" and {len(owners) - LISTED} more" if len(owners) > LISTED else ""
    where = f"{', '.join(owners[:LISTED])}{more}"
    yield from wrapped(f"In {count(len(owners), 'policy', 'policies')}: {where}", width, "    ")


def _one(one: Touched, shared: list[Alike], width: int) -> Iterator[str]:
    yield from wrapped(f"{one.school_name}: {one.title} ({one.school}/{one.policy})", width)
    yield from wrapped(capital(decision(one)), width, "  ")
    numbers = [
        f"({n})" for n, each in enumerate(shared, 1) if (one.school, one.policy) in each.owners
    ]
    if numbers:
        changes = count(len(one.changes), "change")
        yield from wrapped(f"{changes}: {' '.join(numbers)}", width, "  ")
    for how in one.how:
        yield from wrapped(how, width, "  ")
    yield from _reached("Pages", one.pages, one.school, width)
    yield from _reached("PDFs", one.pdfs, one.school, width)


def _reached(label: str, found: tuple[Reached, ...], school: str, width: int) -> Iterator[str]:
    """Addresses below the school's own folder, a list for each audience."""
    for audience in Audience:
        paths = [one.path for one in found if one.audience is audience]
        urls = [one.url for one in found if one.audience is audience]
        if paths:
            base = urls[0].removesuffix(paths[0])
            listed = ", ".join(path.removeprefix(f"{school}/") for path in paths)
            yield from wrapped(f"{label} ({audience}), in {base}{school}/: {listed}", width, "  ")
