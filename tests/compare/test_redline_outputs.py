"""Redlines as they leave: page, terminal, JSON and PDF say the same changes."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from functools import cache
from random import Random
from typing import Any

import lxml.html
import pytest

from policyloom.model.changes import ChangeKind
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.pdf_blocks import PrintWriter
from policyloom.outputs.redline import Redline
from policyloom.outputs.redline_html import redline_article
from policyloom.outputs.redline_json import redline_json
from policyloom.outputs.redline_pdf import RedlinePdfMaker
from policyloom.outputs.redline_print import RedlinePrinter
from policyloom.outputs.redline_text import redline_text
from policyloom.pipeline.pages import draft_page
from tests.compare.edits import EDITS
from tests.compare.test_truth import ROOT, compared, example
from tests.pdf.structure import check_pdf


@cache
def sample(seed: int = 3, count: int = 12) -> Redline:
    """The example's largest edition against itself after edits of every kind."""
    weave = example()
    woven = max(weave.editions.values(), key=lambda w: len(w.draft.body) * bool(w.edition.school))
    random, new = Random(seed), woven.blocks
    for edit in EDITS[:count]:
        new = edit(random, new)
    page = replace(draft_page(weave.estate, woven, Audience.GOVERNORS), body=new)
    changed = compared(woven.blocks, new)
    return Redline(page, changed, "2025-03-12", "proposed", "the old edition", "the proposal")


def test_every_change_can_be_reached_by_links_alone() -> None:
    """Each change is listed, has an anchor that takes focus, and leads to its neighbours."""
    root = lxml.html.fragment_fromstring(redline_article(sample(), {}).html)
    total = len(sample().comparison.changes)
    assert total > 10
    ids = set(root.xpath("//@id"))
    assert len(ids) == len(root.xpath("//@id"))
    for number in range(1, total + 1):
        (anchor,) = root.xpath(f"//a[@id='change-{number}']")
        assert anchor.text.startswith(f"{number} of {total}")
        assert anchor.get("href") == f"#listed-{number}"
    assert {href[1:] for href in root.xpath("//a/@href") if href[0] == "#"} <= ids


def test_nothing_is_told_by_colour_alone() -> None:
    """Each `ins` and `del` of words begins with a sign and with words for the ear."""
    root = lxml.html.fragment_fromstring(redline_article(sample(), {}).html)
    marks = root.xpath("//*[self::ins or self::del][not(contains(@class, 'whole'))]")
    assert marks
    for mark in marks:
        assert mark[0].get("class") == "sign" and mark[1].get("class") == "spoken"
        assert mark[0].get("data-aid") is not None and mark[1].get("data-aid") is not None


def test_what_is_unchanged_can_be_hidden() -> None:
    """Blocks without a change are marked, and no block with one is."""
    root = lxml.html.fragment_fromstring(redline_article(sample(), {}).html)
    unchanged = root.xpath("//*[@class='unchanged']")
    assert unchanged
    for block in unchanged:
        assert not block.xpath(".//ins | .//del")
        assert not block.xpath(".//*[starts-with(@id, 'change-')]")


def test_a_school_cannot_write_markup() -> None:
    """Titles, reasons and values are text wherever they stand."""
    evil = "<script>alert(1)</script>"
    changes = tuple(
        replace(c, title=evil, reason=evil, note=evil, where=evil, old=evil, new=evil, fact="x")
        for c in sample().comparison.changes
    )
    redline = replace(sample(), comparison=replace(sample().comparison, changes=changes))
    html = redline_article(replace(redline, old_name=evil, new_name=evil), {}).html
    assert "<script" not in html


def test_an_article_asks_a_page_only_whose_it_is() -> None:
    """An article is known again by two texts and by whose they are: whatever else a page says, the
    article is the same."""
    whose = {"school", "policy", "title", "lang"}
    nothing: dict[str, Any] = {f.name: None for f in fields(Page) if f.name not in whose}
    other = replace(sample(), page=replace(sample().page, **nothing))
    assert redline_article(other, {}) == redline_article(sample(), {})


def test_nothing_changed_is_said() -> None:
    """Two editions that are the same have no list, and say so."""
    blocks = sample().page.body
    same = replace(sample(), comparison=compared(blocks, blocks))
    same = replace(same, comparison=replace(same.comparison, title=compared((), ()).title))
    root = lxml.html.fragment_fromstring(redline_article(same, {}).html)
    assert "Nothing differs" in root.text_content()
    assert "Nothing differs" in redline_text(same)


def test_the_terminal_lists_every_change() -> None:
    """Each number stands in the list and in the text."""
    text = redline_text(sample())
    for change in sample().comparison.changes:
        assert re.search(rf"^ *{change.number}  ", text, re.MULTILINE)
        assert f"({change.number})" in text


def test_json_holds_every_change() -> None:
    """The list is whole, with kinds and causes as design names them."""
    data = json.loads(redline_json(sample()))
    assert [c["number"] for c in data["changes"]] == [c.number for c in sample().comparison.changes]
    assert {c["kind"] for c in data["changes"]} <= {kind.value for kind in ChangeKind}
    assert redline_json(sample()) == redline_json(sample())


def printed(written: object, without: str) -> str:
    """The words that the layout prints, without notes and without one mark."""
    if isinstance(written, str):
        return written
    if isinstance(written, list):
        return " ".join(printed(part, without) for part in written)
    assert isinstance(written, dict)
    note = written.get("t") == "mark" and written["m"] in ("step", without)
    if note or written.get("t") == "break":
        return ""
    parts = [written.get(key, []) for key in ("alt", "caption", "n", "h", "l", "c", "head", "rows")]
    return printed([*parts, written.get("i", []), written.get("b", [])], without)


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_pdf_prints_all_that_the_new_edition_says(seed: int) -> None:
    """Without what is deleted, the words are the new edition's, in its order."""
    redline = sample(seed)
    pieces = RedlinePrinter(redline.comparison, {}).redline(redline.comparison.redline)
    shown = printed(pieces, "removed")
    plain = printed(PrintWriter({}).blocks(redline.page.body), "")
    assert "".join(shown.split()) == "".join(plain.split())


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_pdf_is_as_accessible_as_a_policys(seed: int) -> None:
    """A redline's PDF has the structure of PDF/UA and PDF/A, and is the same bytes each time."""
    maker = RedlinePdfMaker(PdfMaker(ROOT))
    made = maker.make(sample(seed), {})
    assert check_pdf(made) == []
    assert maker.make(sample(seed), {}) == made
