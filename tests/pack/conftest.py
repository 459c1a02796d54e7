"""A tiny trust that has decided, and packs made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.outputs.pack import Pack
from policyloom.pipeline.approve import approve, write_records
from policyloom.pipeline.packing import Meeting, matters_of, pack_of
from policyloom.pipeline.refusals import Approval
from tests.trusts import change_trust, woven

BODY = "governing body"
FIRST = "2026-01-15"
"""The day on which Ashby decided on its code of conduct; its review is due a year later."""

KIND = "templates/clauses/conduct/rule-kind.md"
SCHOOL = "schools/ashby/conduct.yml"


def decide(root: Path, policy: str, on: str, **more: str) -> None:
    """Record a decision of Ashby's; a refusal fails the test."""
    findings = Findings()
    weave = woven(root, findings, on)
    asked = Approval(policy, on, BODY, **more)
    stopped = Findings(findings.blocks("ashby", policy))
    written = approve(weave, ("ashby",), asked, stopped)
    assert not stopped.errors(), [str(f) for f in stopped]
    write_records(root, written)


def packed(
    root: Path, day: str, *policies: str, following: str = "", school: str = "ashby"
) -> Pack:
    """The pack of a meeting."""
    meeting = Meeting(school, day, following, policies)
    weave = woven(root, today=day)
    return pack_of(weave, meeting, matters_of(weave, meeting))


def standings(root: Path, day: str, *policies: str, following: str = "") -> dict[str, list[str]]:
    """By policy, why it is put before a meeting."""
    meeting = Meeting("ashby", day, following, policies)
    put = matters_of(woven(root, today=day), meeting)
    return {p.woven.edition.policy: [s.name for s in p.standings] for p in put}


def revise(root: Path) -> None:
    """The trust revises a clause that Ashby's complaints policy has as the trust words it."""
    why = "  - {date: 2026-06-01, kind: meaning, why: Fairness was asked for}"
    edits = [
        ["kind to each other", "kind and fair to each other"],
        ["why: A comma}", f"why: A comma}}\n{why}"],
    ]
    change_trust(root, {KIND: {"edit": edits}})


def edit(root: Path, old: str, new: str) -> None:
    """Ashby edits its file for the code of conduct."""
    change_trust(root, {SCHOOL: {"edit": [[old, new]]}})


@pytest.fixture
def decided(tiny: Path) -> Path:
    """The tiny trust, with both of Ashby's policies approved."""
    decide(tiny, "conduct", FIRST)
    decide(tiny, "complaints", FIRST)
    return tiny
