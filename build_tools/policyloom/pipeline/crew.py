"""Workers: jobs are handed to processes, a few ahead of what is done. In: jobs; out: what was done.

One job alone is done here: a process would take longer to start than the job takes.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from threading import Thread

from policyloom.pipeline.collector import collect_seldom
from policyloom.pipeline.jobs import Done, Job, Setup, run

AHEAD = 2
"""How many jobs a worker has waiting: enough that it never idles, few enough that a build that
has to stop stops soon."""

_given: list[Setup] = []
"""In a worker process: what it was given when it began."""


def begin(setup: Setup) -> None:
    """Make this process a worker, for as long as the build is there that it works for."""
    Thread(target=_end_with_builder, daemon=True).start()
    collect_seldom()
    _given[:] = [setup]


def _end_with_builder() -> None:
    """Where the build is killed, so is its worker: it would wait for jobs for ever, and until then
    write into the folders of the next build."""
    builder = multiprocessing.parent_process()
    if builder is not None:
        builder.join()
        os._exit(1)


def work(job: Job) -> Done:
    """Do a job in a worker process."""
    return run(_given[0], job)


class Crew:
    """Up to `workers` processes, started when there are two jobs."""

    def __init__(self, workers: int, setup: Setup) -> None:
        self.workers, self.setup = workers, setup

    def done(self, jobs: Iterator[Job], count: int) -> Iterator[Done]:
        """What comes of each of `count` jobs, in the order in which they are finished.

        Jobs are drawn as workers become free, so that what is done can tell what is still asked.
        """
        if self.workers < 2 or count < 2:
            yield from (run(self.setup, job) for job in jobs)
            return
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(min(self.workers, count), context, begin, (self.setup,))
        try:
            yield from self._drawn(pool, jobs)
        finally:
            pool.shutdown(cancel_futures=True)

    def _drawn(self, pool: ProcessPoolExecutor, jobs: Iterator[Job]) -> Iterator[Done]:
        waiting: set[Future[Done]] = set()
        for job in jobs:
            waiting.add(pool.submit(work, job))
            if len(waiting) >= self.workers * AHEAD:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
