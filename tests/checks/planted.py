"""Cases of checks. In: files under tests/cases/checks; out: planted trusts and their findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policyloom.findings import Finding, Findings
from policyloom.pipeline.checks import run_checks
from tests.desk.deciding import decide
from tests.trusts import HERE, change_trust, tiny_trust, woven

CASES = HERE / "tests" / "cases" / "checks"
TODAY = "2026-11-21"
"""The day on which every case is looked at, unless it says another."""

ROOMY = {
    "schools/ashby/conduct.yml": {
        "edit": [
            [
                "  - {slot: local-rules, id: ashby.pool, text: Nobody runs at the pool., "
                "because: We have a pool.}\n",
                "  - slot: local-rules\n    id: ashby.pool\n    text: Nobody runs at the pool.\n"
                "    because: We have a pool.\n",
            ]
        ]
    }
}


@cache
def cases() -> dict[str, Mapping[str, Any]]:
    """Every case file, by the code that it is about."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*"))}


def tiny_cases() -> list[tuple[str, Mapping[str, Any]]]:
    """Each case on the tiny trust, with its code."""
    return [(code, case) for code, found in cases().items() for case in found["tiny"]]


def expected(code: str, findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A case's findings, each with the code of its file unless it names another."""
    return [{"code": code, **want} for want in findings]


def merged(every: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Several cases' changes as one; edits of the same file follow one another."""
    changes: dict[str, Any] = {}
    for files in every:
        for name, change in files.items():
            known = changes.setdefault(name, {"edit": []})
            known["edit"] = [*known["edit"], *change["edit"]]
    return changes


def roomy_tiny(folder: Path) -> Path:
    """The tiny trust with a school's own clause on lines of its own, so that cases can edit it."""
    return tiny_trust(folder, ROOMY)


def plant(root: Path, case: Mapping[str, Any]) -> Path:
    """Make a case's changes to a trust: files, then decisions, then files again."""
    change_trust(root, case.get("files", {}))
    for school, policy, day in case.get("decided", []):
        decide(root, school, policy, day)
    change_trust(root, case.get("then", {}))
    return root


def checked(root: Path, today: str = TODAY) -> list[Finding]:
    """What the checks find in a trust, in reading order."""
    found = Findings()
    run_checks(woven(root, today=today), found)
    return found.in_order()


def place_of(root: Path, want: Mapping[str, Any]) -> str:
    """Where a case says that something is: `in` a file, at its beginning or where the text `by`
    stands; of two texts the second, after the first."""
    name, by = want["in"], want.get("by", [])
    text, at = (root / name).read_text("utf-8"), 0
    for part in [by] if isinstance(by, str) else by:
        at = text.index(part, at)
    line = text.count("\n", 0, at) + 1
    return f"{name}:{line}:{at - (text.rfind(chr(10), 0, at) + 1) + 1}"


def compare(root: Path, found: Iterable[Finding], wanted: Iterable[Mapping[str, Any]]) -> None:
    """Assert that exactly these findings were found, with the words that a case asks for."""
    told = {_short(str(f.place), str(f.severity), f.code, str(f.scope)): f for f in found}
    asked = {
        _short(place_of(root, w), w.get("severity", "warning"), w["code"], w["scope"]): w
        for w in wanted
    }
    assert not (more := told.keys() - asked.keys()), f"found, and not planted: {sorted(more)}"
    assert not (less := asked.keys() - told.keys()), f"planted, and not found: {sorted(less)}"
    for short, want in asked.items():
        finding = told[short]
        assert want["what"] in finding.what, finding
        assert want.get("fix", "") in finding.fix, finding


def _short(place: str, severity: str, code: str, scope: str) -> str:
    return f"{place} {severity} {code} of {scope}"
