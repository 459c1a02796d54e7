"""Builds on a real Dask cluster of processes on this machine: the same bytes, whoever dies."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from policyloom.findings import Findings
from policyloom.outputs.site import Published
from policyloom.pipeline import crew, dask_pool
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.build import Engines, build
from policyloom.pipeline.dask_worker import Seen, Whole, look, misfit, work
from policyloom.pipeline.executors import NoCrew
from policyloom.pipeline.growing import FOLDER
from policyloom.pipeline.jobs import Job, Setup
from policyloom.pipeline.reports import Report
from policyloom.plugin import build_portal, build_school
from tests.pipeline.apart import served
from tests.pipeline.changes import EDITS
from tests.pipeline.cluster import (
    NOTES,
    Cluster,
    always_dying,
    cluster,
    dawdling,
    dying,
    meeting,
    note,
    noted,
)
from tests.trusts import HERE, TODAY, files, publish, tiny_trust

UNUSED = {
    "templates/clauses/conduct/spare.md": "---\ntitle: Spare\nadapt: locked\nrevisions:\n"
    "  - {date: 2024-09-01, kind: meaning, why: First issued}\n---\nNobody says this.\n"
}
"""A clause that nothing uses: a warning."""

MEMORY = ("build/cache", NOTES)

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that stays up from build to build."""
    with cluster(tmp_path_factory.mktemp("cluster"), 0) as made:
        yield made


@pytest.fixture
def two(lasting: Cluster) -> Cluster:
    """A scheduler and two workers."""
    alive = len(lasting.processes) - 1 - len(lasting.ended())
    lasting.work(2 - alive)
    return lasting


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Findings]:
    """A trust that was published on this machine alone, and what was found."""
    root, found = tiny_trust(tmp_path_factory.mktemp("plain") / "tiny", UNUSED), Findings()
    assert publish(root, found).published
    return root, found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The same trust, of which nothing was ever built."""
    return tiny_trust(tmp_path / "tiny", UNUSED)


def publish_on(
    cluster: Cluster | str,
    root: Path,
    school: Callable[..., Published] = build_school,
    findings: Findings | None = None,
) -> Report:
    """Publish a trust, whose schools a cluster makes in the given way."""
    address = cluster if isinstance(cluster, str) else cluster.address
    found = Findings() if findings is None else findings
    asked = Asked(root, TODAY, cluster=address)
    return build(asked, Engines(school, build_portal), found, lambda _: None)


def refused(cluster: Cluster | str, root: Path, school: Any = build_school) -> str:
    """What a build says that cannot be done: one finding, and everything is as it was."""
    before, found = kept(root), Findings()
    assert not publish_on(cluster, root, school, found).published
    (error,) = found.errors()
    assert error.place.file == "--executor" and error.why and error.fix
    assert kept(root) == before
    assert not (root / FOLDER).exists() and not (root / "build/next").exists()
    return error.code


def kept(root: Path) -> dict[str, bytes]:
    """Every file but what builds remember."""
    found = files(root)
    return {name: data for name, data in found.items() if not name.startswith(MEMORY)}


def same(root: Path, plain: Path) -> bool:
    """Whether all that readers see, and the Markdown, are the same."""
    markdown = files(root / "build/markdown") == files(plain / "build/markdown")
    return markdown and served(root) == served(plain)


# ------------------------------------------------------------------ the same bytes


def test_a_cluster_gives_the_same(two: Cluster, plain: tuple[Path, Findings], root: Path) -> None:
    """Its workers share the schools among them. Site, Markdown and findings are those of one
    machine, nothing is left beside them, and the next plain build finds nothing to do."""
    found = Findings()
    report = publish_on(two, root, meeting, found)
    assert report.published and len(report.rendered) == 6
    assert noted(root) == {str(process.pid) for process in two.processes[1:]}
    assert same(root, plain[0])
    assert list(found) == list(plain[1]) and len(found)
    assert not (root / FOLDER).exists()
    assert publish(root).unchanged == report.rendered


def printed(root: Path, _: int) -> None:
    path = root / "templates/layouts/policy.typ"
    path.write_text(path.read_text("utf-8").replace('page: "Page "', 'page: "Leaf "'), "utf-8")


def test_workers_that_stay_forget_what_was(
    two: Cluster, plain: tuple[Path, Findings], root: Path
) -> None:
    """A clause, both layouts, a template: what workers read for an earlier build they read again,
    and all that these make is other than it was."""
    publish_on(two, root)
    for edit in (EDITS["words"], EDITS["layout"], EDITS["template"], printed):
        edit(root, 3)
    one = Path(shutil.copytree(root, root.parent / "one"))
    for made in ("site", "build"):
        shutil.rmtree(one / made)
    publish_on(two, root)
    publish(one)
    assert same(root, one)
    old, new = files(plain[0]), files(root)
    kinds = {Path(name).suffix for name in old.keys() & new.keys() if old[name] != new[name]}
    assert {".html", ".pdf", ".md"} <= kinds


def test_a_worker_that_is_killed_is_replaced(
    two: Cluster, plain: tuple[Path, Findings], root: Path
) -> None:
    """One of two is killed with SIGKILL when it has written half of a school. The other makes that
    school again, and what is published is the same."""
    before = len(two.ended())
    assert publish_on(two, root, dying).published
    assert two.ended()[before:] == [-signal.SIGKILL]
    assert same(root, plain[0])
    assert not (root / FOLDER).exists()
    assert publish(root).rendered == []


# ------------------------------------------------------------------ what is told


def test_nobody_there(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a scheduler, and with one that has no worker, nothing is begun. Where the last worker
    dies and none comes, the build does not wait for ever."""
    monkeypatch.setattr(dask_pool, "CONNECT", 1)
    assert refused("dask://127.0.0.1:1", root) == "no-scheduler"
    monkeypatch.setattr(dask_pool, "CONNECT", 10)
    monkeypatch.setattr(dask_pool, "ALONE", 0.5)
    monkeypatch.setattr(crew, "PATIENCE", 0.2)
    with cluster(tmp_path / "cluster", 0) as made:
        assert refused(made, root) == "no-worker"
        made.work()
        assert refused(made, root, always_dying) == "no-worker"


