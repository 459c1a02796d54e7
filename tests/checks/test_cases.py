"""Each check fires on what is planted for it, at its place, and on nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policyloom.model.checks import Check
from policyloom.pipeline.checks import REGISTRY
from tests.checks.planted import (
    TODAY,
    cases,
    checked,
    compare,
    expected,
    merged,
    plant,
    roomy_tiny,
    tiny_cases,
)
from tests.trusts import HERE, copy_example

AS_IT_IS = [
    {
        "code": "review-overdue",
        "in": "schools/larkfield/approved/social-media/2025-11-13.md",
        "what": "due on 13 November 2026",
        "scope": "policy social-media at larkfield",
    }
]
"""The one thing that is to be found in the example: a review that the school has let pass."""


def test_every_code_has_an_entry_a_case_and_no_other() -> None:
    """A check without a planted case is not known to find anything."""
    codes = {str(check) for check in Check}
    assert {str(check) for check in REGISTRY} == codes
    assert set(cases()) == codes
    for code, case in cases().items():
        assert case["example"]["findings"], code
        assert any(planted.get("findings") for planted in case["tiny"]), code
        assert any(not planted.get("findings") for planted in case["tiny"]), code


def test_the_example_is_good() -> None:
    """On the example as it is nothing fires but on the review that is overdue there."""
    compare(HERE, checked(HERE), AS_IT_IS)


def test_planted_in_the_example(tmp_path: Path) -> None:
    """With everything planted at once each check finds its own, and no other's."""
    planted = {code: case["example"] for code, case in cases().items()}
    root = copy_example(tmp_path / "example")
    plant(root, {"files": merged(case["files"] for case in planted.values())})
    wanted = [w for code, case in planted.items() for w in expected(code, case["findings"])]
    compare(root, checked(root), [*AS_IT_IS, *wanted])


@pytest.mark.parametrize(("code", "case"), tiny_cases(), ids=lambda v: _named(v))
def test_on_the_tiny_trust(code: str, case: Mapping[str, Any], tmp_path: Path) -> None:
    """Each fires where it should, and stays silent where it must."""
    root = plant(roomy_tiny(tmp_path / "tiny"), case)
    wanted = expected(code, case.get("findings", []))
    compare(root, checked(root, str(case.get("today", TODAY))), wanted)


def _named(value: object) -> str:
    return str(value["about"]) if isinstance(value, Mapping) else str(value)
