"""`policyloom pack`: what it writes, when it refuses, and what its exit codes say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policyloom.cli import main
from policyloom.pipeline.packing_out import write_whole
from tests.pack.conftest import decide, edit, revise
from tests.trusts import files

PDF = "build/packs/ashby-2026-06-10.pdf"
PAGE = "build/packs/ashby-2026-06-10.html"


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


def test_another_name(decided: Path, tmp_path: Path) -> None:
    """--out names the PDF; the page stands beside it and leads to it by that name."""
    out = tmp_path / "papers" / "June pack.pdf"
    done = run(
        decided, "ashby", "--meeting", "2026-06-10", "--policy", "conduct", "--out", str(out)
    )
    assert done.exit_code == 0, done.output
    assert out.is_file()
    assert 'href="June%20pack.pdf"' in out.with_suffix(".html").read_text("utf-8")


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
    "another ending": (f"{JUNE} --policy conduct --out x.html", "should end in .pdf"),
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


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file cannot be written, the first is as it was and nothing is left over."""
    first, second = tmp_path / "a.pdf", tmp_path / "a.html"
    first.write_bytes(b"old")
    calls: list[int] = []

    def sync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("policyloom.pipeline.packing_out.os.fsync", sync)
    with pytest.raises(OSError, match="No space"):
        write_whole({first: b"new", second: b"new"})
    assert files(tmp_path) == {"a.pdf": b"old"}
