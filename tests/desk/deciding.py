"""Trusts with decisions to look at. In: a trust's root; out: records in it, by the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from policyloom.cli import main
from tests.trusts import TODAY


def run(*args: str) -> Result:
    """What a command answers; anything but an exit is a failure."""
    result = CliRunner().invoke(main, list(args))
    if result.exception is not None:
        assert isinstance(result.exception, SystemExit), result.exception
    return result


def decide(root: Path, school: str, policy: str, on: str, *more: str) -> None:
    """Record a decision of the governing body."""
    said = ("approve", school, policy, "--on", on, "--by", "governing body", *more)
    result = run(*said, "--root", str(root), "--today", on)
    assert result.exit_code == 0, result.output


def rows(root: Path, *asked: str, today: str = TODAY) -> list[dict[str, Any]]:
    """The rows that `policyloom status` gives to other programs."""
    said = ("status", "--format", "json", "--root", str(root), "--today", today, *asked)
    result = run(*said)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["policies"]
    return found


def row(root: Path, school: str, policy: str, today: str = TODAY) -> dict[str, Any]:
    """The row of one policy at one school."""
    return next(
        r for r in rows(root, today=today) if (r["school"], r["policy"]) == (school, policy)
    )
