"""PDFs made from hand-built pages: sound, the same every time, and saying what the page says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.model.nodes import AsideBlock, Image, Link, Paragraph, Run, SectionBlock, Text
from policyloom.model.pages import Detail, Page, Status
from policyloom.model.tree import Style
from policyloom.outputs.glyphs import SPACES, font_characters
from policyloom.outputs.pdf import FONTS, LAYOUT, PdfError, PdfMaker
from policyloom.outputs.pdf_blocks import INVISIBLE
from tests.pdf import sample_text, samples
from tests.pdf.building import items, key_of, para, run
from tests.pdf.conftest import HERE
from tests.pdf.reading import LINKS, text_of, words
from tests.pdf.structure import check_pdf, roles

PAGES = {"full": samples.full_page, "roman draft": samples.roman_draft, "short": samples.short_page}
PRINTABLE = sorted(font_characters(HERE / FONTS) | SPACES | set(INVISIBLE))


@pytest.mark.parametrize("name", PAGES)
def test_structure(maker: PdfMaker, name: str) -> None:
    """A PDF of any page is tagged, titled and labelled as PDF/UA and PDF/A ask."""
    assert check_pdf(maker.make(PAGES[name](), LINKS)) == []


def test_every_kind_of_element_is_there(maker: PdfMaker) -> None:
    """The full page's PDF holds headings, lists, tables, pictures, links and contents as such."""
    found = set(roles(maker.make(samples.full_page(), LINKS)))
    wanted = "H1 H2 H3 P L LI Lbl LBody Table THead TBody TR TH TD Figure Link TOC TOCI"
    assert set(wanted.split()) <= found


def test_same_bytes_again(maker: PdfMaker, root: Path) -> None:
    """The same page gives the same bytes from another maker, after other pages were made."""
    first = maker.make(samples.full_page(), LINKS)
    maker.make(samples.roman_draft(), LINKS)
    assert PdfMaker(root).make(samples.full_page(), LINKS) == first


def test_same_bytes_in_a_fresh_process(maker: PdfMaker, root: Path) -> None:
    """Another process, with another hash seed and time zone, makes the same bytes."""
    program = (
        "import sys; from pathlib import Path; from tests.pdf import samples; "
        "from policyloom.outputs.pdf import PdfMaker; "
        "made = PdfMaker(Path(sys.argv[1])).make(samples.full_page(), {}); "
        "sys.stdout.buffer.write(made)"
    )
    paths = f"{HERE / 'build_tools'}:{HERE}"
    environment = {"PYTHONPATH": paths, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    command = [sys.executable, "-c", program, str(root)]
    made = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert made == maker.make(samples.full_page(), {})


def test_nothing_depends_on_today(maker: PdfMaker) -> None:
    """An edition's PDF stays as it is when it comes into force and when another supersedes it."""
    page = samples.full_page()
    later = [
        replace(page, status=status, banner=banner)
        for status, banner in (
            (Status.SCHEDULED, "In force from 1 April 2026"),
            (Status.SUPERSEDED, "Another edition has taken its place"),
        )
    ]
    assert {maker.make(p, LINKS) for p in later} == {maker.make(page, LINKS)}


NASTY = (
    "#let x = 1",
    "*strong* _emphasis_ `code`",
    "$ a + b $ and @reference",
    "a \\ backslash \\u{41} and \\#",
    "<label> and </b> &amp;",
    "\"double\" 'single' -- dashes --- ...",
    "= a heading",
    "// a comment /* and another */",
    '#{panic()} #image("/data.json") #read("main.typ")',
    "[brackets] {braces} / term: x",
)


@pytest.mark.parametrize("nasty", NASTY)
def test_text_is_never_markup(maker: PdfMaker, nasty: str) -> None:
    """What the typesetter would take for markup is printed as it is, wherever it stands."""
    masthead = replace(samples.HAZELBROOK, school=nasty, motto=nasty, address=(nasty,))
    page = replace(
        samples.full_page(),
        title=f"Title {nasty}",
        masthead=masthead,
        details=(Detail(nasty, nasty),),
        footer=nasty,
        body=(
            SectionBlock("one", 2, nasty, (Text(nasty),), (para(nasty, label=nasty),)),
            items("list", Style.DECIMAL, nasty),
            replace(sample_text.matrix(), caption=nasty, header=(run(nasty),) * 3),
        ),
    )
    pdf = maker.make(page, LINKS)
    assert words(text_of(pdf)).count(words(nasty)) >= 14
    assert check_pdf(pdf) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.sampled_from(PRINTABLE), max_size=400))
