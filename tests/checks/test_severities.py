"""What the trust makes an error stops what is published, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.standalone import build_standalone
from policyloom.plugin import build_school
from tests.checks.planted import roomy_tiny
from tests.desk.deciding import run
from tests.trusts import change_trust, publish

TODAY = "2026-11-21"
OTHERS = {"schools/ashby/conduct.yml": {"edit": [["at the pool.", "at Brook School."]]}}
"""A finding at one school."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return roomy_tiny(tmp_path / "tiny")


def set_to(root: Path, *lines: str) -> None:
    change_trust(root, {"schools/trust.yml": {"append": "\n".join(lines) + "\n"}})


def test_a_warning_stops_nothing(tiny: Path) -> None:
    """A build does not even look for what could stop nothing."""
    change_trust(tiny, OTHERS)
    findings = Findings()
    assert publish(tiny, findings, pdfs=False).published
    assert [f.code for f in findings] == []


def test_an_error_at_a_school_stops_that_school(tiny: Path) -> None:
    """With --keep-going the others are published; without it none is."""
    change_trust(tiny, OTHERS)
    set_to(tiny, "checks: {other-school: error}")
    findings = Findings()
    assert not publish(tiny, findings, pdfs=False).published
    assert [(f.code, str(f.scope)) for f in findings.errors()] == [
        ("other-school", "policy conduct at ashby")
    ]
    report = publish(tiny, Findings(), pdfs=False, keep_going=True)
    assert report.published and report.held == ["ashby"]
    assert not (tiny / "site/public/ashby/index.html").exists()
    assert (tiny / "site/public/brook/index.html").exists()


def test_an_error_in_the_library_stops_every_school(tiny: Path) -> None:
    """The trust's own wording is everybody's, so --keep-going does not help."""
    set_to(tiny, "retired: {harm: hurt}", "checks: {retired-term: error}")
    findings = Findings()
    assert not publish(tiny, findings, pdfs=False, keep_going=True).published
    assert {str(f.scope) for f in findings.errors()} == {"library"}


def test_what_the_trust_accepts_stops_nothing_until_it_runs_out(tiny: Path) -> None:
    """An acceptance in trust.yml lifts an error, for as long as it says."""
    change_trust(tiny, OTHERS)
    accepted = "{check: other-school, where: ashby, because: We share it., until: 2026-11-30}"
    set_to(tiny, "checks: {other-school: error}", f"accept: [{accepted}]")
    assert publish(tiny, Findings(), pdfs=False, today="2026-11-30").published
    assert publish(tiny, findings := Findings(), pdfs=False, today="2026-12-01").held == []
    assert [f.code for f in findings.errors()] == ["other-school"]


def test_a_site_on_its_own_is_stopped_too(tiny: Path, tmp_path: Path) -> None:
    """One school's site for a host of its own is held to the same."""
    change_trust(tiny, OTHERS)
    set_to(tiny, "checks: {other-school: error}")
    asked, out = Asked(tiny, TODAY, pdfs=False), tmp_path / "out"
    assert not build_standalone(asked, "ashby", out, build_school, Findings()).published
    assert build_standalone(asked, "brook", out, build_school, Findings()).published


def test_check_says_what_is_accepted(tiny: Path) -> None:
    """Nothing that somebody lets stand goes unsaid; an error makes the exit code 1."""
    change_trust(tiny, OTHERS)
    accepted = "{check: other-school, where: ashby, because: We share it., until: 2026-11-30}"
    set_to(tiny, "checks: {other-school: error}", f"accept: [{accepted}]")
    said = run("check", "--root", str(tiny), "--today", TODAY)
    assert said.exit_code == 0
    assert "Accepted until 30 November 2026: schools/ashby/conduct.yml:13:11: " in said.output
    later = run("check", "--root", str(tiny), "--today", "2026-12-01")
    assert later.exit_code == 1
    assert "Accepted until" not in later.output
    assert "[acceptance-expired]" in later.output
