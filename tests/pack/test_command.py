"""`policyloom pack`: what it writes, when it refuses, and what its exit codes say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from policyloom.cli import main
from policyloom.pipeline.packing_out import replace_folder
from tests.pack.conftest import decide, edit, revise
from tests.trusts import files

NAME = "ashby-2026-06-10"
PDF = f"build/packs/{NAME}/{NAME}.pdf"
PAGE = f"build/packs/{NAME}/{NAME}.html"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["pack", *words, "--root", str(root)])


def test_both_are_written(decided: Path) -> None:
    """A PDF and the page beside it, which leads to it; exit code 0."""
    revise(decided)
    done = run(decided, "ashby", "--meeting", "2026-06-10")
    assert done.exit_code == 0, done.output
    assert (decided / PDF).read_bytes().startswith(b"%PDF")
    assert 'href="ashby-2026-06-10.pdf"' in (decided / PAGE).read_text("utf-8")


def test_nothing_depends_on_the_clock(decided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On any day and in any place the same command writes the same bytes."""
    revise(decided)
    run(decided, "ashby", "--meeting", "2026-06-10")
    first = files(decided / "build/packs")
    monkeypatch.setattr("policyloom.cli.asking.day_or_today", lambda given: given or "1999-01-01")
    run(decided, "ashby", "--meeting", "2026-06-10")
    assert files(decided / "build/packs") == first
    assert len(first) == 2


def test_another_place(decided: Path, tmp_path: Path) -> None:
    """--out names the folder in which the pack's folder is put, beside whatever is there."""
    out = tmp_path / "papers for June"
    out.mkdir()
    (out / "minutes.txt").write_text("kept", "utf-8")
    done = run(
        decided, "ashby", "--meeting", "2026-06-10", "--policy", "conduct", "--out", str(out)
    )
    assert done.exit_code == 0, done.output
    assert sorted(files(out)) == [f"{NAME}/{NAME}.html", f"{NAME}/{NAME}.pdf", "minutes.txt"]


def test_somebodys_files_are_not_replaced(decided: Path) -> None:
    """A folder of the pack's name that holds anything else is left alone, and told of."""
    other = decided / "build/packs" / NAME / "notes.txt"
    other.parent.mkdir(parents=True)
    other.write_text("mine", "utf-8")
    done = run(decided, *JUNE.split(), "--policy", "conduct")
    assert done.exit_code == 2 and "did not write" in done.output
    assert files(decided / "build/packs") == {f"{NAME}/notes.txt": b"mine"}


JUNE = "ashby --meeting 2026-06-10"
WRONG = {
    "unknown school": ("ashbee --meeting 2026-06-10", "Did you mean 'ashby'?"),
    "not a date": ("ashby --meeting June", "is not a date"),
    "no meeting": ("ashby", "--meeting"),
    "nothing to decide": (JUNE, "The next review is of Code of conduct, by 15 January 2027."),
    "before a decision": (
        "ashby --meeting 2025-06-10",
        "is before a decision that is on record, of 15 January 2026",
    ),
    "next before this": (f"{JUNE} --next 2026-06-10", "is not after this one"),
    "before today": (f"{JUNE} --today 2026-06-11", "is before the day given with --today"),
    "unknown policy": (f"{JUNE} --policy conducts", "Did you mean 'conduct'?"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use(decided: Path, name: str) -> None:
    """Wrong use is told in a sentence, exits with 2 and writes nothing."""
    asked, said = WRONG[name]
    done = run(decided, *asked.split())
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert not (decided / "build/packs").exists()


def test_errors_stop_a_pack(decided: Path) -> None:
    """A policy with an error cannot be decided on: the finding is told, and the exit code is 1."""
    edit(decided, "clause: rule-kind", "clause: rule-kin")
    done = run(decided, "ashby", "--meeting", "2026-06-10", "--policy", "conduct")
    assert done.exit_code == 1
    assert "schools/ashby/conduct.yml" in done.output
    assert not (decided / "build/packs").exists()
    other = run(decided, "ashby", "--meeting", "2026-06-10", "--policy", "complaints")
    assert other.exit_code == 0, other.output


def test_a_pack_after_the_decision(decided: Path) -> None:
    """Once a change is decided wherever it stands, there is nothing more to decide on that day."""
    revise(decided)
    for policy in ("conduct", "complaints"):
        decide(decided, policy, "2026-06-10", summary="Fairness")
    assert run(decided, "ashby", "--meeting", "2026-06-10").exit_code == 2


def stop(monkeypatch: pytest.MonkeyPatch, at: int) -> list[int]:
    """Let the disk refuse the step of that number, or the machine stop there."""
    seen: list[int] = []

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            seen.append(len(seen) + 1)
            if len(seen) == at:
                raise Stopped(28, "No space left on device")
            return original(*given, **named)

        return step

    for name in ("mkdir", "open", "rename"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr("os.fsync", counted(os.fsync))
    return seen


class Stopped(OSError):
    """What is thrown where a step is stopped."""


@pytest.mark.parametrize("before", [{}, {"a.pdf": b"old", "a.html": b"old page"}])
@pytest.mark.parametrize("dead", [False, True])
def test_stopped_anywhere_the_two_belong_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes], dead: bool
) -> None:
    """A full disk leaves the pack that was there. A kill leaves it, the new one or, between two
    steps, none; and the next run puts that right."""
    new = {"a.pdf": b"new", "a.html": b"new page"}
    for at in range(1, 20):
        folder = tmp_path / str(at) / "a"
        folder.parent.mkdir()
        if before:
            replace_folder(folder, before)
        with monkeypatch.context() as patch:
            seen = stop(patch, at)
            if dead:  # a killed process cleans nothing up
                patch.setattr("policyloom.pipeline.packing_out._remove", lambda _: None)
                patch.setattr("policyloom.pipeline.packing_out.OSError", KeyError, raising=False)
            try:
                replace_folder(folder, new)
            except Stopped:
                found = files(folder)
                assert found in ((before, new, {}) if dead else (before,)), at
                if not dead:
                    assert [*folder.parent.iterdir()] == ([folder] if before else []), at
        if len(seen) < at:
            assert at > 5
            return
        if dead and not files(folder) and before:
            assert (folder.parent / ".a.previous").is_dir()
        replace_folder(folder, new)
        assert files(folder.parent) == {"a/a.pdf": b"new", "a/a.html": b"new page"}
