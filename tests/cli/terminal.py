"""A terminal with somebody at it. In: a command; out: what it shows, and its exit code.

The command runs in a process of its own at the far end of a pseudo-terminal, as at a real one.
"""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from types import TracebackType

COMMAND = [sys.executable, "-c", "from policyloom.cli import main; main()"]
PATIENCE = 60
"""Seconds that a command may think."""


class Terminal:
    """`policyloom` with these arguments, until it ends."""

    def __init__(self, *args: str) -> None:
        self.near, far = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            [*COMMAND, *args], stdin=far, stdout=far, stderr=far, env=environment, close_fds=True
        )
        os.close(far)
        self.shown = ""
        self.read = 0

    def answer(self, question: str, typed: str) -> None:
        """Wait for a question that has not been answered yet, and type a line."""
        end = time.monotonic() + PATIENCE
        while (found := re.search(re.escape(question), self.shown[self.read :])) is None:
            assert self._more(end), f"{question!r} was never asked:\n{self.shown}"
        self.read += found.end()
        os.write(self.near, f"{typed}\n".encode())

    def ends(self) -> int:
        """The exit code, after everything has been shown."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        return self.process.wait(PATIENCE)

    def _more(self, end: float) -> bool:
        """Read what is shown next; False once there is no more."""
        ready, _, _ = select.select([self.near], [], [], max(end - time.monotonic(), 0))
        assert ready, f"Nothing more is shown, and it does not end:\n{self.shown}"
        try:
            data = os.read(self.near, 4096)
        except OSError:  # Linux says so that the far end is closed
            return False
        self.shown += data.decode().replace("\r\n", "\n")
        return bool(data)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.near)
