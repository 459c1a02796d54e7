"""An impact as a short summary in Markdown, fit for a pull request. In: an Impact; out: text.

Authored words are data here too: whatever Markdown, HTML or a code host would act on is escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from policyloom.model.letters import capital
from policyloom.outputs.drift_text import command, named
from policyloom.outputs.impact_rows import Alike, Impact, Need, Reached, Touched, alike
from policyloom.outputs.impact_words import count, decision, heading, headline, needs, said

_ACTIVE = re.compile(r"[\\`*_\[\]{}|!~]")
_CALLS = re.compile(r"[@#]")
"""What a code host takes for somebody's name or for another request, unless a comment follows."""
MOST = 60
"""How many policies the table lists; a code host cuts a longer summary off."""


def impact_markdown(impact: Impact) -> str:
    """A heading, the numbers, the changes and a table of the policies; the pages are folded."""
    parts = [
        "## What this change touches" if impact.since else f"## {_plain(impact.about)}",
        f"**{_plain(capital(headline(impact)))}** {_plain(needs(impact))}".strip(),
        *_changes(alike(impact.touched)),
        *_table(impact.touched),
        *_stale(impact),
        *_pages(impact.touched),
    ]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Words that stay words, with nothing in them that could act."""
    said = _CALLS.sub(r"\g<0>\0", html.escape(" ".join(text.split()), quote=False))
    return _ACTIVE.sub(lambda m: f"&#{ord(m[0])};", said).replace("\0", "<!-- -->")


def _changes(shared: Iterable[Alike]) -> Iterator[str]:
    lines = []
    for one in shared:
        policies = count(len(one.owners), "policy", "policies")
        text = f"- {_plain(heading(one.change))} ({policies})"
        words = _struck(said(one.change))
        lines.append(f"{text}<br>{words}" if words else text)
    if lines:
        yield "### What a redline would say"
        yield "\n".join(lines)


def _struck(marked: str) -> str:
    """Marked words as a code host shows them: what goes is struck, what comes is bold, and both
    keep a sign, so that nothing is told by looks alone."""
    parts = re.split(r"(\{\+.*?\+\}|\[-.*?-\])", marked)
    shown = []
    for part in parts:
        if part.startswith("{+") and part.endswith("+}"):
            shown.append(f"<ins>+{_plain(part[2:-2])}</ins>")
        elif part.startswith("[-") and part.endswith("-]"):
            shown.append(f"<del>−{_plain(part[2:-2])}</del>")
        else:
            shown.append(_plain(part) if part.strip() else part)
    return " ".join("".join(f"{x}" if x.isspace() else f" {x} " for x in shown).split())


def _table(found: tuple[Touched, ...]) -> Iterator[str]:
    if not found:
        return
    order = list(Need)
    ranked = sorted(found, key=lambda one: order.index(one.need))
    rows = [
        f"| {_plain(one.school_name)} | {_plain(one.title)} | {len(one.changes) or ''} "
        f"| {len(one.pages)} | {len(one.pdfs)} | {_plain(decision(one))} |"
        for one in ranked[:MOST]
    ]
    head = "| School | Policy | Changes | Pages | PDFs | Decision |\n|---|---|---|---|---|---|"
    yield "### Who is touched"
    yield "\n".join([head, *rows])
    if len(ranked) > MOST:
        yield f"And {count(len(ranked) - MOST, 'more policy', 'more policies')}."


def _stale(impact: Impact) -> Iterator[str]:
    if impact.stale:
        lines = [
            f"- {_plain(stale.school_name)}, {_plain(stale.title)}: {_plain(named(stale))}. "
            f"`{command(stale, 'keep')}` or `--adopt`"
            for stale in impact.stale
        ]
        yield "### Overrides that become stale"
        yield "\n".join(lines)


def _pages(found: tuple[Touched, ...]) -> Iterator[str]:
    """Each policy's first page and how much more there is of it, folded away."""
    lines = [f"- {_own(one)}" for one in found[:MOST] if one.pages or one.pdfs]
    if lines:
        yield "<details><summary>Pages and PDFs</summary>"
        yield "\n".join(lines)
        yield "</details>"


def _own(one: Touched) -> str:
    first, *more = (*one.pages, *one.pdfs)
    pages, pdfs = max(len(one.pages) - 1, 0), len(one.pdfs)
    told = [count(pages, "more page")] * bool(pages) + [count(pdfs, "PDF")] * bool(pdfs)
    rest = f", with {' and '.join(told)}" if more else ""
    return f"{_address(first)} ({first.audience}){rest}"


def _address(reached: Reached) -> str:
    """An address; one whose host nobody knows is made of ids, which hold no quotation marks."""
    return f"<{reached.url}>" if reached.url else f"`{reached.path}`"
