"""Redlines as PDFs, to the standards of policies' PDFs and by the same means.

In: a redline. Out: the bytes of a tagged, archival, accessible PDF: who publishes it, what is
compared, the list of changes, then the text with signs around what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyloom.compare import RELATED
from policyloom.model.changes import RedSection
from policyloom.model.nodes import SectionBlock
from policyloom.model.pages import Detail, Page
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.pdf_blocks import Json, clean
from policyloom.outputs.pdf_json import page_json
from policyloom.outputs.redline import Redline
from policyloom.outputs.redline_print import RedlinePrinter
from policyloom.outputs.redline_print_parts import listed

SIGNS = (
    "How to read it: [+ +] stands around what is inserted, [− −] around what is deleted and "
    "[» »] around what has moved here. Each change has its number."
)


class RedlinePdfMaker:
    """Makes redlines' PDFs with the trust's maker of PDFs (layout, fonts, standards)."""

    def __init__(self, maker: PdfMaker) -> None:
        self.maker = maker

    def make(self, redline: Redline, links: Mapping[str, str]) -> bytes:
        """The redline's PDF: the same bytes for the same redline.

        `links` gives the absolute address of each `policy:<id>`. Raises PdfError.
        """
        return self.maker.make_from(redline.page, redline_print(redline, links))


def redline_print(redline: Redline, links: Mapping[str, str]) -> dict[str, Json]:
    """Everything that a PDF of this redline prints, ready for the layout."""
    comparison = redline.comparison
    data = page_json(_cover(redline), links)
    printer = RedlinePrinter(comparison, links)
    summary = _part("Changes", "list of changes", listed(comparison))
    printer.level = 2
    text = [p for p in comparison.redline if not _annex(p.node)]
    annexes = [p for p in comparison.redline if _annex(p.node)]
    body = [summary, _part("The text", "the text", printer.details(comparison))]
    body += printer.redline(tuple(text))
    if comparison.related:
        body.append(_part(RELATED, "related documents", printer.related(comparison.related)))
    edition = clean(f"Redline: {redline.old} to {redline.new}")
    return data | {
        "body": body,
        "annexes": printer.redline(tuple(annexes)),
        "edition": edition,
        "noun": "Redline",
        "copy": None,
    }


def _cover(redline: Redline) -> Page:
    """The page with what a redline has no use for left out."""
    return replace(
        redline.page,
        summary=SIGNS,
        body=(),
        contents=False,
        banner="",
        adoption="",
        details=(Detail("From", redline.old_name), Detail("To", redline.new_name)),
        signatures=(),
        cycles=(),
        related=(),
        signoff=(),
        provider=(),
        provider_name="",
        end_mark="",
    )


def _part(heading: str, name: str, blocks: list[Json]) -> dict[str, Json]:
    return {
        "t": "section",
        "id": f"redline: {name}",
        "level": 2,
        "n": "",
        "h": heading,
        "annex": False,
        "b": blocks,
    }


def _annex(node: object) -> bool:
    if isinstance(node, RedSection):
        return node.kind.new == "annex"
    return isinstance(node, SectionBlock) and node.kind == "annex"
