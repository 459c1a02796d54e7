"""Faults at each step of a decision: a command that writes records is run once for each step that
it takes on the disk, and there is killed, or finds the disk full from there on.

In: a trust's folder, the fault and the command's words, all as arguments. Out: a copy of the
folder for each step, and on the last line how many steps there were.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

TOLD, WRONG = 5, 6
"""Exit codes: the command said that the disk refused; it failed, or was content, without cause."""


class Faults:
    """Counts what the process does below one folder; at the wanted step it stops doing it."""

    def __init__(self, folder: Path, fault: str, wanted: int) -> None:
        self.folder, self.fault, self.wanted = str(folder), fault, wanted
        self.seen = 0

    def step(self, half: Callable[[], object] = lambda: None) -> None:
        """One step; `half` does a part of it, as a stopped machine may have."""
        self.seen += 1
        if self.fault == "kill" and self.seen == self.wanted:
            half()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.fault == "full" and self.seen >= self.wanted:
            half()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def watch(self, name: str, frees: bool = False) -> None:
        """Count a function of the system; one that `frees` room does not fail on a full disk."""
        original = getattr(os, name)

        def watched(*given: Any, **named: Any) -> Any:
            inside = isinstance(given[0], int) or self.folder in os.fspath(given[0])
            if inside and not (frees and self.fault == "full"):
                self.step()
            return original(*given, **named)

        setattr(os, name, watched)

    def watch_files(self) -> None:
        """Count the opening of files for writing, and each piece written to them."""
        original = io.open

        def opened(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            if not set(mode) & set("wxa") or self.folder not in os.fspath(file):
                return original(file, mode, *given, **named)
            self.step()
            return _File(original(file, mode, *given, **named), self)

        io.open = opened


class _File:
    def __init__(self, file: Any, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        self.faults.step(lambda: (self.file.write(data[: len(data) // 2]), self.file.flush()))
        return int(self.file.write(data))


def run(root: Path, fault: str, wanted: int, words: list[str]) -> None:
    """The command in this process, with the fault; exits."""
    from policyloom.cli import main

    faults = Faults(root / "schools", fault, wanted)
    for name in ("mkdir", "fsync", "link"):
        faults.watch(name)
    faults.watch("unlink", frees=True)
    faults.watch_files()
    failed: object = 0
    try:
        main.main([*words, "--root", str(root)], standalone_mode=False)
    except SystemExit as stop:
        failed = stop.code
    except click.ClickException as error:
        failed = error.exit_code
    if faults.seen < wanted:
        os._exit(WRONG if failed else 0)
    os._exit(TOLD if failed else WRONG)


def each_step(template: Path, fault: str, words: list[str]) -> int:
    """Run the command on copies of the template, stopped one step later each time."""
    wanted = 1
    while True:
        root = Path(shutil.copytree(template, template.parent / f"{fault}-{wanted}"))
        sys.stdout.flush()
        child = os.fork()
        if not child:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1), os.dup2(quiet, 2)
            run(root, fault, wanted, words)
        _, status = os.waitpid(child, 0)
        stopped = os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == TOLD
        if not stopped:
            assert os.waitstatus_to_exitcode(status) == 0, f"step {wanted} went wrong otherwise"
            return wanted
        wanted += 1


if __name__ == "__main__":
    import policyloom.cli  # noqa: F401 - read once, before the first fork

    print(each_step(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
