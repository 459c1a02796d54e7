"""Every case file under tests/cases/load is loaded, and its findings are exactly those it lists."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.findings import Finding, Findings
from policyloom.load import load_estate
from tests.load.trusts import CASES, make_trust

FILES = sorted(CASES.glob("*.yml"))
SLOWEST = 2.0
"""Seconds; a refusal that takes longer has read what it should have refused."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    """Loading the trust of a case file gives the findings that it lists, and no others."""
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    trust = make_trust(tmp_path / "trust", case["files"])
    findings = Findings()
    start = time.perf_counter()
    estate = load_estate(trust, findings)
    assert time.perf_counter() - start < SLOWEST
    found = findings.in_order()
    wanted = case["findings"]
    assert [_place(f) for f in found] == [w["at"] for w in wanted], "\n".join(map(str, found))
    for finding, want in zip(found, wanted, strict=True):
        _compare(finding, want)
    assert (estate is None) == case.get("nothing_left", False)


def _place(finding: Finding) -> str:
    return f"{finding.place} {finding.severity} {finding.code}"


def _compare(finding: Finding, want: dict[str, Any]) -> None:
    assert str(finding.scope) == want["scope"], finding
    assert want["what"] in finding.what
    assert want.get("why", "") in finding.why
    assert want.get("fix", "") in finding.fix
    for text in (finding.what, finding.why, finding.fix):
        assert text[:-1] and text == text.strip() and text.endswith((".", "?", "!", "…")), finding


def test_there_are_cases() -> None:
    """The case files are found."""
    assert len(FILES) > 80
