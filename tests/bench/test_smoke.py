"""The benchmark's own parts, at the smallest size: what it measures must be sound."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.model.records import Decision, Record
from policyloom.pipeline.weave import weave
from tests.bench.measure import CommandFailed, run
from tests.bench.size import DECIDED, TODAY, Size, rewordable
from tests.bench.synthetic import write_trust

SMALL = Size(schools=5, policies=2, words=1200)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twice")
    write_trust(folder, SMALL, decisions=2)
    return folder


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trust")
    write_trust(folder, SMALL)
    return folder


def test_synthetic_trust_is_sound(trust: Path) -> None:
    """A synthetic trust has no finding at all, each edition is in force, and schools differ."""
    findings = Findings()
    woven = weave(trust, TODAY, findings)
    assert woven is not None
    assert [str(finding) for finding in findings] == []
    editions = [edition for (school, _), edition in woven.editions.items() if school]
    assert len(editions) == SMALL.schools * SMALL.policies
    assert all(edition.record is not None and not edition.differs for edition in editions)
    assert len({edition.draft.body for edition in editions}) > SMALL.policies
    assert any(school.overrides for school in woven.estate.schools.values())


def test_policy_has_the_size_asked_for(trust: Path) -> None:
    """A policy has about as many words as were asked for, in paragraphs, a list and two tables."""
    woven = weave(trust, TODAY, Findings())
    assert woven is not None
    body = woven.editions["", "admissions"].draft.body
    words = re.sub(r"<!--.*?-->|[|#-]", " ", body).split()
    assert 0.8 * SMALL.words < len(words) < 1.2 * SMALL.words
    assert body.count("<!-- @table") == SMALL.tables
    assert body.count("\n- ") == 4


def test_two_decisions_have_revisions_between(twice: Path) -> None:
    """Where each policy is decided on twice, the second edition is in force, it has other words
    than the first because of the trust's revisions alone, and nothing is wrong or proposed."""
    findings = Findings()
    woven = weave(twice, TODAY, findings)
    assert woven is not None
    assert [str(finding) for finding in findings] == []
    editions = {owner: edition for owner, edition in woven.editions.items() if owner[0]}
    assert not any(edition.differs for edition in editions.values())
    for (_, policy), edition in editions.items():
        first, second = edition.story.records
        assert (first.edition, second.edition) == DECIDED
        assert second.ruling.decision is Decision.CHANGED
        before, since = _apart(first, policy), _apart(second, policy)
        assert before.pop("") == since.pop("")
        assert list(before) == list(since) == rewordable(policy, SMALL)
        assert all(before[clause] != words for clause, words in since.items())


def test_same_seed_same_trust(twice: Path, tmp_path: Path) -> None:
    """The same size and seed give the same files, byte for byte."""
    write_trust(tmp_path, SMALL, decisions=2)
    names = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(twice) for p in twice.rglob("*") if p.is_file())
    assert all((tmp_path / n).read_bytes() == (twice / n).read_bytes() for n in names)


def test_too_short_to_revise(tmp_path: Path) -> None:
    """A policy without a clause to revise cannot be decided on twice, and that is said."""
    with pytest.raises(ValueError, match="too short"):
        write_trust(tmp_path, Size(schools=1, policies=1, clauses=8), decisions=2)


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """The peak counts a child's memory with its parent's, and the processor time of both."""
    child = "x = bytearray(60_000_000); import time; time.sleep(1); sum(range(10**6))"
    start = f"subprocess.run([sys.executable, '-c', {child!r}])"
    parent = f"import subprocess, sys; x = bytearray(60_000_000); {start}"
    cost = run([sys.executable, "-c", parent], tmp_path)
    assert cost.peak_mib > 115
    assert cost.wall_s > 1
    assert cost.cpu_s > 0


def test_failed_command_is_told(tmp_path: Path) -> None:
    """A program that fails gives no figures: its words are raised."""
    with pytest.raises(CommandFailed, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def _apart(record: Record, policy: str) -> dict[str, str]:
    """What a record says under each clause that is to be revised; and, under "", in all others."""
    found, others = {}, record.draft.body
    for clause in rewordable(policy, SMALL):
        before, _, rest = others.partition(f"<!-- {clause} -->")
        found[clause], _, after = rest.partition(f"<!-- /{clause} -->")
        others = before + after
    return {**found, "": others}
