"""A page of everything, on which the trust's layouts are tried before any real page is made.

In: the trust's root. Out: what is wrong with a layout, with its place. The words on the page are
never published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Emphasis,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.pages import Contact, Detail, Masthead, Page, RelatedLine, Status
from policyloom.model.policies import Audience, Numbering, RelatedKind
from policyloom.model.tree import Style
from policyloom.outputs import pack_pdf
from policyloom.outputs.pack import Falls, Matter, Pack, Standing, Stays
from policyloom.outputs.pdf import LAYOUT, PdfError, PdfMaker

DAY = "2000-01-01"
_SOMEBODY = Contact("Post", "Name", "name@example.org", "01632 960000")
_TEXT = (Text("Words"),)


@dataclass(frozen=True, slots=True)
class LayoutFault:
    """What is wrong with a print layout: its file below the trust's root, where, and what."""

    file: str
    line: int
    column: int
    reason: str


def print_layout_faults(root: Path) -> Iterator[LayoutFault]:
    """What is wrong with the layouts of PDFs, found by printing a page with each."""
    page = trial_page()
    pack = _pack(page)
    found = _fault(LAYOUT, lambda: PdfMaker(root).make(page, {}))
    if found is None:  # a pack takes its look from the policy's layout
        found = _fault(pack_pdf.LAYOUT, lambda: pack_pdf.PackMaker(root).make_pack(pack))
    if found is not None:
        yield found


def _fault(layout: str, make: Callable[[], bytes]) -> LayoutFault | None:
    try:
        make()
    except PdfError as error:
        name, line, column = error.where
        file = LAYOUT if name == "policy.typ" else layout
        reason = ". ".join((error.reason.rstrip("."), *error.hints))
        return LayoutFault(file, line, column, reason)
    return None


def trial_page() -> Page:
    """A page that has every kind of thing that a page may have, pictures excepted."""
    return Page(
        school="school",
        policy="policy",
        edition="draft",
        status=Status.DRAFT,
        title="Title",
        noun="policy",
        number="1",
        summary="Words",
        audience=Audience.PUBLIC,
        numbering=Numbering.DECIMAL,
        contents=True,
        approved=DAY,
        approved_by="body",
        effective=DAY,
        review=DAY,
        banner="Words",
        masthead=_masthead(),
        details=(Detail("Label", "Value"),),
        adoption="Words",
        signatures=(_SOMEBODY,),
        cycles=(("Every year", True), ("Every term", False)),
        related=tuple(RelatedLine(kind, "Title", "1", "") for kind in RelatedKind),
        body=_body(),
        signoff=(_SOMEBODY,),
        provider=(_SOMEBODY,),
        provider_name="Name",
        end_mark="Words",
        footer="Words",
        differences=(),
        titles={"key": "Title"},
    )


def _masthead() -> Masthead:
    return Masthead(
        school="School",
        trust="Trust",
        address=("Street", "Town"),
        contacts=(Detail("Telephone", "01632 960000", "tel:01632960000"),),
        motto="Words",
        founded="1900",
        website="https://www.example.org",
        logo="",
        primary="#1f3a5f",
        accent="#b4552d",
    )


def _body() -> tuple[SectionBlock, ...]:
    said = (*_TEXT, Strong(_TEXT), Emphasis(_TEXT), Link("https://www.example.org", _TEXT))
    run = Run((Span("key", said),))
    cells = (run, run)
    blocks: tuple[Block, ...] = (
        Paragraph(run, "(i)"),
        *(ListBlock(style.value, style, (ListItem(run), ListItem(run))) for style in Style),
        TableBlock("table", "Caption", cells, (cells, cells), row_header=True),
        AsideBlock("aside", _TEXT, (Paragraph(run),)),
        SectionBlock("below", 3, "1.1", _TEXT, (Paragraph(run),)),
    )
    annex = SectionBlock("annex", 2, "", _TEXT, (Paragraph(run),), kind="annex")
    return SectionBlock("section", 2, "1", _TEXT, blocks), annex


def _pack(page: Page) -> Pack:
    matter = Matter(
        number=1,
        page=page,
        standings=(Standing.DRAFT,),
        past=None,
        redline=None,
        stays=Stays(0, 1),
        bodies=("body",),
        here=True,
        review=DAY,
        cycle="every year",
        statutory=False,
        text=page.body,
    )
    return Pack(
        school="School",
        masthead=page.masthead,
        board="body",
        meeting=DAY,
        ahead=DAY,
        follows="",
        until=DAY,
        chair=_SOMEBODY,
        clerk=_SOMEBODY,
        matters=(matter,),
        calendar=(Falls(DAY, "Title", "Words", ("body",)),),
        signoff=(_SOMEBODY,),
    )
