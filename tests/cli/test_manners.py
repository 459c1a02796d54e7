"""How commands behave towards people and pipes: what is refused, what is said, what is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from policyloom.cli import main
from tests.trusts import TODAY, change_trust, files

BOARD = ["--by", "governing body"]


def on(root: Path, *args: str) -> Result:
    result = CliRunner().invoke(main, [*args, "--root", str(root), "--today", TODAY])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# ------------------------------------------------------------------ render


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_a_draft_is_not_rendered_for_others_than_governors(tiny: Path, audience: str) -> None:
    """What is not decided is for governors; the refusal says so and prints nothing of it."""
    result = on(tiny, "render", "ashby", "conduct", "--audience", audience)
    assert result.exit_code == 1 and result.stdout == ""
    assert "[not-for-audience]" in result.stderr and "--audience governors" in result.stderr
    assert on(tiny, "render", "ashby", "conduct").exit_code == 0


def test_a_policy_is_rendered_for_its_own_audience_and_those_above(tiny: Path) -> None:
    """A policy for staff that is in force is refused to the public, and to nobody else."""
    on(tiny, "approve", "ashby", "conduct", "--on", "2026-11-01", *BOARD)
    codes = {
        audience: on(tiny, "render", "ashby", "conduct", "--audience", audience).exit_code
        for audience in ("public", "staff", "governors")
    }
    assert codes == {"public": 1, "staff": 0, "governors": 0}


# ------------------------------------------------------------------ build


def test_a_damaged_older_record_does_not_unpublish_what_is_in_force(tiny: Path) -> None:
    """Built twice, what is in force stands published, and neither answer says otherwise."""
    for day in ("2026-09-01", "2026-10-01"):
        on(tiny, "approve", "ashby", "conduct", "--on", day, *BOARD)
    old = tiny / "schools/ashby/approved/conduct/2026-09-01.md"
    old.write_bytes(old.read_bytes().replace(b"are kind", b"are rude"))
    first = on(tiny, "build", "--no-pdfs", "--workers", "1")
    assert first.exit_code == 1 and "Published " in first.stdout
    before = files(tiny / "site")
    second = on(tiny, "build", "--no-pdfs", "--workers", "1")
    assert second.exit_code == 1 and "Nothing was published" not in second.output
    assert "Nothing has changed." in second.stdout and "stands" in second.stderr
    assert files(tiny / "site") == before


def test_an_error_that_stops_the_build_says_that_nothing_was_published(tiny: Path) -> None:
    """After a good build an error in one school stops the next, and the answer says so."""
    assert on(tiny, "build", "--no-pdfs", "--workers", "1").exit_code == 0
    change_trust(tiny, {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"})
    stopped = on(tiny, "build", "--no-pdfs", "--workers", "1")
    assert "Nothing was published: 1 error." in stopped.stderr
    kept = on(tiny, "build", "--no-pdfs", "--workers", "1", "--keep-going")
    assert "Nothing has changed." in kept.stdout and "stands" in kept.stderr


@pytest.mark.parametrize("name", ["mkdocs.yml", "templates/layouts/policy.typ"])
@pytest.mark.parametrize("more", [[], ["--standalone", "--school", "ashby"]])
def test_what_pages_are_made_with_is_asked_for_before_a_build(
    tiny: Path, name: str, more: list[str]
) -> None:
    """A missing file of the workshop is one error at its own place; nothing is published."""
    (tiny / name).unlink()
    result = on(tiny, "build", "--workers", "1", *more)
    assert result.exit_code == 1
    assert result.stderr.count(": error: ") == 1 and f"{name}:1:1: error:" in result.stderr
    assert not (tiny / "site").exists()


# ------------------------------------------------------------------ pipes and words


@pytest.mark.skipif(os.name != "posix", reason="Pipes break otherwise elsewhere")
@pytest.mark.parametrize("command", [["status"], ["render", "ashby", "conduct"]])
def test_a_reader_who_has_had_enough_is_no_fault_of_the_disk(
    tiny: Path, command: list[str]
) -> None:
    """Into a pipe that nobody reads any more a command says nothing, and its exit code tells."""
    reading, writing = os.pipe()
    os.close(reading)
    run = [sys.executable, "-c", "from policyloom.cli import main; main()", *command]
    done = subprocess.run(
        [*run, "--root", str(tiny), "--today", TODAY],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_groups_of_commands_have_an_example_too() -> None:
    """`policyloom --help` and `policyloom new --help` show a line that can be typed."""
    groups = [[], *([n] for n, c in main.commands.items() if isinstance(c, click.Group))]
    assert ["new"] in groups
    for path in groups:
        shown = CliRunner().invoke(main, [*path, "--help"]).stdout
        assert f"Example: policyloom {' '.join(path)}".rstrip() in shown, path


def test_a_school_named_to_diff_is_looked_for_among_schools(tiny: Path) -> None:
    """What `diff` compares with may be a school, so a misspelt one is recognised."""
    result = on(tiny, "diff", "ashby", "conduct", "--from", "brok")
    assert result.exit_code == 2
    assert "Did you mean 'brook'?" in result.stderr
