"""Attached files at the desk: counted, reminded of and put before meetings like the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.packing import Meeting, matters_of, next_due, pack_of
from policyloom.pipeline.upcoming import next_change
from tests.desk.deciding import decide, row, rows, run
from tests.trusts import tiny_trust, woven

from .samples import attach


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """Ashby has one attached file, in force from February 2026, to be reviewed in January 2027."""
    return tiny_trust(tmp_path / "tiny", attach("first-aid"))


@pytest.mark.parametrize(
    ("today", "state", "also", "days"),
    [
        ("2026-01-31", "scheduled", ["attached"], 344),
        ("2026-02-01", "in force", ["attached"], 343),
        ("2026-11-10", "in force", ["attached"], 61),
        ("2026-11-11", "in force", ["attached", "due in 60 days"], 60),
        ("2027-01-10", "in force", ["attached", "due in 60 days"], 0),
        ("2027-01-11", "in force", ["attached", "overdue"], -1),
    ],
)
def test_its_life_is_that_of_a_decision(
    trust: Path, today: str, state: str, also: list[str], days: int
) -> None:
    """It is scheduled, in force, due and overdue on the days on which a woven policy would be."""
    found = row(trust, "ashby", "first-aid", today)
    assert (found["state"], found["also"], found["days_left"]) == (state, also, days)
    assert (found["approved"], found["review"]) == ("2026-01-10", "2027-01-10")
    assert (found["owner"], found["decides"]) == ("Director of estates", ["governing body"])


def test_attached_files_can_be_asked_for(trust: Path) -> None:
    """By state and by an owner who owns nothing else."""
    assert [r["policy"] for r in rows(trust, "--state", "attached")] == ["first-aid"]
    assert [r["policy"] for r in rows(trust, "--owner", "estates")] == ["first-aid"]
    assert run("status", "--root", str(trust), "--owner", "nobody").exit_code == 2


def test_what_it_stands_in_for_is_not_missing(tmp_path: Path) -> None:
    """A policy that a school has as an attached file is not listed as one that it lacks."""
    apart = {"schools/brook/school.yml": {"edit": [["[conduct, complaints]", "[complaints]"]]}}
    plain = tiny_trust(tmp_path / "plain", apart)
    assert row(plain, "brook", "conduct")["state"] == "not adopted"
    changes = apart | attach("old-code", "brook/", policy="conduct")
    standing_in = tiny_trust(tmp_path / "in", changes)
    found = rows(standing_in, "--school", "brook")
    assert [r["policy"] for r in found] == ["complaints", "old-code"]


def test_the_pack_s_calendar_has_its_review(trust: Path) -> None:
    """A meeting's calendar says when an attached file is due, and who decides on it."""
    decide(trust, "ashby", "complaints", "2026-03-01")
    weave = woven(trust, today="2026-11-20")
    meeting = Meeting("ashby", "2026-11-20")
    pack = pack_of(weave, meeting, matters_of(weave, meeting))
    (line,) = [f for f in pack.calendar if f.title == "First aid policy (attached file)"]
    assert (line.date, line.what, line.bodies) == ("2027-01-10", "Review", ("governing body",))
    assert next_due(weave, "ashby") == ("2027-01-10", "First aid policy")


def test_its_first_day_is_a_day_to_publish_again(trust: Path) -> None:
    """Before it takes effect, the next change of the site is that day."""
    found = next_change(woven(trust, today="2026-01-20"), ["ashby"])
    assert found is not None
    assert found.day == "2026-02-01"
    assert found.why == ("First aid policy, Ashby School: an attached file takes effect",)


def test_check_tells_of_a_day_that_is_still_to_come(trust: Path) -> None:
    """`policyloom check` finds what the build would stop at, and says where."""
    result = run("check", "--root", str(trust), "--today", "2026-01-09")
    assert result.exit_code == 1
    assert "schools/ashby/attached/first-aid.yml:1:1: error" in result.output
    assert "attached-not-approved" in result.output
    findings = Findings()
    woven(trust, findings)
    assert not findings.errors()
