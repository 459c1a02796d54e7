"""Shards: made apart and joined, they give what one build gives, or say why they cannot."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyloom.findings import Findings
from policyloom.pipeline.asked import Shard
from policyloom.pipeline.shards import FILE, FOLDER
from tests.pipeline.apart import served, start
from tests.pipeline.sharding import BROKEN, PHONE, UNUSED, copy, join, make_shards, told
from tests.trusts import change_trust, files, publish, tiny_trust

NAMED = {"ashby": [7], "brook": [5], "larkfield": [6]}
"""Which of seven shards has a school, as `sha256sum` and a calculator say."""


@pytest.fixture(scope="module")
def authored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust of which nothing was ever built."""
    return tiny_trust(tmp_path_factory.mktemp("authored") / "tiny", UNUSED)


@pytest.fixture(scope="module")
def plain(authored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published by one build."""
    root = copy(authored, tmp_path_factory.mktemp("plain"))
    assert publish(root).published
    return root


@pytest.fixture(scope="module")
def halves(authored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with both of its two shards, not joined."""
    root = copy(authored, tmp_path_factory.mktemp("halves"))
    make_shards(root, 2)
    return root


# ------------------------------------------------------------------ who is in which


@given(school=st.text(min_size=1), of=st.integers(1, 500))
@example(school="ashby", of=1)
def test_every_school_is_in_exactly_one(school: str, of: int) -> None:
    """Whatever its id and however many shards there are, none is left out and none made twice."""
    assert sum(Shard(number, of).has(school) for number in range(1, of + 1)) == 1


def test_a_school_is_in_the_same_one_for_ever() -> None:
    """Machines that make shards at the same time agree, as do versions of Python."""
    found = {s: [n for n in range(1, 8) if Shard(n, 7).has(s)] for s in NAMED}
    assert found == NAMED


# ------------------------------------------------------------------ the same as one build


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_shards_give_what_one_build_gives(
    authored: Path, plain: Path, tmp_path: Path, of: int
) -> None:
    """Made on machines that share nothing, and joined on another: pages, search, Markdown and what
    is told are the same, and the next plain build finds nothing to do."""
    here = copy(authored, tmp_path / "here")
    (here / FOLDER).mkdir(parents=True)
    for number in range(1, of + 1):
        there = copy(authored, tmp_path / str(number))
        report = publish(there, shard=Shard(number, of))
        assert report.left and not report.published and not (there / "site").exists()
        shutil.copytree(report.left, here / FOLDER / report.left.name, copy_function=shutil.copy)
    found, anew, again = Findings(), Findings(), Findings()
    report = join(here, found)
    alone = publish(copy(authored, tmp_path / "alone"), anew)
    assert (report.pages, report.pdfs) == (alone.pages, alone.pdfs) != (0, 0)
    assert (report.rendered, report.next_change) == (alone.rendered, alone.next_change)
    assert told(found, here) == told(anew, tmp_path / "alone/tiny") != []
    assert served(here) == served(plain)
    assert files(here / "build/markdown") == files(plain / "build/markdown")
    assert publish(here, again).unchanged == report.rendered
    assert told(again, here) == told(found, here)


@pytest.mark.parametrize("stood", [True, False])
def test_what_is_published_already_is_carried_over(
    plain: Path, tmp_path: Path, stood: bool
) -> None:
    """A shard holds what it had not to make as well: joined where the old site is or where none is,
    the new one is that of one build. Where it is, what has not changed is not touched."""
    there = copy(plain, tmp_path / "there")
    change_trust(there, PHONE)
    one = copy(there, tmp_path / "one")
    publish(one)
    reports = make_shards(there, 3)
    assert {part.split("/")[1] for r in reports for part in r.rendered} == {"ashby"}
    assert {part.split("/")[1] for r in reports for part in r.unchanged} == {"brook"}
    assert served(there) == served(plain)
    if not stood:
        shutil.rmtree(there / "site")
        shutil.rmtree(there / "build/markdown")
        shutil.rmtree(there / "build/cache")
    report = join(there)
    assert served(there) == served(one)
    assert files(there / "build/markdown") == files(one / "build/markdown")
    assert not publish(there).published
    brook = "site/governors/brook/index.html"
    kept = (there / brook).stat().st_mtime_ns == (plain / brook).stat().st_mtime_ns
    assert kept and ("governors/brook" in report.unchanged) is stood


def test_what_was_asked_is_read_from_the_shards(authored: Path, tmp_path: Path) -> None:
    """Options are said once, to the builds: without PDFs there are none, whoever joins."""
    root = copy(authored, tmp_path)
    make_shards(root, 2, pdfs=False, today="2026-12-24")
    report = join(root)
    assert report.published and not list((root / "site").rglob("*.pdf"))
    assert publish(root, pdfs=False, today="2026-12-24").rendered == []


def test_a_school_with_an_error_is_held(plain: Path, tmp_path: Path) -> None:
    """With --keep-going its shard says so, and the school keeps its last release; without, its
    shard is not there."""
    root = copy(plain, tmp_path / "shards")
    change_trust(root, {**BROKEN, **PHONE})
    one, found, anew = copy(root, tmp_path / "one"), Findings(), Findings()
    publish(one, anew, keep_going=True)
    reports = make_shards(root, 2, keep_going=True)
    assert [r.left is not None for r in reports] == [True, True]
    assert sorted(name for r in reports for name in r.held) == ["brook"]
    assert join(root, found).held == ["brook"]
    assert served(root) == served(one)
    assert told(found, root) == told(anew, one)
    stopped = [r.left for r in make_shards(root, 7)]
    assert [number for number, left in enumerate(stopped, 1) if left is None] == [5]
    assert not (root / FOLDER / "5-of-7").exists()


def test_the_folders_that_are_named_are_joined(halves: Path, plain: Path, tmp_path: Path) -> None:
    """Shards may lie anywhere, and others that lie beside them do not count."""
    root = copy(halves, tmp_path)
    (root / FOLDER).rename(tmp_path / "brought")
    publish(root, shard=Shard(2, 3))
    assert join(root, None, tmp_path / "brought/2-of-2", tmp_path / "brought/1-of-2").published
    assert served(root) == served(plain)


# ------------------------------------------------------------------ whole or not at all


def build_and_stop(root: str, event: str, pattern: str) -> None:
    """In another process: make the first of two shards, and be killed when Python is about to do a
    thing to a file or folder with such a path."""

    def hook(found: str, args: tuple[Any, ...]) -> None:
        if found == event and fnmatch(str(args[0]), pattern):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish(Path(root), shard=Shard(1, 2))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")
@pytest.mark.parametrize(
    ("event", "pattern"),
    [
        ("os.remove", f"*/{FILE}"),  # about to take the old shard away
        ("shutil.rmtree", "*/1-of-2"),  # half of that done
        ("os.rename", "*/build/making/*"),  # a school is ready
        ("open", "*/build/next/shard.*"),  # all schools are
        ("os.rename", "*/build/next"),  # all is there, but not in its place
    ],
)
def test_a_killed_build_leaves_no_half_of_a_shard(
    halves: Path, plain: Path, tmp_path: Path, event: str, pattern: str
) -> None:
    """The old shard is there whole, or none is; the next build makes it, and all can be joined."""
    root = copy(halves, tmp_path)
    old = files(root / FOLDER / "1-of-2")
    process = start(build_and_stop, str(root), event, pattern)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    left = files(root / FOLDER / "1-of-2")
    assert left == old or FILE not in left
    if FILE not in left:
        found = Findings()
        assert not join(root, found).published and found.errors()
    assert publish(root, shard=Shard(1, 2)).left
    assert join(root).published
    assert served(root) == served(plain)


def test_a_shard_that_cannot_be_made_leaves_none(halves: Path, tmp_path: Path) -> None:
    """Not even the one that was left before: it would be taken for the new one."""
    root, found = copy(halves, tmp_path), Findings()
    change_trust(root, {"templates/clauses/conduct/rule-kind.md": {"append": "\n{{ no.one }}\n"}})
    assert publish(root, found, shard=Shard(1, 2)).left is None and found.errors()
    assert not (root / FOLDER / "1-of-2").exists()
    assert (root / FOLDER / "2-of-2" / FILE).is_file()


def test_making_a_shard_leaves_the_published_site(plain: Path, tmp_path: Path) -> None:
    """What readers see, and what the next build knows, are as they were."""
    root = copy(plain, tmp_path)
    before = files(root / "site"), (root / "build/cache/last").read_bytes()
    assert publish(root, shard=Shard(2, 2)).left
    assert (files(root / "site"), (root / "build/cache/last").read_bytes()) == before
