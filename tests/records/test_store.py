"""A record is written whole, once, and never over another, whenever the machine stops."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policyloom.records import store
from policyloom.records.store import record_path

NAME = record_path("ashby", "conduct", "2024-10-01")
TEXT = "whole\n" * 5000

KILLED = """
import os, signal, sys
from pathlib import Path
from policyloom.records import store as package
from policyloom.records.store import store

root, step = Path(sys.argv[1]), int(sys.argv[2])
source = store.__code__.co_filename
seen = 0

def watch(frame, event, arg):
    global seen
    if frame.f_code.co_filename != source:
        return None
    if event == "line":
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)
    return watch

sys.settrace(watch)
store(root, sys.argv[3], "whole\\n" * 5000)
sys.settrace(None)
print(seen)
"""


def child(root: Path, step: int) -> subprocess.CompletedProcess[str]:
    """Write a record in another process, which is killed before its step-th line of `store`."""
    command = [sys.executable, "-c", KILLED, str(root), str(step), NAME]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_record_is_never_overwritten(tmp_path: Path) -> None:
    """Where a record of that name is there, nothing is written and nothing is left behind."""
    store(tmp_path, NAME, "first\n")
    with pytest.raises(FileExistsError):
        store(tmp_path, NAME, "second\n")
    assert (tmp_path / NAME).read_text("utf-8") == "first\n"
    assert [p.name for p in (tmp_path / NAME).parent.iterdir()] == ["2024-10-01.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")
def test_killed_anywhere_it_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Killed before any line of writing, a record is whole or absent, and can be written again."""
    done = child(tmp_path / "done", 0)
    steps = int(done.stdout)
    assert steps > 8 and (tmp_path / "done" / NAME).read_text("utf-8") == TEXT
    outcomes = set()
    for step in range(1, steps + 1):
        root = tmp_path / str(step)
        assert child(root, step).returncode == -signal.SIGKILL
        there = (root / NAME).exists()
        outcomes.add(there)
        if there:
            assert (root / NAME).read_text("utf-8") == TEXT
        else:
            store(root, NAME, TEXT)
        assert [p.name for p in (root / NAME).parent.glob("*.md")] == ["2024-10-01.md"]
    assert outcomes == {False, True}


def test_what_a_killed_writer_left_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later process that happens to have the killed one's number writes all the same."""
    monkeypatch.setattr("os.link", _stop)
    monkeypatch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
    with pytest.raises(OSError, match="the disk"):
        store(tmp_path, NAME, "half")
    monkeypatch.undo()
    store(tmp_path, NAME, TEXT)
    assert (tmp_path / NAME).read_text("utf-8") == TEXT


def test_a_disk_that_refuses_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error while writing is told, and no record, nor half of one, is there."""
    monkeypatch.setattr("os.fsync", _stop)
    with pytest.raises(OSError, match="the disk"):
        store(tmp_path, NAME, TEXT)
    assert list((tmp_path / NAME).parent.iterdir()) == []


def _stop(*_: object) -> None:
    raise OSError("the disk is full")
