"""Workers: jobs are handed to them, a few ahead of what is done. In: jobs; out: what was done.

One job alone is done here where a worker would take longer to begin than the job takes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from itertools import islice
from typing import Protocol

from policyloom.pipeline.executors import LocalPool, Pool, quick
from policyloom.pipeline.jobs import Done, Job, Setup, run

TOGETHER = 3
"""How many schools a worker does together, at most. With more it would hold more in memory, and
two of three PDFs find what the first has set already."""
PATIENCE = 5.0
"""Seconds without anything finished after which somebody looks whether anybody is at work."""


class Doing(Protocol):
    """Does jobs, or has them done."""

    def done(self, jobs: Iterator[Job], count: int) -> Iterator[Done]:
        """What comes of each of `count` jobs or more, in the order in which they are finished.

        Jobs are drawn as workers become free, so that what is done can tell what is still asked.
        Raises NoCrew.
        """


Hire = Callable[[Setup], Doing]
"""Finds somebody who does the jobs of one build."""


class Crew:
    """Workers, hired when there are two jobs: those of a cluster where one is asked for, else up
    to as many processes here as are asked for."""

    def __init__(self, setup: Setup) -> None:
        self.setup, self.cluster = setup, setup.asked.cluster
        self.workers = setup.asked.workers or os.cpu_count() or 1

    def done(self, jobs: Iterator[Job], count: int) -> Iterator[Done]:
        alone = replace(self.setup, threads=self.workers)
        here = self.workers < 2 and not self.cluster
        if here or (count < 2 and not (count and quick())):
            for some in self._groups(jobs, count, 1):
                yield from run(alone, some)
            return
        pool = self._hired(count) if count > 1 else LocalPool(alone, 1)
        try:
            yield from _drawn(pool, self._groups(jobs, count, pool.ahead()))
        finally:
            pool.close()

    def _groups(self, jobs: Iterator[Job], count: int, ahead: int) -> Iterator[tuple[Job, ...]]:
        """Jobs that one worker does together, since their PDFs share work; towards the end fewer,
        so that no worker is left with several when the others have nothing to do."""
        most = TOGETHER if self.setup.asked.pdfs else 1
        while some := tuple(islice(jobs, max(1, min(most, count // ahead)))):
            yield some
            count -= len(some)

    def _hired(self, count: int) -> Pool:
        if not self.cluster:
            return LocalPool(self.setup, min(self.workers, count))
        from policyloom.pipeline.dask_pool import DaskPool

        return DaskPool(self.setup, self.cluster)


def _drawn(pool: Pool, groups: Iterator[tuple[Job, ...]]) -> Iterator[Done]:
    waiting: set[Future[tuple[Done, ...]]] = set()
    for some in groups:
        waiting.add(pool.submit(some))
        while len(waiting) >= pool.ahead():
            finished, waiting = _finished(pool, waiting)
            yield from finished
    while waiting:
        finished, waiting = _finished(pool, waiting)
        yield from finished


def _finished(
    pool: Pool, waiting: set[Future[tuple[Done, ...]]]
) -> tuple[Iterator[Done], set[Future[tuple[Done, ...]]]]:
    """Wait until something is finished: what came of it, and what is still under way."""
    while True:
        finished, others = wait(waiting, PATIENCE, FIRST_COMPLETED)
        if finished:
            return (done for future in finished for done in pool.result(future)), others
        pool.watch()
