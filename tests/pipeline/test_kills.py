"""A build that was killed at any moment is put right by the next, and readers never see half."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policyloom.pipeline.staging import STATE
from tests.trusts import HERE, TODAY, change_trust, files, publish, tiny_trust

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")

CHANGE = {
    "templates/clauses/conduct/rule-kind.md": {"edit": [["to each other", "to one another"]]},
}

KILLED = """
import os, shutil, signal, sys
from pathlib import Path

root, moment, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
seen = 0

def stop(place, name):
    original = getattr(place, name)
    def counted(*given, **named):
        global seen
        inside = any(str(root / part) in str(given[0]) for part in ("site", "build"))
        seen += inside
        if inside and seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*given, **named)
    setattr(place, name, counted)

stop(*{"rename": (Path, "rename"), "write": (Path, "write_text"), "tree": (shutil, "copytree"),
       "away": (shutil, "rmtree"), "link": (os, "link"), "replace": (Path, "replace")}[moment])

from tests.trusts import publish
publish(root, today=sys.argv[4])
print("calls:", seen)
"""

MOMENTS = [
    ("rename", 1), ("rename", 2), ("rename", 3), ("rename", 4),
    ("write", 1), ("write", 6),
    ("tree", 1), ("tree", 3),
    ("away", 1), ("away", 4),
    ("link", 1), ("replace", 1),
]  # fmt: skip
"""The n-th time that a build is about to do something to its folders."""


def child(root: Path, moment: str, number: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED, str(root), moment, str(number), TODAY]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)


def served(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(root / "site").items() if name != STATE}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published trust whose wording has changed since."""
    root = tiny_trust(tmp_path_factory.mktemp("old") / "tiny")
    publish(root)
    change_trust(root, CHANGE)
    return root


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the trust looks like when the change is published."""
    root = tiny_trust(tmp_path_factory.mktemp("new") / "tiny", CHANGE)
    publish(root)
    return served(root)


@pytest.mark.parametrize(("moment", "number"), MOMENTS)
def test_killed_and_put_right(
    old: Path, new: dict[str, bytes], tmp_path: Path, moment: str, number: int
) -> None:
    """The killed build leaves the old site, the new one or, for a blink, none: never a mixture.
    The next build publishes the change and leaves nothing of the killed one behind."""
    root = Path(shutil.copytree(old, tmp_path / "tiny", symlinks=True))
    before = served(root)
    killed = child(root, moment, number)
    if "calls:" in killed.stdout:
        calls = int(killed.stdout.split("calls:")[1])
        assert 0 <= calls < number, killed.stderr
        assert served(root) == new
        return
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    found = served(root)
    assert found in (before, new, {})
    if not found:
        assert (root / "build" / "previous").is_dir()
    publish(root)
    assert served(root) == new
    assert not (root / "build/next").exists() and not (root / "build/previous").exists()
    assert publish(root).rendered == []


def test_the_moments_are_really_met(old: Path, tmp_path: Path) -> None:
    """The build does rename, write, copy and clear away: the kills above strike something."""
    root = Path(shutil.copytree(old, tmp_path / "tiny", symlinks=True))
    assert child(root, "rename", 2).returncode == -signal.SIGKILL
    assert child(root, "write", 1).returncode == -signal.SIGKILL
    assert child(root, "tree", 1).returncode == -signal.SIGKILL


def test_a_first_build_that_was_killed_publishes_nothing(tmp_path: Path) -> None:
    """Where nothing was published yet, a killed build leaves no site, and the next makes it."""
    root = tiny_trust(tmp_path / "tiny")
    assert child(root, "rename", 1).returncode == -signal.SIGKILL
    assert not (root / "site").exists()
    assert publish(root).published
