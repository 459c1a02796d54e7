"""Workers: jobs are handed to processes as soon as they are known. In: jobs; out: what was done.

One job alone is done here: a process would take longer to start than the job takes.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed

from policyloom.pipeline.collector import collect_seldom
from policyloom.pipeline.jobs import Done, Job, run


class Crew:
    """Up to `workers` processes, started when there is a second job."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.waiting: list[Job] = []
        self.futures: list[Future[Done]] = []
        self.pool: ProcessPoolExecutor | None = None

    def give(self, job: Job) -> None:
        """Take a job on; it is begun as soon as a worker is free."""
        self.waiting.append(job)
        if self.workers < 2 or len(self.waiting) + len(self.futures) < 2:
            return
        if self.pool is None:
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(self.workers, context, collect_seldom)
        self.futures += [self.pool.submit(run, waiting) for waiting in self.waiting]
        self.waiting.clear()

    @property
    def jobs(self) -> int:
        """How many jobs were given."""
        return len(self.waiting) + len(self.futures)

    def done(self) -> Iterator[Done]:
        """What comes of each job, in the order in which they are finished."""
        yield from map(run, self.waiting)
        for future in as_completed(self.futures):
            yield future.result()
        self.dismiss()

    def dismiss(self) -> None:
        """Let the workers go; a job that is not begun is dropped."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None
