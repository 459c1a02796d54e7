"""A Dask cluster on this machine, of processes as people start them; and schools that are made in
its workers by builders that wait for each other, die, or dawdle.

In: a folder for what the cluster keeps. Out: its address, and its processes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from policyloom.outputs.site import Published, SchoolSite
from policyloom.outputs.standing import Standing
from policyloom.plugin import build_school
from tests.guide.shell import free_port
from tests.trusts import HERE

PATIENCE = 60
"""Seconds that a process may take to begin."""
NOTES = "build/notes"


class Cluster:
    """A scheduler and the workers that were started for it, each with one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"dask://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen[bytes]] = []

    def ended(self) -> list[int]:
        """How those workers ended that have."""
        return [code for worker in self.processes[1:] if (code := worker.poll()) is not None]

    def schedule(self, **settings: str) -> None:
        """Start the scheduler."""
        asked = ("scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        self._start(asked, settings)
        self._wait(0, "Scheduler at:")

    def work(self, count: int = 1, programs: Path = HERE / "build_tools") -> None:
        """Start workers, which find policyloom in this folder."""
        asked = ("worker", f"127.0.0.1:{self.port}", "--no-nanny", "--nthreads", "1")
        path = os.pathsep.join((str(programs), str(HERE)))
        first = len(self.processes)
        for _ in range(count):
            self._start(asked, {"PYTHONPATH": path})
        for number in range(first, first + count):
            self._wait(number, "Registered to:")

    def _start(self, asked: tuple[str, ...], more: Mapping[str, str]) -> None:
        with self._log(len(self.processes)).open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *asked, "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, "DASK_TEMPORARY_DIRECTORY": str(self.folder), **more},
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)

    def _wait(self, number: int, words: str) -> None:
        """Wait until a process has said that it is ready."""
        end = time.monotonic() + PATIENCE
        while words not in (said := self._log(number).read_text("utf-8")):
            assert self.processes[number].poll() is None and time.monotonic() < end, said
            time.sleep(0.02)

    def _log(self, number: int) -> Path:
        return self.folder / f"{number}.log"

    @contextmanager
    def joined_by(self, programs: Path) -> Iterator[None]:
        """One more worker, which finds policyloom in another folder."""
        self.work(programs=programs)
        try:
            yield
        finally:
            _end(self.processes.pop())

    def stop(self) -> None:
        for process in reversed(self.processes):
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextmanager
def cluster(folder: Path, workers: int, **settings: str) -> Iterator[Cluster]:
    """A cluster with so many workers; all of it is gone at the end."""
    folder.mkdir(exist_ok=True)
    made = Cluster(folder)
    try:
        made.schedule(**settings)
        made.work(workers)
        yield made
    finally:
        made.stop()


# ------------------------------------------------------------------ what workers are given


def meeting(
    site: SchoolSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Make a school's site as soon as two processes have one to make."""
    note(site.root, str(os.getpid()))
    _wait(lambda: len(noted(site.root)) > 1)
    return build_school(site, out, cache, standing)


def dying(
    site: SchoolSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Make a school's site; the first process that does is killed when it has written the pages."""
    done = build_school(site, out, cache, standing)
    if note(site.root, "died"):
        os.kill(os.getpid(), signal.SIGKILL)
    return done


def always_dying(
    site: SchoolSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Begin a school's site, and be killed."""
    note(site.root, str(os.getpid()))
    os.kill(os.getpid(), signal.SIGKILL)
    return build_school(site, out, cache, standing)


def dawdling(
    site: SchoolSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Make a school's site when somebody says so."""
    note(site.root, str(os.getpid()))
    _wait(lambda: "go on" in noted(site.root))
    return build_school(site, out, cache, standing)


def _wait(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready() and time.monotonic() < end:
        time.sleep(0.02)


def note(root: Path, name: str) -> bool:
    """Leave a note; False where it is there already."""
    (root / NOTES).mkdir(exist_ok=True)
    try:
        (root / NOTES / name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def noted(root: Path) -> set[str]:
    """The notes that were left."""
    return {path.name for path in (root / NOTES).glob("*")}
