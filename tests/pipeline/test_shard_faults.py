"""Shards that are not what they ought to be: each fault is told, and nothing is published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.asked import Shard
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.shards import FILE, FOLDER
from policyloom.pipeline.workshop import workshop_findings
from tests.pipeline.sharding import PHONE, copy, join, make_shards
from tests.trusts import change_trust, files, publish, tiny_trust


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust with both of its two shards, not joined."""
    root = tiny_trust(tmp_path_factory.mktemp("halves") / "tiny")
    make_shards(root, 2)
    return root


def lost(root: Path) -> None:
    shutil.rmtree(root / FOLDER / "2-of-2")


def all_lost(root: Path) -> None:
    shutil.rmtree(root / FOLDER)


def twice(root: Path) -> None:
    shutil.copytree(root / FOLDER / "2-of-2", root / FOLDER / "02-of-2")


def cut_short(root: Path) -> None:
    path = root / FOLDER / "1-of-2" / FILE
    path.write_bytes(path.read_bytes()[:-1])


def page_lost(root: Path) -> None:
    next((root / FOLDER).glob("*/governors/*/conduct/index.html")).unlink()


def markdown_altered(root: Path) -> None:
    path = next((root / FOLDER).glob("*/markdown/*/conduct.md"))
    path.write_text(path.read_text("utf-8").replace("kind", "rude"), "utf-8")


def led_outside(root: Path) -> None:
    path = root / FOLDER / "1-of-2" / FILE
    said = (read_checked(path) or b"").replace(b'"governors/', b'"../governors/')
    write_checked(path, said)


def changed_since(root: Path) -> None:
    change_trust(root, PHONE)


def other_look(root: Path) -> None:
    path = root / "site_overrides/main.html"
    path.write_bytes(path.read_bytes() + b"\n")


def other_day(root: Path) -> None:
    publish(root, shard=Shard(2, 2), today="2026-11-21")


def other_number(root: Path) -> None:
    publish(root, shard=Shard(2, 3))


DAMAGES: dict[Callable[[Path], None], str] = {
    lost: "shard-missing",
    all_lost: "shard-missing",
    twice: "shard-twice",
    cut_short: "shard-damaged",
    page_lost: "shard-damaged",
    markdown_altered: "shard-damaged",
    led_outside: "shard-damaged",
    changed_since: "shard-stale",
    other_look: "shard-other-engine",
    other_day: "shards-differ",
    other_number: "shards-differ",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_shards_that_do_not_fit_are_told(
    halves: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """One finding for each fault, of one kind, with what to do; and nothing is published."""
    root, found = copy(halves, tmp_path), Findings()
    damage(root)
    before = files(root)
    report = join(root, found)
    assert {finding.code for finding in found.errors()} == {DAMAGES[damage]}
    assert all(finding.place.file.startswith(FOLDER) for finding in found)
    assert not report.published and files(root) == before


def test_files_that_change_under_the_hands(
    halves: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file is changed after the shards were looked at, nothing of them is published."""
    root, found = copy(halves, tmp_path), Findings()

    def changed(*args: Any) -> None:
        workshop_findings(*args)
        change_trust(root, PHONE)

    monkeypatch.setattr("policyloom.pipeline.merging.workshop_findings", changed)
    assert not join(root, found).published
    assert "shard-stale" in {finding.code for finding in found.errors()}
    assert not (root / "site").exists() and not (root / "build/next").exists()
