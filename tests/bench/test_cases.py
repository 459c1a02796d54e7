"""The cases, at the smallest size: each measures what it says, or gives no figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench import pdf_makers
from tests.bench.building import Case
from tests.bench.cases import measure_trust
from tests.bench.edits import one_clause
from tests.bench.library import policies_of
from tests.bench.machine import machine
from tests.bench.pdf_makers import has_weasyprint, pdf_vs_weasyprint
from tests.bench.report import BEGIN, END, write_json, write_page
from tests.bench.schools import schools_of
from tests.bench.size import Size
from tests.bench.sweep import sweep

TINY = Size(schools=2, policies=2, words=800)
EDITIONS = TINY.schools * TINY.policies
PRINTED = "pdf-vs-weasyprint"
NAMES = (
    "site-vs-plain-mkdocs",
    "site-with-history",
    "portal-search",
    "all-vs-plain-mkdocs",
    PRINTED,
    "nothing-changed",
    "new-day",
    "one-contact",
    "one-telephone",
    "one-clause",
)
TAKEN = {"ours_s", "cpu_s", "peak_mib", "files", "bytes"}
COMPARED = {"ratio", "cpu_ratio", "peak_ratio", "files_ratio", "bytes_ratio"}


@pytest.mark.slow
def test_cases_measure_what_they_say(tmp_path: Path) -> None:
    """A run gives each case once, in its order, and each case's figures agree with each other; they
    are the same in the file for programs and on the page."""
    cases = list(measure_trust(tmp_path, TINY, lambda _: None))
    write_json(tmp_path / "figures.json", machine(), "2026-10-01", cases)
    data = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert set(data) == {"machine", "date", "cases"}
    measured = {case["name"]: case for case in data["cases"]}
    assert list(measured) == [name for name in NAMES if name != PRINTED or has_weasyprint()]
    for name in {*measured} - {"portal-search", PRINTED}:
        assert measured[name].keys() >= TAKEN, name
        assert (measured[name]["schools"], measured[name]["policies"]) == (2, 2)
        assert measured[name]["peak_mib"] > 30
    _compared(measured)
    _edited(measured)
    _searched(measured)
    if has_weasyprint():
        _printed(measured)
    _on_the_page(tmp_path / "page.md", measured)


def _compared(measured: Mapping[str, Case]) -> None:
    """The site alone, and all that is made, are held against the same run of plain MkDocs."""
    site, whole = measured["site-vs-plain-mkdocs"], measured["all-vs-plain-mkdocs"]
    assert site["pages"] == EDITIONS
    assert whole["theirs_s"] == site["theirs_s"] > 0
    for case in (site, whole):
        assert case.keys() >= COMPARED
        assert case["ratio"] == pytest.approx(case["ours_s"] / case["theirs_s"], rel=0.05)
        assert case["bytes_ratio"] == pytest.approx(case["bytes"] / case["theirs_bytes"], abs=0.001)
    assert "pdfs" not in site
    assert whole["pdfs"] == 2 * EDITIONS  # the edition in force, and the one before
    assert whole["redline_pages"] >= EDITIONS
    assert whole["our_pages"] > measured["site-with-history"]["our_pages"]


def _edited(measured: Mapping[str, Case]) -> None:
    """With nothing changed nothing is written; a contact touches one school, a clause each. What
    every PDF prints has every PDF of that school made anew."""
    nothing, night, contact, telephone, clause = (measured[name] for name in NAMES[-5:])
    assert nothing["files"] == nothing["bytes"] == night["files"] == night["bytes"] == 0
    assert nothing["cpu_s"] < measured["all-vs-plain-mkdocs"]["cpu_s"]
    assert 0 < contact["files"] < clause["files"]
    assert telephone["pdfs"] >= TINY.policies
    assert clause["proposals"] == clause["pdfs"] == TINY.schools


def _searched(measured: Mapping[str, Case]) -> None:
    """The portal's search is made of some wordings, in a memory that is its own."""
    search = measured["portal-search"]
    assert search["wordings"] > 20
    assert search["loaded_mib"] < search["peak_mib"] < 300
    assert search.get("query_kb", 1) < 200


def _printed(measured: Mapping[str, Case]) -> None:
    """Both makers make a PDF of every policy in the sample, of about as many pages."""
    case = measured[PRINTED]
    assert case["sampled"] == case["files"] == case["weasyprint_files"] == EDITIONS
    assert case["sheets"] >= EDITIONS
    assert 0.5 < case["sheets"] / case["weasyprint_sheets"] < 2
    assert case.keys() >= COMPARED


def _on_the_page(page: Path, measured: Mapping[str, Case]) -> None:
    """The figures take the place of the old ones, each by its name in words; what stands around
    them is kept."""
    page.write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", "utf-8")
    write_page(page, "a machine", "2026-10-01", list(measured.values()))
    text = page.read_text("utf-8")
    assert text.startswith("Before\n") and text.endswith("After\n") and "old" not in text
    assert [line[4:] for line in text.splitlines() if line.startswith("### ")] == list(measured)
    assert "| Ours of theirs, wall time |" in text
    assert "_" not in text


@pytest.mark.slow
def test_sweep_measures_pages_and_a_sample_of_pdfs(tmp_path: Path) -> None:
    """Each number of schools has its pages and its PDFs built cold, again, and with a new head."""
    cases = list(sweep(tmp_path, Size(policies=1, words=400), [1], lambda _: None))
    kinds = ("cold", "nothing-changed", "one-contact")
    assert [case["name"] for case in cases] == [
        f"{what}-{kind}" for what in ("pages", "pdfs") for kind in kinds
    ]
    for case in cases:
        assert case.keys() >= {*TAKEN, "our_pages", "ms_a_page", "disk_bytes"}
        assert case["schools"] == 1
        assert ("pdfs" in case) == (case["name"] in ("pdfs-cold", "pdfs-one-contact"))
    assert cases[3]["pdfs"] == 1
    assert not list(tmp_path.iterdir())


def test_without_weasyprint_the_case_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where WeasyPrint is missing there is no case, and a line says so; nothing else is tried."""
    monkeypatch.setattr(pdf_makers, "has_weasyprint", lambda: False)
    said: list[str] = []
    assert list(pdf_vs_weasyprint(tmp_path / "none", tmp_path / "work", said.append)) == []
    assert said == ["pdf-vs-weasyprint is left out: WeasyPrint cannot be used here"]


def test_a_clause_that_is_proposed_already_gives_no_figures(tmp_path: Path) -> None:
    """The case of an edit counts only where its pages were not there before it."""
    school, policy = schools_of(TINY)[0], policies_of(TINY)[0]
    (tmp_path / f"site/governors/{school}/{policy}/proposed").mkdir(parents=True)
    with pytest.raises(AssertionError, match="proposed already"):
        one_clause(tmp_path, TINY, "governors")
