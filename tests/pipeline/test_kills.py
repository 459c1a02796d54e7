"""A build that was killed at any moment is put right by the next, and readers never see half."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.apart import KINDS, Served, build_apart, kill_with_workers, served
from tests.trusts import change_trust, publish, tiny_trust

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")

CHANGE = {
    "templates/clauses/conduct/rule-kind.md": {"edit": [["to each other", "to one another"]]},
}

SPREAD = {"rename": 20, "write": 5, "half": 6, "mkdir": 2, "link": 3, "remove": 3, "tree": 4}
MOMENTS = [
    *((kind, step / (steps - 1)) for kind, steps in SPREAD.items() for step in range(steps)),
    ("copy", 0.5),
]
"""Kinds of things that a build does, and how far it has got with each: 0 is before the first of
them, 1 before the last. Of renames, by which things are put in their places, it is nearly each."""

LEFTOVERS = ("next", "previous", "making", "moving.json", "*.partial", "portal-*", ".portal-*")
"""What a build makes for itself below build/ and takes away again."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published trust whose wording has changed since."""
    root = tiny_trust(tmp_path_factory.mktemp("old") / "tiny")
    publish(root)
    change_trust(root, CHANGE)
    return root


@pytest.fixture(scope="module")
def sites(old: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Served, Served]:
    """What the trust looks like before the change is published, and after."""
    root = tiny_trust(tmp_path_factory.mktemp("new") / "tiny", CHANGE)
    publish(root)
    return served(old), served(root)


@pytest.fixture(scope="module")
def done(
    old: Path, sites: tuple[Served, Served], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Any]:
    """What a build of the change does to its folders, from beginning to end."""
    folder = tmp_path_factory.mktemp("done")
    root = Path(shutil.copytree(old, folder / "tiny", symlinks=True))
    ended = build_apart(root, sites, told=str(folder / "told.json"))
    assert (ended.code, ended.strange) == (0, []) and ended.looks
    told: Mapping[str, Any] = json.loads((folder / "told.json").read_text("utf-8"))
    return told


@pytest.mark.parametrize(("kind", "far"), MOMENTS)
def test_killed_and_put_right(
    old: Path,
    sites: tuple[Served, Served],
    done: Mapping[str, Any],
    tmp_path: Path,
    kind: str,
    far: float,
) -> None:
    """A reader finds the old site, the new one or, for a blink, none: never a mixture, while a
    build runs, after it was killed, and while the next runs. That one publishes the change and
    leaves nothing of the killed one behind."""
    root = Path(shutil.copytree(old, tmp_path / "tiny", symlinks=True))
    number = 1 + round(far * (done["counts"][kind] - 1))
    ended = build_apart(root, sites, kind, number)
    assert ended.code == -signal.SIGKILL and not ended.strange
    found = served(root)
    assert found in (*sites, {})
    assert found or (root / "build/previous").is_dir()
    after = build_apart(root, sites)
    assert (after.code, after.strange) == (0, [])
    assert served(root) == sites[1]
    assert [path for name in LEFTOVERS for path in (root / "build").glob(name)] == []
    assert publish(root).rendered == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no list of processes")
@pytest.mark.parametrize("whole", [True, False])
def test_killed_while_workers_work(
    old: Path, sites: tuple[Served, Served], tmp_path: Path, whole: bool
) -> None:
    """Whether its workers are killed with the build or it alone is, no worker goes on: it would
    write into the next build, which is as right as after any other kill."""
    root = Path(shutil.copytree(old, tmp_path / "tiny", symlinks=True))
    ended = kill_with_workers(root, sites, "build/making/*/*/*", whole)
    assert (ended.code, ended.strange, ended.left) == (-signal.SIGKILL, [], 0)
    assert served(root) == sites[0]
    assert publish(root).published
    assert served(root) == sites[1]
    assert [path for name in LEFTOVERS for path in (root / "build").glob(name)] == []


def test_every_kind_of_moment_is_there(done: Mapping[str, Any]) -> None:
    """The build does do each of these things: the kills above strike where they say."""
    assert sorted(done["counts"]) == sorted(KINDS)
    assert all(done["counts"][kind] >= steps for kind, steps in SPREAD.items() if kind != "rename")


def test_nothing_is_done_while_there_is_no_site(done: Mapping[str, Any]) -> None:
    """Between the old site's leaving and the new one's coming there is nothing but renames, of
    what stands as it is: none of them takes longer for a thousand pages than for one."""
    order = [(kind, Path(name).name) for kind, name in done["order"]]
    gone, come = order.index(("rename", "site")), order.index(("rename", "next"))
    assert gone < come
    assert {kind for kind, _ in order[gone:come]} == {"rename"}


def test_a_first_build_that_was_killed_publishes_nothing(
    sites: tuple[Served, Served], tmp_path: Path
) -> None:
    """Where nothing was published yet, a killed build leaves no site, and the next makes it."""
    root = tiny_trust(tmp_path / "tiny", CHANGE)
    ended = build_apart(root, sites, "rename", 1)
    assert (ended.code, ended.strange) == (-signal.SIGKILL, [])
    assert not (root / "site").exists()
    assert publish(root).published
    assert served(root) == sites[1]
