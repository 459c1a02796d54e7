"""A program measured with all the processes that it starts: a command enters, figures leave.

Time is wall time by the monotonic clock and processor time of the process and of all its children
that it waited for. Memory is the sum, over all processes of the command together, of what each
has for itself and its share of what they have in common (PSS), looked at every tenth of a second:
the peak of the whole, not of one process. Linux only, because of /proc.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.1
"""Seconds between two looks at the memory."""
_SESSION = 3
"""Which field of /proc/<pid>/stat, after the program's name, is the session's number."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of wall and of processor, and MiB at the peak."""

    wall_s: float
    cpu_s: float
    peak_mib: float


class CommandFailed(RuntimeError):
    """A measured command did not do its work. Its last words are the message."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder, in a session of its own, and measure all its processes. The disk
    is at rest before: nobody pays for what another has written.

    Raises CommandFailed where its exit code is not 0.
    """
    log = folder / "bench.log"
    os.sync()
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.end()
    if process.returncode:
        words = log.read_text("utf-8", "replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    log.unlink()
    return Cost(wall, used.ru_utime + used.ru_stime, peak / 2**20)


class _Watch(threading.Thread):
    """Looks at a session's memory until told to end."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.peak = session, 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            self.peak = max(self.peak, session_bytes(self.session))
            self._ended.wait(EVERY)

    def end(self) -> int:
        self._ended.set()
        self.join()
        return self.peak


def session_bytes(session: int) -> int:
    """The memory, in bytes, of all the processes of a session together (PSS)."""
    processes = (path for path in Path("/proc").iterdir() if path.name.isdigit())
    return sum(_pss(path) for path in processes if _session(path) == session)


def _session(process: Path) -> int:
    with suppress(OSError, ValueError, IndexError):
        stat = (process / "stat").read_text("utf-8", "replace")
        return int(stat.rpartition(")")[2].split()[_SESSION])
    return -1


def _pss(process: Path) -> int:
    """What a process has; 0 where it has gone in the meantime."""
    with suppress(OSError, ValueError):
        for line in (process / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
