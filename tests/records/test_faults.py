"""A decision for many schools is there whole or not at all, wherever the machine stops."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.heads import chains
from tests.desk.deciding import decide
from tests.load.trusts import make_trust
from tests.records import faults
from tests.trusts import HERE, TINY, woven

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it cannot fork")

FIRST, SECOND = "2026-03-02", "2026-10-05"
WORDS = ("approve", "all", "conduct", "--by", "governing body", "--minute", "12")
ASKED = (*WORDS, "--on", SECOND, "--today", SECOND)


@pytest.fixture(scope="module", params=["kill", "full"])
def stopped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Trusts in each of which a second decision for all schools was stopped one step later."""
    root = make_trust(tmp_path_factory.mktemp(request.param) / "tiny", TINY)
    decide(root, "all", "conduct", FIRST)
    command = [sys.executable, "-m", faults.__name__, str(root), request.param, *ASKED]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [root.parent / f"{request.param}-{step}" for step in range(1, int(done.stdout) + 1)]


def decided(root: Path) -> set[str]:
    """The owners whose newest decision that counts is the second; nothing is wrong with any."""
    findings = Findings()
    found = chains(woven(root, findings, SECOND))
    assert not findings.errors(), findings.errors()
    assert len(found) == 3  # two schools' and the trust's own
    newest = {owner: chain.records[-1] for owner, chain in found.items()}
    return {school for (school, _), r in newest.items() if r.ruling.decided == SECOND}


def partial(root: Path) -> Iterator[Path]:
    return (root / "schools").rglob("*.partial")


def test_every_step_was_met(stopped: list[Path]) -> None:
    """Three records are each opened, written, flushed, linked and their folders flushed, before
    the last copy, in which nothing was stopped."""
    assert len(stopped) > 18
    outcomes = [bool(decided(root)) for root in stopped]
    assert outcomes[0] is False and outcomes[-1] is True


def test_it_is_there_for_all_or_for_none(stopped: list[Path]) -> None:
    """At no step does one school have a decision that another lacks."""
    for root in stopped:
        assert decided(root) in (set(), {"", "ashby", "brook"}), root.name


def test_a_full_disk_leaves_nothing(stopped: list[Path]) -> None:
    """Where the command itself said that it failed, there is no record and no part of one."""
    if not stopped[0].name.startswith("full"):
        pytest.skip("a killed command says nothing")
    for root in stopped[:-1]:
        assert decided(root) == set(), root.name
        assert not [*partial(root), *(root / "schools").rglob(f"{SECOND}*.md")], root.name


def test_the_next_approval_puts_it_right(stopped: list[Path]) -> None:
    """The same decision can be recorded after every stop, and nothing of the stopped one stays."""
    for root in stopped:
        before = decided(root)
        decide(root, "all", "conduct", SECOND)
        assert decided(root) == {"", "ashby", "brook"}
        editions = {path.stem for path in (root / "schools").rglob("*.md")}
        assert editions == {FIRST, SECOND, *([f"{SECOND}-2"] if before else [])}, root.name
        assert not [*partial(root)], root.name


def test_two_at_once_are_two_decisions(tmp_path: Path) -> None:
    """Of two approvals begun together one waits for the other, and follows it."""
    root = make_trust(tmp_path / "tiny", TINY)
    program = "from policyloom.cli import main; main()"
    command = [sys.executable, "-c", program, *ASKED, "--root", str(root)]
    both = [
        subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for each in both:
        _, said = each.communicate(timeout=120)
        assert each.returncode == 0, said
    found = chains(woven(root, today=SECOND))
    assert {owner[0] for owner in found} == {"", "ashby", "brook"}
    for chain in found.values():
        assert [r.edition for r in chain.records] == [SECOND, f"{SECOND}-2"]
        assert [str(r.ruling.decision) for r in chain.records] == ["first", "unchanged"]
        assert chain.records[1].previous == chain.records[0].digest
