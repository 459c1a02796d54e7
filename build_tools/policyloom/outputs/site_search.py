"""What a site's search finds: parts of a page's text enter, entries of the index leave.

One entry for each headed part, so that a result leads to the rule and not to the top of a page.
What stands around the text (panel, related documents, sign-off) is left out: a search for
"complaints" finds the complaints policy, not every policy that names it as related.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    ListBlock,
    Paragraph,
    Run,
    SectionBlock,
    TableBlock,
    run_text,
)
from policyloom.outputs.html import Part
from policyloom.outputs.markup import join, tag, text


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One result. `location` is relative to the site; `title` and `text` are escaped HTML."""

    location: str
    title: str
    text: str


def part_entries(url: str, summary: str, parts: Iterable[Part]) -> tuple[SearchEntry, ...]:
    """The entries of one page at `url`; the page's own carries its summary."""
    return tuple(
        SearchEntry(
            f"{url}#{part.id}" if part.id else url,
            str(text(part.title)),
            str(join([*_paragraph("" if part.id else summary), *_texts(part.blocks)])),
        )
        for part in parts
    )


def link_entry(location: str, title: str, words: str) -> SearchEntry:
    """An entry that leads elsewhere, such as to another school's page."""
    return SearchEntry(location, str(text(title)), str(join(list(_paragraph(words)))))


def _texts(blocks: Blocks) -> Iterator[Markup]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Markup]:
    match block:
        case Paragraph(run):
            yield from _paragraph(run_text(run))
        case ListBlock(items=items):
            yield tag("ul", *[tag("li", run_text(i.run), *_texts(i.blocks)) for i in items])
        case TableBlock(header=header, rows=rows):
            yield from _paragraph(block.caption)
            for row in rows:
                yield from _paragraph(_row(header, row))
        case (
            SectionBlock(heading=heading, blocks=inner) | AsideBlock(heading=heading, blocks=inner)
        ):
            if not heading:  # a headed part has an entry of its own
                yield from _texts(inner)


def _paragraph(words: str) -> Iterator[Markup]:
    if words:
        yield tag("p", words)


def _row(header: tuple[Run, ...], row: tuple[Run, ...]) -> str:
    """A row as a line that can be understood by itself: "Pupils. Own account: Never."."""
    cells = [run_text(cell) for cell in row]
    labels = [run_text(cell) for cell in header]
    named = [f"{label}: {cell}" for label, cell in zip(labels[1:], cells[1:], strict=False) if cell]
    return ". ".join((cells[0], " ".join(named))) if cells else ""
