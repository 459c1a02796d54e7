"""What a site's search finds: parts of a page's text enter, entries of the index leave.

One entry for each headed part, so that a result leads to the rule and not to the top of a page.
What stands around the text (panel, related documents, sign-off) is left out: a search for
"complaints" finds the complaints policy, not every policy that names it as related.

The titles of the clauses in a part are searched with it and never shown. A word in one weighs more
than a word in a text: the rule about photographs comes before a text that happens to name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    spans,
)
from policyloom.outputs.html import Part
from policyloom.outputs.markup import join, tag, text

_NONE: Mapping[str, str] = {}

SUBJECTS = "subjects"
"""The field of the index that holds the clauses' titles."""

SUBJECTS_BOOST = 100.0
"""How much more a word weighs there than in a text; in a heading it weighs 1,000 times as much."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One result. `location` is relative to the site; `title`, `text` and `subjects`, which is
    searched but not shown, are escaped HTML."""

    location: str
    title: str
    text: str
    subjects: str = ""

    def fields(self) -> dict[str, str]:
        """The entry as the index has it."""
        found = {"location": self.location, "title": self.title, "text": self.text}
        return found | {SUBJECTS: self.subjects} if self.subjects else found


def part_entries(
    url: str, summary: str, parts: Iterable[Part], titles: Mapping[str, str] = _NONE
) -> tuple[SearchEntry, ...]:
    """The entries of one page at `url`; the page's own carries its summary.

    `titles` says by occurrence key what each clause is about.
    """
    return tuple(
        SearchEntry(
            f"{url}#{part.id}" if part.id else url,
            str(text(part.title)),
            str(join([*_paragraph("" if part.id else summary), *_texts(part.blocks)])),
            str(text(_subjects(part.blocks, titles))),
        )
        for part in parts
    )


def link_entry(location: str, title: str, words: str) -> SearchEntry:
    """An entry that leads elsewhere, such as to another school's page."""
    return SearchEntry(location, str(text(title)), str(join(list(_paragraph(words)))))


def _subjects(blocks: Blocks, titles: Mapping[str, str]) -> str:
    """The titles of the clauses that stand in a part itself; a school's own have none."""
    keys = (span.key for block in _own(blocks) for span in spans((block,)))
    return ". ".join(dict.fromkeys(titles[k] for k in keys if k in titles and "." not in k))


def _own(blocks: Blocks) -> Iterator[Block]:
    """The blocks of a part without those of the headed parts in it, which have entries."""
    for block in blocks:
        if not isinstance(block, SectionBlock | AsideBlock):
            yield block
        elif not block.heading:
            yield from _own(block.blocks)


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
