"""The parts that a PDF is made from: colours, column widths, the JSON, the vendored fonts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from policyloom.model.contrast import contrast
from policyloom.model.nodes import Emphasis, Link, Run, Span, Text
from policyloom.model.pages import Status
from policyloom.model.tree import Join, Style
from policyloom.outputs.glyphs import font_characters
from policyloom.outputs.pdf import FONTS
from policyloom.outputs.pdf_blocks import PrintWriter, breakable, clean
from policyloom.outputs.pdf_colours import FALLBACK, READABLE, readable, shown, tint
from policyloom.outputs.pdf_json import images, page_json, row_headed
from policyloom.outputs.pdf_tables import LINE, column_widths, whole
from tests.pdf import samples
from tests.pdf.building import items, para
from tests.pdf.conftest import HERE

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(COLOURS)
def test_every_colour_becomes_readable(colour: str) -> None:
    """Whatever colour a school has, text in what is printed for it can be read on paper."""
    assert contrast(readable(colour)) >= READABLE
    assert contrast("#1b1f24", tint(colour, 0.07)) >= READABLE


def test_colours() -> None:
    """A dark colour stays as it is, a pale one keeps its hue, and what is none is replaced."""
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert readable("#0b5c4a") == "#0b5c4a"
    assert readable("#ffd23f") != FALLBACK
    assert readable("red") == shown("") == FALLBACK


def test_columns_of_a_table_that_fits() -> None:
    """A column gets what its longest cell needs where all of them fit."""
    assert column_widths([["No.", "Name"], ["1", "A name of some length"]]) == (7, 24)


@given(
    st.lists(st.lists(st.text("ab ", max_size=300), min_size=3, max_size=3), min_size=1, max_size=8)
)
def test_no_column_starves(rows: list[list[str]]) -> None:
    """Columns are as wide as their longest words, and together no wider than the page."""
    widths = column_widths(rows)
    assert sum(widths) <= max(LINE, 3 * (24 + 3) * 2)
    for column, width in zip(zip(*rows, strict=True), widths, strict=True):
        longest = max((len(w) for cell in column for w in cell.split()), default=0)
        assert width >= min(24, longest)


def test_the_wordy_column_is_the_wide_one() -> None:
    """A number column beside long rules stays narrow."""
    narrow, wide = column_widths([["Number", "Rule"], ["1", "word " * 60]])
    assert narrow <= 12
    assert wide >= 85


def test_rows_that_stay_whole() -> None:
    """A row of a few lines is kept on one page; one of half a page may be cut."""
    widths = (10, 90)
    assert whole(["1", "word " * 40], widths)
    assert not whole(["1", "word " * 400], widths)


def test_spans_are_joined_by_their_run() -> None:
    """Several occurrences in one paragraph are joined as the run says; marks stay with theirs."""
    run = Run((Span("a", (Text("one"),)), Span("b", (Emphasis((Text("two"),)),))), Join.OR)
    assert PrintWriter({}).run(run) == ["one, or ", {"t": "i", "c": "two"}]
    plain = Run((Span("a", (Text("One."),)), Span("b", (Text("Two."),))))
    assert PrintWriter({}).run(plain) == "One. Two."


def test_labelled_paragraphs_take_their_lists() -> None:
    """Numbered paragraphs in a row are one list; a list after a lead-in belongs to its item."""
    blocks = (
        para("One.", label="(i)"),
        para("Never:", label="(ii)"),
        items("never", Style.BULLET, "lie"),
        para("Three.", label="(iii)"),
        para("Not numbered."),
    )
    first, last = PrintWriter({}).blocks(blocks)
    assert [item["l"] for item in first["i"]] == ["(i)", "(ii)", "(iii)"]
    assert [b["t"] for b in first["i"][1]["b"]] == ["p", "list"]
    assert first["i"][1]["b"][0]["stay"]
    assert last == {"t": "p", "c": "Not numbered.", "stay": False}


def test_text_is_tidied_for_print() -> None:
    """White space becomes one space, accents join their letters, hyphens are plain ones."""
    assert clean("a\n  b\u00a0c e\u0301 x\u2011y so\u00adft") == "a b\u00a0c \u00e9 x-y soft"


@given(st.text("ab./@- ", max_size=120))
def test_breaking_long_words_loses_nothing(text: str) -> None:
    """Places to break a line are put between pieces of a word, and the pieces are the text."""
    pieces = breakable(text)
    assert "".join(p for p in pieces if isinstance(p, str)) == text
    assert breakable("short words only") == ["short words only"]


def test_links_are_resolved_or_dropped() -> None:
    """A policy link takes the address given for it; others must be web, mail or telephone."""
    writer = PrintWriter({"policy:a": "https://a.example.org/ä"})
    kinds = {
        href: writer.inlines((Link(href, (Text("x"),)),))[0]
        for href in ("policy:a", "policy:b", "mailto:a@example.org", "data:text/html,x")
    }
    assert kinds["policy:a"] == {"t": "a", "u": "https://a.example.org/%C3%A4", "c": "x"}
    assert [k["t"] for k in kinds.values()] == ["a", "s", "a", "s"]


def test_page_json_is_pure_and_timeless() -> None:
    """The same page gives the same data, whether its edition is in force or superseded by now."""
    page = samples.full_page()
    superseded = replace(page, status=Status.SUPERSEDED, banner="Superseded")
    assert page_json(page) == page_json(superseded)
    assert page_json(page) != page_json(replace(page, status=Status.PROPOSED, banner="Proposed"))


def test_tables_and_images_are_found() -> None:
    """Tables are counted in the order in which they are printed, images once each."""
    data = page_json(samples.full_page())
    assert row_headed(data) == [True, True, False, True]
    assert images(data) == ("signpost.svg",)


def test_dates_of_any_precision() -> None:
    """A year or a month stands for its first day; what nobody approved has no date of its own."""
    page = samples.full_page()
    dates = [
        page_json(replace(page, approved=d))["date"] for d in ("2026-03-12", "2026-03", "2026")
    ]
    assert dates == [(2026, 3, 12), (2026, 3, 1), (2026, 1, 1)]
    assert page_json(samples.roman_draft())["date"] == (1970, 1, 1)


def test_fonts_for_print_and_web_are_the_same() -> None:
    """Each vendored font has a copy for the web with the same letters, and the licence is there."""
    folder = HERE / FONTS
    prints, webs = sorted(folder.glob("*.ttf")), sorted(folder.glob("*.woff2"))
    assert [f.stem for f in prints] == [f.stem for f in webs] != []
    for one, other in zip(prints, webs, strict=True):
        assert TTFont(one).getBestCmap() == TTFont(other).getBestCmap()
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")


def test_fonts_have_what_british_schools_write() -> None:
    """Pound signs, typographer's quotes, dashes and the letters of Welsh and Gaelic are there."""
    assert set("£€“”‘’–—…•·©ŵŷâêîôûẁỳáéíóúàèìòùç½") <= font_characters(HERE / FONTS)
