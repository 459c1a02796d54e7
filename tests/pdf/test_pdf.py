"""PDFs made from hand-built pages: sound, the same every time, and saying what the page says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.model.nodes import AsideBlock, Image, Link, Paragraph, Run, SectionBlock, Text
from policyloom.model.pages import Detail, Page, Status
from policyloom.model.tree import Style
from policyloom.outputs.glyphs import INVISIBLE, SPACES, font_characters
from policyloom.outputs.pdf import FONTS, LAYOUT, PdfError, PdfMaker
from tests.pdf import samples
from tests.pdf.conftest import HERE
from tests.pdf.structure import check_pdf, roles

LINKS = {"policy:complaints": "https://policies.example.org/hazelbrook/complaints/"}
PAGES = {"full": samples.full_page, "roman draft": samples.roman_draft, "short": samples.short_page}
PRINTABLE = sorted(font_characters(HERE / FONTS) | INVISIBLE | SPACES)


def text_of(pdf: bytes) -> str:
    """What a reader copies from the PDF, in reading order of the page."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def words(text: str) -> str:
    """The text without white space, so that line ends do not matter."""
    return "".join(text.split())


def addresses(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [a for page in opened.pages for a in page.obj.get("/Annots", pikepdf.Array())]
        return [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]


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
            SectionBlock("one", 2, nasty, (Text(nasty),), (samples.para(nasty, label=nasty),)),
            samples.items("list", Style.DECIMAL, nasty),
            replace(samples.matrix(), caption=nasty, header=(samples.run(nasty),) * 3),
        ),
    )
    pdf = maker.make(page, LINKS)
    assert words(text_of(pdf)).count(words(nasty)) >= 14
    assert check_pdf(pdf) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.sampled_from(PRINTABLE), max_size=400))
def test_any_printable_text_gets_through(maker: PdfMaker, text: str) -> None:
    """Any text of characters that the fonts have is set, and is not reported as unprintable."""
    page = samples.short_page(
        samples.para(text, key="any"), samples.para(Link("tel:1", (Text(text),)))
    )
    assert maker.missing_glyphs(page) == []
    assert check_pdf(maker.make(page, {})) == []


def test_missing_glyphs_are_reported_with_their_place(maker: PdfMaker) -> None:
    """A character that the fonts lack is named with the occurrence or the field that holds it."""
    page = replace(
        samples.short_page(samples.para("A tick ✓ and a tick ✓", key="rule/one")),
        title="政策",
        masthead=replace(samples.HAZELBROOK, motto="☆"),
    )
    found = [("☆", "masthead.motto"), ("政", "title"), ("策", "title"), ("✓", "rule/one")]
    assert maker.missing_glyphs(page) == found


def test_an_unprintable_character_is_an_error(maker: PdfMaker) -> None:
    """A missing glyph that nobody looked for stops the PDF: it is never printed as a box."""
    with pytest.raises(PdfError, match="could not be displayed") as caught:
        maker.make(samples.short_page(samples.para("✓")), {})
    assert caught.value.page == "hazelbrook/social-media"


def test_missing_glyphs_in_every_printed_part(maker: PdfMaker) -> None:
    """Headings, captions, labels, cells, details, contacts and related documents are looked at."""
    page = samples.full_page()
    table = replace(samples.matrix(), id="grid", caption="①")
    section = SectionBlock("part", 2, "②", (Text("③"),), (table, samples.para("x", label="④")))
    page = replace(
        page,
        body=(section, AsideBlock("note", (Text("⑤"),), ())),
        details=(Detail("⑥", "⑦"),),
        related=(replace(page.related[0], title="⑧"),),
        provider=(replace(page.provider[0], post="⑨"),),
        cycles=(("⑩", True),),
    )
    assert {char for char, _ in maker.missing_glyphs(page)} == set("①②③④⑤⑥⑦⑧⑨⑩")


def test_table_header_is_repeated(maker: PdfMaker) -> None:
    """A table over several pages has its header on each, and no row is lost between them."""
    pdf = maker.make(samples.short_page(samples.rules(60)), {})
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    text = text_of(pdf)
    assert pages >= 4
    assert text.count("Number") == pages
    assert all(f"I will keep rule {n} in mind" in " ".join(text.split()) for n in range(1, 61))


def test_row_headers(maker: PdfMaker) -> None:
    """The first cell of a row is its header where the table says so, and nowhere else."""

    def headers(row_header: bool) -> int:
        table = replace(samples.matrix(), row_header=row_header)
        return roles(maker.make(samples.short_page(table), {})).count("TH")

    assert headers(False) == 3
    assert headers(True) == 3 + 8


def test_links(maker: PdfMaker) -> None:
    """Links keep their addresses; one to a policy without an address is printed as its words."""
    page = samples.full_page()
    with_link, without = maker.make(page, LINKS), maker.make(page, {})
    assert LINKS["policy:complaints"] in addresses(with_link)
    assert "https://www.legislation.gov.uk/ukpga/2010/15" in addresses(without)
    assert "tel:01632960200" in addresses(without)
    assert not [a for a in addresses(without) if "complaints" in a or a.startswith("policy:")]
    assert "complaints policy" in " ".join(text_of(without).split())


def test_a_script_is_no_link(maker: PdfMaker) -> None:
    """An address of another kind than web, mail or telephone never becomes a link."""
    bad = samples.para(Link("javascript:alert(1)", (Text("press here"),)))
    pdf = maker.make(samples.short_page(bad), {})
    assert addresses(pdf) == []
    assert "press here" in text_of(pdf)


