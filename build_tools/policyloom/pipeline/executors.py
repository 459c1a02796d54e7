"""Where jobs are done: in processes on this machine. In: a Setup and jobs; out: futures.

`dask_pool` hands the same jobs to a cluster. Whatever cannot be put right there is a NoCrew.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Thread
from typing import Protocol

from policyloom.collector import collect_seldom
from policyloom.findings import Findings
from policyloom.model.places import Place
from policyloom.pipeline.jobs import Done, Job, Setup, run

AHEAD = 2
"""How many jobs a worker has waiting: enough that it never idles, few enough that a build that
has to stop stops soon."""


EXECUTOR, WORKERS = "--executor", "--workers"
"""Where it was said who does the work."""


class NoCrew(Exception):
    """Nobody can do the jobs, or can no longer: the words of a finding. `place` is where those
    were named that should have."""

    def __init__(self, code: str, place: str, what: str, why: str, fix: str) -> None:
        super().__init__(code, place, what, why, fix)
        self.code, self.place, self.what, self.why, self.fix = code, place, what, why, fix

    def tell(self, findings: Findings) -> None:
        findings.error(self.code, Place(self.place), self.what, self.why, self.fix)


class Pool(Protocol):
    """Workers that were given what the work for every school needs."""

    def ahead(self) -> int:
        """How many futures may wait or be under way at a time."""

    def submit(self, jobs: tuple[Job, ...]) -> Future[tuple[Done, ...]]:
        """Have some jobs done together. Raises NoCrew."""

    def result(self, future: Future[tuple[Done, ...]]) -> tuple[Done, ...]:
        """What came of them. Raises NoCrew, and what one of them raised."""

    def watch(self) -> None:
        """Look whether anybody is still at work. Raises NoCrew where nobody is."""

    def close(self) -> None:
        """Send the workers home, whatever they are doing."""


def killed(place: str, school: str = "") -> NoCrew:
    """A worker was ended from outside while it did a job, and nothing more can be tried."""
    whose = f" for {school}" if school else ""
    return NoCrew(
        "worker-killed",
        place,
        f"What did the work{whose} was ended from outside",
        "Its pages were not made, so nothing was published.",
        "Most often a machine has run out of memory: ask for fewer workers at a time, or use a "
        "larger machine, and build again.",
    )


_given: list[Setup] = []
"""In a worker process: what it was given when it began."""


def begin(setup: Setup) -> None:
    """Make this process a worker, for as long as the build is there that it works for."""
    Thread(target=_end_with_builder, daemon=True).start()
    atexit.register(os._exit, 0)  # its memory is large, and to take it apart takes a second
    collect_seldom()
    _given[:] = [setup]


def _end_with_builder() -> None:
    """Where the build is killed, so is its worker: it would wait for jobs for ever."""
    builder = multiprocessing.parent_process()
    if builder is not None:
        builder.join()
        os._exit(1)


def work(jobs: tuple[Job, ...]) -> tuple[Done, ...]:
    """Do some jobs in a worker process."""
    return run(_given[0], jobs)


class LocalPool:
    """Processes of this machine."""

    def __init__(self, setup: Setup, workers: int) -> None:
        context = multiprocessing.get_context("fork" if quick() else "spawn")
        self.workers = workers
        gc.freeze()  # what a worker does not touch stays shared with it
        self.pool = ProcessPoolExecutor(workers, context, begin, (setup,))

    def ahead(self) -> int:
        return self.workers * AHEAD

    def submit(self, jobs: tuple[Job, ...]) -> Future[tuple[Done, ...]]:
        try:
            return self.pool.submit(work, jobs)
        except BrokenProcessPool as error:
            raise killed(WORKERS) from error

    def result(self, future: Future[tuple[Done, ...]]) -> tuple[Done, ...]:
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise killed(WORKERS) from error

    def watch(self) -> None:
        """A process that is gone is told by its jobs."""

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def quick() -> bool:
    """Whether a worker begins at once, as a copy of this process with all that it has read. So it
    is with one thread: a copy has none of the others, and would wait for ever for what they hold.
    Only Linux can tell."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False
