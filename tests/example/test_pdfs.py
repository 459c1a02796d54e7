"""Every PDF of the example is sound, says whose it is, and says all that its edition says."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from policyloom.model.nodes import plain, run_text, runs, spans
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.pdf_blocks import INVISIBLE
from policyloom.pipeline.weave import Weave
from tests.example.pdf_text import pdf_text, running_text
from tests.example.reading import everyone
from tests.pdf.structure import check_pdf


def published(example: Path, weave: Weave) -> Iterator[tuple[Page, Path]]:
    """Every policy as governors have it, and its PDF."""
    for page in everyone(weave):
        folder = example / "site" / "governors" / page.school / page.policy
        yield page, folder / f"{page.school}-{page.policy}.pdf"


def squeezed(text: str) -> str:
    """Without white space and without the marks that only help a line to break."""
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


def test_every_pdf_is_sound(example: Path) -> None:
    """In every PDF, tags, headings, tables, links and fonts are as PDF/UA asks."""
    attached = {path.stem for path in (example / "schools").rglob("attached/*.pdf")}
    paths = sorted(p for p in (example / "site").rglob("*.pdf") if p.parent.name not in attached)
    different = {sha256(path.read_bytes()).digest(): path for path in paths}.values()
    problems = [f"{path.relative_to(example)}: {p}" for path in different for p in check_pdf(path)]
    assert len(paths) > 5 * 5
    assert problems == []


def test_title_and_language(example: Path, weave: Weave) -> None:
    """A reader shows the policy's title and the school's name, and speaks British English."""
    for page, path in published(example, weave):
        with pikepdf.open(path) as opened, opened.open_metadata() as found:
            title = str(found["dc:title"])
            assert page.title in title and page.masthead.school in title, path.name
            assert str(opened.Root.Lang) == "en-GB", path.name


def test_every_occurrence_is_in_the_pdf(example: Path, weave: Weave) -> None:
    """No word of any occurrence, label or heading is lost, even where a page ends within it."""
    for page, path in published(example, weave):
        text = squeezed(running_text(path))
        lost = [span.key for span in spans(page.body) if squeezed(plain(span.content)) not in text]
        assert lost == [], path.name
        lines = [run_text(run) for run in runs(page.body)]
        assert all(squeezed(line) in text for line in lines), path.name


def test_pages_are_counted(example: Path, weave: Weave) -> None:
    """Each page has its number and how many there are; contents list numbers of pages."""
    for page, path in published(example, weave):
        with pikepdf.open(path) as opened:
            count = len(opened.pages)
        text = pdf_text(path)
        assert all(f"Page {n} of {count}" in text for n in range(1, count + 1)), path.name
        assert not page.contents or "Contents" in text, path.name


@pytest.mark.parametrize("audience", list(Audience))
def test_a_draft_says_so_on_paper(example: Path, weave: Weave, audience: Audience) -> None:
    """A PDF of a draft is marked as one, and stands in the governors' folder alone."""
    for page, path in published(example, weave):
        theirs = example / "site" / str(audience) / page.school / page.policy / path.name
        if page.edition == "draft":
            assert "Draft" in pdf_text(path)
            assert theirs.exists() == (audience is Audience.GOVERNORS)