def test_front_and_back_matter(maker: PdfMaker) -> None:
    """Everything that stands before and after the text is printed, and pages are numbered."""
    page = samples.full_page()
    text = " ".join(text_of(maker.make(page, LINKS)).split())
    wanted = [
        page.title, page.masthead.school, page.masthead.trust, page.masthead.motto, page.number,
        page.adoption, page.end_mark, page.footer, "Contents", "Every year (this one)",
        "Every two years", "Alma Reyes", "Sign-off", "Staff governor", page.provider_name,
        "Page 1 of ", "Edition 2026-03-12, approved", "Code of conduct (HR01)", "Annex A",
        *(part for d in page.details for part in (d.label, d.value)),
    ]  # fmt: skip
    assert [part for part in wanted if part not in text] == []
    assert "Telephone" not in text


def test_letterhead(maker: PdfMaker) -> None:
    """A page with an address has it, and the school's contacts, at its head."""
    text = text_of(maker.make(samples.roman_draft(), {}))
    assert "NM4 7QD" in text
    assert "Telephone: 01632 960123" in text


def test_a_draft_says_so_on_every_page(maker: PdfMaker) -> None:
    """A draft has its banner on page one and says on every page that it is not approved."""
    pdf = maker.make(samples.roman_draft(), {})
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    text = text_of(pdf)
    assert samples.roman_draft().banner in " ".join(text.split())
    assert text.count("Draft: not yet approved") == pages == 2


def test_annexes_start_on_a_new_page(maker: PdfMaker) -> None:
    """Each annex begins at the head of a page."""
    page = replace(samples.roman_draft(), body=(samples.para("Text"), *two_annexes()))
    pages = text_of(maker.make(page, {})).split("\f")
    assert ["Annex A" in pages[1], "Annex B" in pages[2]] == [True, True]


def two_annexes() -> tuple[SectionBlock, SectionBlock]:
    first = samples.annex()
    return first, replace(first, id="more", label="Annex B")


def test_metadata(maker: PdfMaker) -> None:
    """The file knows its title, its language and the day of its approval."""
    with pikepdf.open(BytesIO(maker.make(samples.full_page(), {}))) as pdf:
        assert str(pdf.docinfo.Title) == "Social media policy · Hazelbrook School"
        assert str(pdf.docinfo.CreationDate).startswith("D:20260312")
        assert str(pdf.Root.Lang) == "en-GB"
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        assert {"introduction", "avoid", "incidents"} <= set(names)


def test_headings_never_skip_a_level(maker: PdfMaker) -> None:
    """A part without a heading around a deeper one does not break the order of headings."""
    inner = SectionBlock("deep", 5, "", (Text("Deep"),), (samples.para("x"),))
    page = samples.short_page(SectionBlock("bare", 3, "", (), (inner,)))
    assert check_pdf(maker.make(page, {})) == []


def test_a_heading_is_never_left_at_a_pages_foot(maker: PdfMaker) -> None:
    """Wherever a page ends, at least one line of its text follows a heading on the same page."""
    for lines in range(20, 34):
        body = [samples.para(f"Line {n}") for n in range(lines)]
        page = replace(
            samples.short_page(*body, samples.section("next", "", "A heading", samples.matrix())),
            masthead=replace(samples.HAZELBROOK, logo=""),
        )
        for text in text_of(maker.make(page, {})).split("\f"):
            if "A heading" in text:
                assert "Pupils now at the school" in text


def test_any_amount_of_front_matter_settles(maker: PdfMaker) -> None:
    """However full page one is, the layout comes to rest: contents never wander between pages."""
    page = replace(samples.full_page(), body=(*samples.filler(4, 1), samples.annex()))
    for count in range(0, 40, 2):
        details = tuple(Detail(f"Detail {n}", "A value") for n in range(count))
        text = text_of(maker.make(replace(page, details=details, signatures=()), {}))
        contents = next(part for part in text.split("\f") if "Contents" in part)
        assert "Related documents" in contents


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
        maker.make(samples.short_page(Paragraph(Run(samples.run(Image(source, "x")).spans))), {})


def test_a_missing_layout_is_an_error(tmp_path: Path) -> None:
    """A trust without the layout is told which file it lacks."""
    with pytest.raises(PdfError, match=LAYOUT):
        PdfMaker(tmp_path).make(samples.short_page(), {})


def test_key(maker: PdfMaker, root: Path, tmp_path: Path) -> None:
    """The key changes with whatever the PDF shows, and with nothing else."""
    page = samples.full_page()
    key = maker.key(page, LINKS)
    assert PdfMaker(root).key(samples.full_page(), {**LINKS, "policy:other": "x"}) == key
    assert maker.key(replace(page, status=Status.SUPERSEDED, summary=page.summary), LINKS) == key
    others: list[Page] = [
        replace(page, footer="another"),
        replace(page, approved="2026-03-13"),
        replace(page, body=page.body[:-1]),
    ]
    keys = {maker.key(p, LINKS) for p in others} | {maker.key(page, {}), key}
    assert len(keys) == 5


def test_key_covers_layout_and_images(root: Path, tmp_path: Path) -> None:
    """A changed layout or logo changes the key."""
    for name in (LAYOUT, FONTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to((root / name).resolve())
    samples.place_images(tmp_path)
    page = samples.full_page()
    first = PdfMaker(tmp_path).key(page, {})
    logo = tmp_path / page.masthead.logo
    logo.write_text(samples.CREST.replace("#0b5c4a", "#222222"))
    second = PdfMaker(tmp_path).key(page, {})
    layout = (tmp_path / LAYOUT).read_bytes()
    (tmp_path / LAYOUT).unlink()
    (tmp_path / LAYOUT).write_bytes(layout + b"\n// another\n")
    assert len({first, second, PdfMaker(tmp_path).key(page, {})}) == 3