def test_any_printable_text_gets_through(maker: PdfMaker, text: str) -> None:
    """Any text of characters that the fonts have is set, and is not reported as unprintable."""
    page = samples.short_page(para(text, key="any"), para(Link("tel:1", (Text(text),))))
    assert maker.missing_glyphs(page) == []
    assert check_pdf(maker.make(page, {})) == []


def test_missing_glyphs_are_reported_with_their_place(maker: PdfMaker) -> None:
    """A character that the fonts lack is named with the occurrence or the field that holds it."""
    page = replace(
        samples.short_page(para("A tick ✓ and a tick ✓", key="rule/one")),
        title="政策",
        masthead=replace(samples.HAZELBROOK, motto="☆"),
    )
    found = [("☆", "masthead.motto"), ("政", "title"), ("策", "title"), ("✓", "rule/one")]
    assert maker.missing_glyphs(page) == found


def test_an_unprintable_character_is_an_error(maker: PdfMaker) -> None:
    """A missing glyph that nobody looked for stops the PDF: it is never printed as a box."""
    with pytest.raises(PdfError, match="could not be displayed") as caught:
        maker.make(samples.short_page(para("✓")), {})
    assert caught.value.page == "hazelbrook/social-media"


def test_missing_glyphs_in_every_printed_part(maker: PdfMaker) -> None:
    """Headings, captions, labels, cells, details, contacts and related documents are looked at."""
    page = samples.full_page()
    table = replace(sample_text.matrix(), id="grid", caption="①")
    section = SectionBlock("part", 2, "②", (Text("③"),), (table, para("x", label="④")))
    page = replace(
        page,
        body=(section, AsideBlock("note", (Text("⑤"),), ())),
        details=(Detail("⑥", "⑦"),),
        related=(replace(page.related[0], title="⑧"),),
        provider=(replace(page.provider[0], post="⑨"),),
        cycles=(("⑩", True),),
    )
    assert {char for char, _ in maker.missing_glyphs(page)} == set("①②③④⑤⑥⑦⑧⑨⑩")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("none.svg", "none.svg cannot be read"),
        ("../../../etc/passwd", "not one of the trust's files"),
    ],
)
def test_images_that_cannot_be_had(maker: PdfMaker, source: str, reason: str) -> None:
    """An image that is missing, or that lies outside the trust's files, stops the PDF."""
    with pytest.raises(PdfError, match=reason):
        maker.make(samples.short_page(Paragraph(Run(run(Image(source, "x")).spans))), {})


def test_a_missing_layout_is_an_error(tmp_path: Path) -> None:
    """A trust without the layout is told which file it lacks."""
    with pytest.raises(PdfError, match=LAYOUT):
        PdfMaker(tmp_path).make(samples.short_page(), {})


def test_key(maker: PdfMaker, root: Path, tmp_path: Path) -> None:
    """The key changes with whatever the PDF shows, and with nothing else."""
    page = samples.full_page()
    key = key_of(maker, page, LINKS)
    assert key_of(PdfMaker(root), samples.full_page(), {**LINKS, "policy:other": "x"}) == key
    assert (
        key_of(maker, replace(page, status=Status.SUPERSEDED, summary=page.summary), LINKS) == key
    )
    others: list[Page] = [
        replace(page, footer="another"),
        replace(page, approved="2026-03-13"),
        replace(page, body=page.body[:-1]),
    ]
    keys = {key_of(maker, p, LINKS) for p in others} | {key_of(maker, page, {}), key}
    assert len(keys) == 5


def test_key_covers_layout_and_images(root: Path, tmp_path: Path) -> None:
    """A changed layout or logo changes the key."""
    for name in (LAYOUT, FONTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to((root / name).resolve())
    samples.place_images(tmp_path)
    page = samples.full_page()
    first = key_of(PdfMaker(tmp_path), page, {})
    logo = tmp_path / page.masthead.logo
    logo.write_text(samples.CREST.replace("#0b5c4a", "#222222"))
    second = key_of(PdfMaker(tmp_path), page, {})
    layout = (tmp_path / LAYOUT).read_bytes()
    (tmp_path / LAYOUT).unlink()
    (tmp_path / LAYOUT).write_bytes(layout + b"\n// another\n")
    assert len({first, second, key_of(PdfMaker(tmp_path), page, {})}) == 3
