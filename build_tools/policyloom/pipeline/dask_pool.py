"""Jobs handed to a running Dask cluster. In: a Setup and HOST:PORT; out: futures.

The only file that knows Dask, which is an extra: it is imported when a cluster is asked for. The
job of a worker that dies is done by another, which Dask sees to.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import time
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from policyloom.pipeline.dask_worker import Seen, Whole, differs, look, misfit, work
from policyloom.pipeline.executors import AHEAD, EXECUTOR, NoCrew, killed
from policyloom.pipeline.inputs import read_inputs
from policyloom.pipeline.jobs import Done, Job, Setup

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")

CONNECT = 10
"""Seconds in which a scheduler has to answer."""
ALONE = 60.0
"""Seconds that a build waits for another worker when the last has gone."""


class DaskPool:
    """The workers of a cluster, each looked at before any job is handed out. Raises NoCrew."""

    def __init__(self, setup: Setup, cluster: str) -> None:
        self.setup, self.cluster = setup, cluster
        self.schools: dict[Future[tuple[Done, ...]], str] = {}
        self.deserted = 0.0
        self.number = uuid4().hex
        with ExitStack() as opened:
            opened.enter_context(warnings.catch_warnings(action="ignore"))
            self.client = _client(cluster)
            opened.callback(self._leave)
            packed = pickle.dumps(Whole(self.number, setup, self._looked_at()))
            # A task that gives it, not data put there: what a dead worker held is made again. Every
            # worker has it from the beginning, for Dask sends jobs to where their data is.
            self.packed = self._try(lambda: self.client.submit(bytes, packed, pure=False))
            replicate: Callable[..., None] = self.client.replicate
            self._try(lambda: replicate(self.packed))
            self.executor = self.client.get_executor(pure=False)  # type: ignore[no-untyped-call]
            self.opened = opened.pop_all()

    def _looked_at(self) -> Seen:
        """What every worker has to see. Raises NoCrew where there is none, or one does not."""
        root, making = self.setup.asked.root, str(self.setup.making)
        wanted = Seen(self.setup.programs, self.setup.engine, read_inputs(root).whole(), True)
        run = self.client.run
        found: Mapping[str, object] = self._try(
            lambda: run(look, str(root), making, on_error="return")
        )
        if not found:
            raise _nobody(self.cluster, f"The Dask cluster at {self.cluster} has no worker")
        for who, seen in sorted(found.items()):
            if not isinstance(seen, Seen):
                raise differs(who, str(seen))
            if wrong := misfit(seen, wanted, root, who):
                raise wrong
        return wanted

    def ahead(self) -> int:
        return max(self._threads(), 1) * AHEAD

    def submit(self, jobs: tuple[Job, ...]) -> Future[tuple[Done, ...]]:
        submit, packed = self.executor.submit, self.packed
        future: Future[tuple[Done, ...]]
        future = self._try(lambda: submit(work, packed, self.number, jobs))
        self.schools[future] = ", ".join(job.school for job in jobs)
        return future

    def result(self, future: Future[tuple[Done, ...]]) -> tuple[Done, ...]:
        from distributed import KilledWorker

        school = self.schools.pop(future)
        try:
            return self._try(future.result)
        except KilledWorker as error:
            raise killed(EXECUTOR, school) from error
        except ImportError as error:
            raise differs(f"that was given {school}", str(error)) from error

    def watch(self) -> None:
        """Raises NoCrew where the last worker has gone, and for so long that none will come."""
        now = time.monotonic()
        if self._threads():
            self.deserted = 0.0
        elif not self.deserted:
            self.deserted = now
        elif now - self.deserted > ALONE:
            raise _nobody(self.cluster, f"The last worker of {self.cluster} has gone")

    def close(self) -> None:
        """A job that is under way is not waited for; what it makes is never looked at."""
        self.opened.close()

    def _leave(self) -> None:
        with suppress(Exception):
            self.client.close(timeout=CONNECT)  # type: ignore[no-untyped-call]

    def _threads(self) -> int:
        """How many jobs the cluster can do at a time."""
        known: Mapping[str, int] = self._try(self.client.nthreads)
        return sum(known.values())

    def _try(self, ask: Callable[[], T]) -> T:
        """Ask the scheduler for something. Raises NoCrew where it is gone."""
        from distributed.comm.core import CommClosedError

        try:
            return ask()
        except (CancelledError, asyncio.CancelledError, CommClosedError) as error:
            raise _lost(self.cluster) from error
        except Exception as error:
            if self.client.status == "running":
                raise
            raise _lost(self.cluster) from error


def _client(cluster: str) -> Client:
    """A connection to a scheduler; how it is made safe is said in Dask's own settings."""
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCrew(
            "no-dask",
            EXECUTOR,
            "The library 'distributed', which speaks to Dask clusters, is not installed",
            "The work cannot be handed to the cluster, so nothing was begun.",
            "Install policyloom with it: pip install 'policyloom[dask]'. Without --executor the "
            "work is done on this machine.",
        ) from error
    _silence()
    try:
        address = cluster.removeprefix("dask://")
        return Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:
        raise NoCrew(
            "no-scheduler",
            EXECUTOR,
            f"No Dask scheduler answers at {cluster}: {error}",
            "The work cannot be handed to the cluster, so nothing was begun.",
            "Start the scheduler ('dask scheduler'), or correct the address: it is the one that "
            "the scheduler tells when it starts.",
        ) from error


def _nobody(cluster: str, what: str) -> NoCrew:
    return NoCrew(
        "no-worker",
        EXECUTOR,
        what,
        "Nobody can do the work, so nothing was published.",
        f"Start workers ('dask worker {cluster.removeprefix('dask://')}') and build again.",
    )


def _lost(cluster: str) -> NoCrew:
    return NoCrew(
        "scheduler-lost",
        EXECUTOR,
        f"The Dask scheduler at {cluster} no longer answers",
        "What the workers were doing is lost, so nothing was published.",
        "Start the scheduler and its workers again, and build again.",
    )


def _silence() -> None:
    """What Dask would print about lost connections is told by findings, in a sentence."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).disabled = True
