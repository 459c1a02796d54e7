"""The benchmark's own parts, at the smallest size: what it measures must be sound."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.weave import weave
from tests.bench.cases import machine, measure_trust
from tests.bench.measure import CommandFailed, run
from tests.bench.report import BEGIN, END, write_json, write_page
from tests.bench.synthetic import TODAY, Size, write_trust

SMALL = Size(schools=5, policies=2, words=1200)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trust")
    write_trust(folder, SMALL)
    return folder


def test_synthetic_trust_is_sound(trust: Path) -> None:
    """A synthetic trust has no finding at all, each edition is in force, and schools differ."""
    findings = Findings()
    woven = weave(trust, TODAY, findings)
    assert woven is not None
    assert [str(finding) for finding in findings] == []
    editions = [edition for (school, _), edition in woven.editions.items() if school]
    assert len(editions) == SMALL.schools * SMALL.policies
    assert all(edition.record is not None and not edition.differs for edition in editions)
    assert len({edition.draft.body for edition in editions}) > SMALL.policies
    assert any(school.overrides for school in woven.estate.schools.values())


def test_policy_has_the_size_asked_for(trust: Path) -> None:
    """A policy has about as many words as were asked for, in paragraphs, a list and two tables."""
    woven = weave(trust, TODAY, Findings())
    assert woven is not None
    body = woven.editions["", "admissions"].draft.body
    words = re.sub(r"<!--.*?-->|[|#-]", " ", body).split()
    assert 0.8 * SMALL.words < len(words) < 1.2 * SMALL.words
    assert body.count("<!-- @table") == SMALL.tables
    assert body.count("\n- ") == 4


def test_same_seed_same_trust(trust: Path, tmp_path: Path) -> None:
    """The same size and seed give the same files, byte for byte."""
    write_trust(tmp_path, SMALL)
    names = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(trust) for p in trust.rglob("*") if p.is_file())
    assert all((tmp_path / n).read_bytes() == (trust / n).read_bytes() for n in names)


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """The peak counts a child's memory with its parent's, and the processor time of both."""
    child = "x = bytearray(60_000_000); import time; time.sleep(1); sum(range(10**6))"
    start = f"subprocess.run([sys.executable, '-c', {child!r}])"
    parent = f"import subprocess, sys; x = bytearray(60_000_000); {start}"
    cost = run([sys.executable, "-c", parent], tmp_path)
    assert cost.peak_mib > 115
    assert cost.wall_s > 1
    assert cost.cpu_s > 0


def test_failed_command_is_told(tmp_path: Path) -> None:
    """A program that fails gives no figures: its words are raised."""
    with pytest.raises(CommandFailed, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


@pytest.mark.slow
def test_figures_have_their_shape(tmp_path: Path) -> None:
    """A small run gives each case its name, size, seconds and memory, in JSON and on the page."""
    cases = list(measure_trust(tmp_path, SMALL, lambda _: None))
    (tmp_path / "page.md").write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", "utf-8")
    write_page(tmp_path / "page.md", machine(), "2026-10-01", cases)
    write_json(tmp_path / "figures.json", machine(), "2026-10-01", cases)
    data = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert set(data) == {"machine", "date", "cases"}
    versus, history, again, search, *_ = data["cases"]
    assert versus["name"] == "site-vs-plain-mkdocs"
    assert (versus["schools"], versus["policies"]) == (SMALL.schools, SMALL.policies)
    assert versus["ratio"] == pytest.approx(versus["ours_s"] / versus["theirs_s"], rel=0.02)
    assert versus["peak_mib"] > 30
    assert history["name"] == "site-with-history"
    assert again["name"] == "nothing-changed"
    assert again["cpu_s"] < history["cpu_s"]
    assert search["name"] == "portal-search"
    assert search["wordings"] > 20
    assert search["loaded_mib"] < search["peak_mib"] < 300
    assert search.get("query_kb", 1) < 200
    page = (tmp_path / "page.md").read_text("utf-8")
    assert page.startswith("Before\n") and page.endswith("After\n") and "old" not in page
    assert "| Ours of theirs |" in page