def test_what_kills_every_worker_is_given_up(root: Path, tmp_path: Path) -> None:
    """Where a school ends each worker that takes it, the build says so."""
    never = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path / "cluster", 1, **never) as made:
        assert refused(made, root, always_dying) == "worker-killed"


def test_a_scheduler_that_is_lost(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed in the middle of the work: one sentence says so, and nothing is published."""
    monkeypatch.setattr(dask_pool, "CONNECT", 2)
    with cluster(tmp_path / "cluster", 1) as made:

        def kill() -> None:
            while not noted(root):
                time.sleep(0.01)
            os.kill(made.processes[0].pid, signal.SIGKILL)

        killer = Thread(target=kill)
        killer.start()
        assert refused(made, root, dawdling) == "scheduler-lost"
        killer.join()
        note(root, "go on")


def test_a_worker_with_another_version(two: Cluster, root: Path, tmp_path: Path) -> None:
    """A single byte of another policyloom on one of the workers is enough."""
    other = tmp_path / "build_tools"
    shutil.copytree(HERE / "build_tools", other, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "policyloom/model/places.py").open("a") as file:
        file.write("\n")
    with two.joined_by(other):
        assert refused(two, root) == "worker-differs"


def test_a_worker_without_policyloom(two: Cluster, root: Path, tmp_path: Path) -> None:
    """One that cannot even read it is told of in the same way."""
    (tmp_path / "empty/policyloom").mkdir(parents=True)
    (tmp_path / "empty/policyloom/__init__.py").touch()
    with two.joined_by(tmp_path / "empty"):
        assert refused(two, root) == "worker-differs"


def test_a_worker_that_does_not_see_the_folder(tiny: Path, tmp_path: Path) -> None:
    """The folder has to be there, the same one, and open to what the worker writes."""
    making = tiny / FOLDER / "one"
    making.mkdir(parents=True)
    wanted = look(str(tiny), str(making))

    def told(root: Path, folder: Path) -> str:
        wrong = misfit(look(str(root), str(folder)), wanted, root, "tcp://worker")
        return f"{wrong.code}: {wrong.what}" if wrong else ""

    assert told(tiny, making) == ""
    gone = tmp_path / "elsewhere"
    assert told(gone, gone / "one").startswith("worker-elsewhere: The worker tcp://worker cannot s")
    twin = Path(shutil.copytree(tiny, tmp_path / "twin"))
    shutil.rmtree(twin / FOLDER)
    assert "cannot see the folder" in told(twin, twin / FOLDER / "one")
    (tiny / "schools/ashby/notes.txt").write_text("Another.")
    assert "sees other files" in told(tiny, making)


def test_a_worker_that_comes_late_is_looked_at(tiny: Path) -> None:
    """One that joins in the middle of a build, after the others were asked, does no job either
    where it does not fit."""
    making = tiny / FOLDER / "one"
    making.mkdir(parents=True)
    seen = look(str(tiny), str(making))
    nothing: Any = None
    asked = Asked(tiny, TODAY)
    setup = Setup(asked, nothing, (), "", nothing, build_school, seen.programs, making, "", None)
    for wanted, code in (
        (replace(seen, programs="another"), "worker-differs"),
        (replace(seen, files="others"), "worker-elsewhere"),
    ):
        with pytest.raises(NoCrew) as refusal:
            work(pickle.dumps(Whole(code, setup, wanted)), code, (Job("ashby", "", {}),))
        assert pickle.loads(pickle.dumps(refusal.value)).code == code


def test_a_folder_that_cannot_be_written() -> None:
    """A worker that sees all and may write nothing is of no use."""
    seen = Seen("programs", "engine", "files", making=False)
    wrong = misfit(seen, Seen("programs", "engine", "files", making=True), Path("/t"), "w")
    assert wrong and "cannot write into the folder" in wrong.what


def test_dask_is_an_extra(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, a build that asks for a cluster says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused("dask://127.0.0.1:1", root) == "no-dask"
