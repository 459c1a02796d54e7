"""What a PDF says of the copy that it is: its code, and a QR code that leads to the answer."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from policyloom.outputs.copies import copy_code, dashed, is_code
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.pdf_json import COPIES, LONG_ADDRESS, page_json
from tests.pdf import samples
from tests.pdf.building import key_of
from tests.pdf.reading import LINKS, addresses, text_of, words
from tests.pdf.structure import check_pdf, roles

ADDRESS = "https://policies.example.org/hazelbrook/copy/"
COPY = {**LINKS, COPIES: ADDRESS}
LONG = f"https://policies.{'a-very-long-name-of-a-trust.' * 4}example.org/hazelbrook/copy/"
PAGES = {"full": samples.full_page, "roman draft": samples.roman_draft, "short": samples.short_page}


def seen(pdf: bytes, dots: int, page: int = 0) -> list[str]:
    """The QR codes that a scan at so many dots an inch shows."""
    with pypdfium2.PdfDocument(pdf) as opened:
        drawn = opened[page].render(scale=dots / 72, grayscale=True)
        pixels = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
        return [found.text for found in zxingcpp.read_barcodes(pixels)]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("address", [ADDRESS, LONG])
def test_the_printed_qr_code_can_be_read(maker: PdfMaker, name: str, address: str) -> None:
    """A poor scan of page one gives the address with the code; the PDF is as sound as without."""
    page = PAGES[name]()
    pdf = maker.make(page, {**LINKS, COPIES: address})
    asked = f"{address}?c={copy_code(page)}"
    assert seen(pdf, 150) == [asked]
    assert asked in addresses(pdf)
    assert check_pdf(pdf) == []


def test_every_page_has_the_code(maker: PdfMaker) -> None:
    """A single sheet is enough to ask with: the code is at the foot of each."""
    page = samples.full_page()
    pages = text_of(maker.make(page, COPY)).split("\f")
    assert len(pages) > 1
    assert all(dashed(copy_code(page)) in text for text in pages)
    assert words("policies.example.org/hazelbrook/copy/") in words(pages[0])


def test_the_qr_code_has_words_for_those_who_cannot_see_it(maker: PdfMaker) -> None:
    """The picture is tagged as a figure (with its address: see the structure checks)."""
    plain, coded = (maker.make(samples.short_page(), links) for links in (LINKS, COPY))
    assert roles(coded).count("Figure") == roles(plain).count("Figure") + 1


def test_without_an_address_there_is_no_code(maker: PdfMaker) -> None:
    """A copy that nobody could ask about says nothing of it."""
    page = samples.full_page()
    pdf = maker.make(page, LINKS)
    assert seen(pdf, 150) == []
    assert "Copy" not in text_of(pdf)
    assert copy_code(page)[:6] not in text_of(pdf)


def test_an_address_too_long_to_type_is_not_printed(maker: PdfMaker) -> None:
    """It is linked to instead, and the line stays clear of the running foot."""
    assert len(LONG) > LONG_ADDRESS
    data = page_json(samples.full_page(), {COPIES: LONG})
    assert data["copy"]["said"] == []
    assert "page for checking copies" in text_of(maker.make(samples.full_page(), {COPIES: LONG}))


def test_the_code_takes_no_room_from_the_text(maker: PdfMaker) -> None:
    """Each page holds the same words with the code as without."""
    for made in PAGES.values():
        plain, coded = (text_of(maker.make(made(), ls)).count("\f") for ls in (LINKS, COPY))
        assert plain == coded


def test_the_same_copy_gives_the_same_bytes(maker: PdfMaker) -> None:
    """Another address, or another particular, makes another PDF with another key; nothing else."""
    page = samples.short_page()
    assert maker.make(page, COPY) == maker.make(page, COPY)
    other = replace(page, masthead=replace(page.masthead, school="Ash School"))
    keys = {
        key_of(maker, page, COPY),
        key_of(maker, page, LINKS),
        key_of(maker, page, {**LINKS, COPIES: "https://staff.example.org/hazelbrook/copy/"}),
        key_of(maker, other, COPY),
    }
    assert len(keys) == 4
    assert is_code(copy_code(other)) and copy_code(other)[:6] == copy_code(page)[:6]
