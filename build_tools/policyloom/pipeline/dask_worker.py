"""What happens in a worker of a Dask cluster: look whether it fits, and do a job there.

Such a process outlives builds and may serve several, so nothing that an earlier build left in its
memory is used by a later one. The site engine is not thread-safe: one job at a time in a process.
"""

from __future__ import annotations

import gc
import pickle
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from uuid import uuid4

from policyloom.collector import collect_seldom
from policyloom.model.remembered import forget
from policyloom.pipeline.executors import EXECUTOR, NoCrew
from policyloom.pipeline.inputs import read_inputs
from policyloom.pipeline.jobs import Done, Job, Setup, run
from policyloom.pipeline.keys import engine_key, programs_key

LOADED = programs_key()
"""The programs as they were when this process began: it would not see a later version."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a process sees of the programs, and of a trust at its path. `making` says whether it
    can write into the folder in which a build's jobs write."""

    programs: str
    engine: str = ""
    files: str = ""
    making: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is handed to a worker for one build. `number` is that build's own."""

    number: str
    setup: Setup
    seen: Seen


def look(root: str, making: str) -> Seen:
    """What this process sees."""
    if not Path(making).is_dir():
        return Seen(LOADED)
    return Seen(
        LOADED,
        engine_key(Path(root), LOADED),
        read_inputs(Path(root)).whole(),
        _writes(Path(making)),
    )


def _writes(folder: Path) -> bool:
    path = folder / f"seen-{uuid4().hex}"
    try:
        path.write_bytes(b"")
        path.unlink()
    except OSError:
        return False
    return True


def misfit(seen: Seen, wanted: Seen, root: Path, who: str) -> NoCrew | None:
    """Why a worker that has seen this cannot work for a build that was begun where `wanted` was
    seen; None where it can."""
    if seen.programs != wanted.programs:
        return differs(who)
    if not seen.making:
        can = "write into" if seen.engine else "see"
        return _elsewhere(f"The worker {who} cannot {can} the folder {root}")
    if (seen.engine, seen.files) != (wanted.engine, wanted.files):
        return _elsewhere(f"The worker {who} sees other files in {root}")
    return None


def differs(who: str, reason: str = "") -> NoCrew:
    """A worker has other programs, or none."""
    more = f" ({reason})" if reason else ""
    return NoCrew(
        "worker-differs",
        EXECUTOR,
        f"The worker {who} runs another version of policyloom, or of what it stands on{more}",
        "It could make other pages of the same files, so nothing was begun.",
        "Install the same versions on every machine of the cluster, start its workers again, and "
        "build again.",
    )


def _elsewhere(what: str) -> NoCrew:
    return NoCrew(
        "worker-elsewhere",
        EXECUTOR,
        what,
        "Its pages would be missing or wrong, so nothing was published.",
        "Put the trust's folder on a disk that every machine of the cluster has at the same path "
        "and may write to. Where there is none, build shards instead (--shard).",
    )


_KEPT = type(lru_cache(len))
"""What a function is that keeps what it gave."""
_alone = Lock()
_last: dict[str, Setup] = {}
"""The build that this process has last done a job of, by its number."""


def work(packed: bytes, number: str, jobs: tuple[Job, ...]) -> tuple[Done, ...]:
    """Do some jobs in a worker. `packed` is the Whole of the build of this number. Raises NoCrew
    where this worker came late and does not fit."""
    with _alone, _seldom():
        return run(_setup(packed, number), jobs)


def _setup(packed: bytes, number: str) -> Setup:
    """What a build's jobs need: in this process the same object for all of them."""
    if number not in _last:
        _forget()
        whole: Whole = pickle.loads(packed)
        setup, who = whole.setup, f"on {socket.gethostname()}"
        root = setup.asked.root
        wrong = misfit(look(str(root), str(setup.making)), whole.seen, root, who)
        if wrong:
            raise wrong
        _last[number] = setup
    return _last[number]


def _forget() -> None:
    """Drop all that was kept of files which may be others by now."""
    _last.clear()
    forget()
    ours = [module for name, module in sys.modules.items() if name.startswith("policyloom.")]
    for kept in (value for module in ours for value in list(vars(module).values())):
        if isinstance(kept, _KEPT):
            kept.cache_clear()


@contextmanager
def _seldom() -> Iterator[None]:
    """The collector looks seldom while a job is done; what else runs here keeps its own way."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
