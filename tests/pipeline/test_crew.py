"""Whoever does the jobs: one that is tried twice counts once, and one that is killed is told of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from policyloom.findings import Findings
from policyloom.outputs.site import Published
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.build import Engines, build
from policyloom.pipeline.crew import Crew, Hire
from policyloom.pipeline.executors import quick
from policyloom.pipeline.growing import FOLDER
from policyloom.pipeline.jobs import Done, Job, Setup, run
from policyloom.pipeline.reports import Report
from policyloom.plugin import build_portal, build_school
from tests.pipeline.apart import served
from tests.pipeline.cluster import NOTES, always_dying, noted
from tests.trusts import TODAY, files, publish, tiny_trust


class Twice:
    """Tries each job twice, as where a worker was thought dead, and tells of the first try only
    when the second is done."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.late: list[Job] = []

    def done(self, jobs: Iterator[Job], count: int) -> Iterator[Done]:
        for job in jobs:
            (first,), (second,) = run(self.setup, (job,)), run(self.setup, (job,))
            assert first.at != second.at
            self.late.append(job)
            yield first


def publish_by(
    hire: Hire,
    root: Path,
    school: Callable[..., Published] = build_school,
    findings: Findings | None = None,
    workers: int = 1,
) -> Report:
    asked, found = Asked(root, TODAY, workers=workers), Findings() if findings is None else findings
    return build(asked, Engines(school, build_portal), found, lambda _: None, hire)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust that was published the usual way."""
    root = tiny_trust(tmp_path_factory.mktemp("plain") / "tiny")
    assert publish(root).published
    return root


def test_a_job_that_is_tried_twice_counts_once(tiny: Path, plain: Path) -> None:
    """Each try writes into a folder of its own. One of them is published, the other goes, and the
    next build has nothing to do."""
    assert publish_by(Twice, tiny).published
    assert served(tiny) == served(plain)
    assert files(tiny / "build/markdown") == files(plain / "build/markdown")
    assert not (tiny / FOLDER).exists()
    assert publish(tiny).rendered == []


def test_a_try_that_ends_after_the_build_reaches_nobody(tiny: Path, plain: Path) -> None:
    """What a forgotten worker still writes stays beside the site, and the next build clears it
    away."""
    hired: list[Twice] = []

    def hire(setup: Setup) -> Twice:
        hired.append(Twice(setup))
        return hired[0]

    publish_by(hire, tiny)
    (tiny / "site/governors/ashby/index.html").unlink()
    for job in hired[0].late:
        run(hired[0].setup, (job,))
    assert (tiny / FOLDER).is_dir() and not (tiny / "build/next").exists()
    assert publish(tiny).published
    assert served(tiny) == served(plain)
    assert not (tiny / FOLDER).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")
def test_a_process_that_is_killed_is_told_of(tiny: Path) -> None:
    """As where memory ran out: one sentence, and nothing is published or left."""
    found = Findings()
    report = publish_by(Crew, tiny, always_dying, found, workers=2)
    assert noted(tiny) and not report.published
    (error,) = found.errors()
    assert (error.code, error.place.file) == ("worker-killed", "--workers")
    left = {path.name for path in (tiny / "build").iterdir()} - {NOTES.rpartition("/")[2]}
    assert left == {"cache"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's threads")
def test_a_process_with_other_threads_is_not_copied() -> None:
    """What another thread holds at that moment, its copy would hold for ever: then a worker begins
    as a process of its own."""
    ended = Event()
    thread = Thread(target=ended.wait)
    thread.start()
    try:
        assert not quick()
    finally:
        ended.set()
        thread.join()
    ask = "from policyloom.pipeline.executors import quick; print(quick())"
    alone = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert alone.stdout == "True\n"
