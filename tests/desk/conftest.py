"""What the desk's tests of edits stand on: a tiny trust with decisions, under git."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.desk.deciding import decide
from tests.desk.edited import git
from tests.trusts import tiny_trust


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny trust under git: both schools' codes are decided, the complaints policies drafts."""
    root = tiny_trust(tmp_path_factory.mktemp("impact") / "tiny")
    for school in ("ashby", "brook"):
        decide(root, school, "conduct", "2026-01-10")
    git(root, "init", "--quiet")
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", "First")
    return root


@pytest.fixture
def trust(committed: Path, tmp_path: Path) -> Path:
    """A copy of it that may be edited."""
    return Path(shutil.copytree(committed, tmp_path / "tiny"))
