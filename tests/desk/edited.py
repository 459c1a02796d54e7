"""Trusts under git that are edited. In: a root and what is asked; out: what impact tells."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.desk.deciding import run
from tests.trusts import TODAY

RULE = "templates/clauses/conduct/rule-kind.md"
OWN = "schools/ashby/conduct.yml"
REWORDED = {RULE: {"edit": [["and to everyone at", "and to anyone at"]]}}
Impact = dict[str, Any]


def git(root: Path, *asked: str) -> str:
    who = ("-c", "user.name=Officer", "-c", "user.email=officer@example.org")
    done = subprocess.run(
        ["git", "-C", str(root), *who, *asked], check=True, capture_output=True, text=True
    )
    return done.stdout


def impact(root: Path, *asked: str) -> Result:
    return run("impact", *asked, "--root", str(root), "--today", TODAY)


def told(root: Path, *asked: str) -> Impact:
    result = impact(root, *asked, "--format", "json")
    assert result.exit_code == 0, result.output
    found: Impact = json.loads(result.stdout)
    return found


def policies(found: Impact) -> dict[tuple[str, str], Impact]:
    return {(one["school"], one["policy"]): one for one in found["policies"]}


def paths(one: Impact) -> set[str]:
    return {reached["path"] for reached in (*one["pages"], *one["pdfs"])}
