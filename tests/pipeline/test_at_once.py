"""Builds at the same time: of one folder one after the other, of several with what they share."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from policyloom.cli import main
from policyloom.pipeline import locks
from tests.pipeline.apart import Served, build_apart, build_at_once, served
from tests.trusts import HERE, TODAY, change_trust, files, publish, tiny_trust

WORDS = {"templates/clauses/conduct/rule-kind.md": {"edit": [["to each other", "to one another"]]}}

RULE = "templates/clauses/conduct/rule-kind.md"
COMMAND = "from policyloom.cli import main; main()"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Served, Served]:
    """Two trusts that differ in a clause, each as it is published alone."""
    found = []
    for name, change in (("one", {}), ("other", WORDS)):
        root = tiny_trust(tmp_path_factory.mktemp(name) / "tiny", change)
        publish(root)
        found.append(served(root))
    return found[0], found[1]


def sharing(folder: Path) -> tuple[Path, Path]:
    """Two copies of a trust whose builds keep what they know in one folder."""
    (folder / "cache").mkdir()
    roots = (folder / "one/tiny", folder / "other/tiny")
    for root in roots:
        tiny_trust(root)
        (root / "build").mkdir()
        (root / "build/cache").symlink_to(folder / "cache")
    return roots


def test_two_copies_may_share_what_is_kept(made: tuple[Served, Served], tmp_path: Path) -> None:
    """Two copies of a trust, one with a changed clause, are built at once with one folder of what
    is kept: from nothing, after each has become what the other was, and with nothing left but
    that folder. Each is what it would be alone."""
    one, other = sharing(tmp_path)
    change_trust(other, WORDS)
    assert build_at_once(one, other) == [0, 0]
    assert (served(one), served(other)) == made
    change_trust(one, WORDS)
    shutil.copy2(HERE / "tests/cases/load/_base" / RULE, other / RULE)
    assert build_at_once(one, other) == [0, 0]
    assert (served(other), served(one)) == made
    for root in (one, other):
        shutil.rmtree(root / "site")
        shutil.rmtree(root / "build/markdown")
    assert build_at_once(one, other) == [0, 0]
    assert (served(other), served(one)) == made
    assert files(one / "build/markdown") != files(other / "build/markdown")
    assert not list((tmp_path / "cache").rglob("*.partial"))


def test_what_one_copy_finished_another_did_not(
    made: tuple[Served, Served], tmp_path: Path
) -> None:
    """Of two copies that share what is kept, one is killed just before its new site takes the old
    one's place. That the other got to the end of the same is no reason to leave the old one."""
    one, other = sharing(tmp_path)
    assert build_at_once(one, other) == [0, 0]
    change_trust(one, WORDS)
    change_trust(other, WORDS)
    assert build_apart(one, kind="rename", which="site").code == -signal.SIGKILL
    assert build_apart(other).code == 0
    assert (served(one), served(other)) == made
    assert build_apart(one).code == 0
    assert served(one) == made[1]


def test_two_builds_of_one_folder_take_turns(made: tuple[Served, Served], tmp_path: Path) -> None:
    """Of two commands given at once one builds, and the other waits and finds nothing to do."""
    root = tiny_trust(tmp_path / "tiny")
    command = [sys.executable, "-c", COMMAND, "build", "--workers", "1", "--today", TODAY]
    running = [
        subprocess.Popen(
            [*command, "--root", str(root)],
            cwd=HERE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    told = [b"".join(process.communicate()).decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert sorted("Nothing has changed" in text for text in told) == [False, True], told
    assert served(root) == made[0]


def test_who_waits_too_long_is_told(
    made: tuple[Served, Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another build does not end, the second says so, and nothing is touched."""
    root = tiny_trust(tmp_path / "tiny")
    publish(root)
    change_trust(root, WORDS)
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    with FileLock(root / "build/.build.lock"):
        told = CliRunner().invoke(main, ["build", "--root", str(root), "--today", TODAY])
    assert told.exit_code == 1
    assert "Another build is under way in this folder" in told.stderr
    assert served(root) == made[0]
