"""What is told of a PDF that somebody else made is what it is made of, and claims no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from policyloom.model.attached import Form
from policyloom.outputs.attached_html import attached_aids
from policyloom.outputs.pdf_access import MOST_PAGES, access_words, pdf_access
from policyloom.outputs.site import AttachedPage
from tests.site.samples import page
from tests.trusts import HERE

CASES = yaml.safe_load((HERE / "tests/cases/attached/access.yml").read_text("utf-8"))


def write(path: Path, case: dict[str, Any]) -> Path:
    """The PDF of a case."""
    with pikepdf.new() as pdf:
        for drawn in case["pages"]:
            added = pdf.add_blank_page()
            added.Contents = pdf.make_stream(drawn.encode())
            if drawing := case.get("drawing"):
                form = pdf.make_stream(drawing.encode(), Type="/XObject", Subtype="/Form")
                added.obj["/Resources"] = pikepdf.Dictionary(XObject={"/Fm0": form})
        for key, value in pikepdf.Object.parse(case.get("root", "<< >>").encode()).items():
            pdf.Root[key] = value
        if title := case.get("title"):
            pdf.docinfo["/Title"] = title
        pdf.save(path)
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_what_is_said(case: dict[str, Any], tmp_path: Path) -> None:
    """Each fault that was looked for is told in a sentence, and no other."""
    access = pdf_access(write(tmp_path / "a.pdf", case), case["about"])
    assert access is not None
    assert list(access_words(access)) == case["says"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_nothing_is_called_accessible(case: dict[str, Any], tmp_path: Path) -> None:
    """The page says what was looked at and that nobody tried it, whatever was found."""
    write(tmp_path / "a.pdf", case)
    form, size = Form.PDF, 1000
    attached = AttachedPage(
        page(), "Health", "", "Head", "a.pdf", "a.pdf", form, size, case["about"]
    )
    shown = attached_aids(attached, tmp_path).beside.striptags()
    assert "accessible" not in shown
    assert "It did not check that they are right" in shown
    assert "nobody has tried the PDF with a screen reader" in shown


def test_a_long_file_says_how_far_it_was_looked_through(tmp_path: Path) -> None:
    """Beyond the pages that are looked at, nothing is said of those that follow."""
    pages = ["BT (a) Tj ET"] * (MOST_PAGES - 2) + ["n", "n", "BT (a) Tj ET"]
    access = pdf_access(write(tmp_path / "long.pdf", {"pages": pages}), "long")
    assert access is not None
    assert f"2 of the first {MOST_PAGES} pages hold no text" in " ".join(access_words(access))


def test_a_file_that_cannot_be_opened_stops_nothing(tmp_path: Path) -> None:
    """Of a damaged file nothing is told."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert pdf_access(tmp_path / "a.pdf", "damaged") is None


def test_the_example_has_a_tagged_and_an_untagged_pdf() -> None:
    """The trust's own file is tagged, titled and says its language; Larkfield's old one is not."""
    good = pdf_access(HERE / "schools/attached/gifts-and-hospitality.pdf", "")
    poor = pdf_access(HERE / "schools/larkfield/attached/uncollected-children.pdf", "")
    assert good is not None and poor is not None
    assert (good.tagged, good.language, good.title, good.silent) == (True, True, True, 0)
    assert (poor.tagged, poor.language, poor.title, poor.silent) == (False, False, False, 0)
