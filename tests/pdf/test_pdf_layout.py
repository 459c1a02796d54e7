"""What stands on the pages of a PDF: tables, links, front and back matter, where pages end."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO

import pikepdf

from policyloom.model.nodes import Link, SectionBlock, Text
from policyloom.model.pages import Detail, Page
from policyloom.outputs.pdf import PdfMaker
from tests.pdf import sample_text, samples
from tests.pdf.building import para, section
from tests.pdf.reading import LINKS, addresses, text_of
from tests.pdf.structure import check_pdf, roles

FASTER = 0.75
"""What a PDF takes at most of the time of one whose paragraphs are new: about 0.55 is measured, and
1.0 where nothing is known again."""
ROUNDS = 15
"""How often both are made, at most: on a busy machine, the least of a few is chance."""


def test_table_header_is_repeated(maker: PdfMaker) -> None:
    """A table over several pages has its header on each, and no row is lost between them."""
    pdf = maker.make(samples.short_page(sample_text.rules(60)), {})
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    text = text_of(pdf)
    assert pages >= 4
    assert text.count("Number") == pages
    assert all(f"I will keep rule {n} in mind" in " ".join(text.split()) for n in range(1, 61))


def test_row_headers(maker: PdfMaker) -> None:
    """The first cell of a row is its header where the table says so, and nowhere else."""

    def headers(row_header: bool) -> int:
        table = replace(sample_text.matrix(), row_header=row_header)
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
    bad = para(Link("javascript:alert(1)", (Text("press here"),)))
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
    page = replace(samples.roman_draft(), body=(para("Text"), *two_annexes()))
    pages = text_of(maker.make(page, {})).split("\f")
    assert ["Annex A" in pages[1], "Annex B" in pages[2]] == [True, True]


def two_annexes() -> tuple[SectionBlock, SectionBlock]:
    first = sample_text.annex()
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
    inner = SectionBlock("deep", 5, "", (Text("Deep"),), (para("x"),))
    page = samples.short_page(SectionBlock("bare", 3, "", (), (inner,)))
    assert check_pdf(maker.make(page, {})) == []


def test_a_heading_is_never_left_at_a_pages_foot(maker: PdfMaker) -> None:
    """Wherever a page ends, at least one line of its text follows a heading on the same page."""
    for lines in range(20, 34):
        body = [para(f"Line {n}") for n in range(lines)]
        page = replace(
            samples.short_page(*body, section("next", "", "A heading", sample_text.matrix())),
            masthead=replace(samples.HAZELBROOK, logo=""),
        )
        for text in text_of(maker.make(page, {})).split("\f"):
            if "A heading" in text:
                assert "Pupils now at the school" in text


def test_any_amount_of_front_matter_settles(maker: PdfMaker) -> None:
    """However full page one is, the layout comes to rest: contents never wander between pages."""
    page = replace(samples.full_page(), body=(*sample_text.filler(4, 1), sample_text.annex()))
    for count in range(0, 40, 2):
        details = tuple(Detail(f"Detail {n}", "A value") for n in range(count))
        text = text_of(maker.make(replace(page, details=details, signatures=()), {}))
        contents = next(part for part in text.split("\f") if "Contents" in part)
        assert "Related documents" in contents


def unlike_any_other(number: int) -> str:
    """A paragraph none of whose lines is set for another: each word has the number in it."""
    return " ".join(f"{word}{number}" for word in sample_text.SAYS.split())


def test_the_next_schools_pdf_finds_its_paragraphs_set(maker: PdfMaker) -> None:
    """The typesetter knows again what it has set for a school of another name and other colours:
    no rule that reaches the text says anything of one school."""
    first = samples.short_page(*(para(unlike_any_other(number)) for number in range(400)))
    look = replace(first.masthead, school="Quarry School", primary="#7a1f3d", accent="#1d3557")
    second = replace(first, school="quarry", masthead=look, footer="quarry.example.org")

    def seconds(before: Page) -> float:
        for number in range(12):  # after ten other PDFs it has forgotten all
            maker.make(samples.short_page(para(f"Nothing much, {number} times.")), {})
        maker.make(before, {})
        start = time.process_time()
        maker.make(second, {})
        return time.process_time() - start

    other = samples.short_page(para("Something else."))
    cold, warm = [seconds(other)], [seconds(first)]
    while len(warm) < ROUNDS and (len(warm) < 3 or min(warm) > FASTER * min(cold)):
        cold.append(seconds(other))
        warm.append(seconds(first))
    assert min(warm) < FASTER * min(cold), f"{warm} s after a school of the same words, else {cold}"
