"""The reader's terminal. In: what is typed, and where; out: what it says.

Commands are those of this machine, with the program under test before all others. Nothing of the
developer's own settings is read.
"""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.guide.install import PACKAGES, where
from tests.trusts import HERE, TODAY
from tests.workflows.running import POLICYLOOM

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
PATIENCE = 60
"""Seconds that something which is started may take until it answers."""


class Terminal:
    """A terminal with a home of its own, in which programs of the test's may stand first."""

    def __init__(self, home: Path, new: bool = False) -> None:
        """`new`: the machine has Python, and policyloom is yet to be installed."""
        needs(SHELL[0])
        self.home, self.programs, self.new = home, home / "programs", new
        self.programs.mkdir(parents=True, exist_ok=True)
        if new:
            own = getattr(sys, "_base_executable", sys.executable)
            self.program("python3", f'#!/bin/sh\nexec {shlex.quote(own)} "$@"\n')
        else:
            self.program("policyloom", POLICYLOOM)

    def program(self, name: str, text: str) -> None:
        """Put a program of the test's before those of the machine."""
        path = self.programs / name
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def says(self, script: str, folder: Path) -> str:
        """What a script says, typed in a folder; one that fails is a failure of the test."""
        done = self.typed(script, folder)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    def typed(
        self, script: str, folder: Path, shell: tuple[str, ...] = SHELL
    ) -> subprocess.CompletedProcess[str]:
        """A script, typed in a folder, however it ends."""
        return subprocess.run(
            [*shell, script],
            cwd=folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def started(self, script: str, folder: Path, address: str) -> Iterator[str]:
        """A script that does not end by itself, from when its address answers with a page."""
        log = self.home / "started.log"
        with log.open("w") as said:
            process = subprocess.Popen(
                [*SHELL, script],
                cwd=folder,
                env=self._environment(),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            try:
                page = answered(address, process)
                assert page is not None, f"{address} does not answer\n{log.read_text('utf-8')}"
                yield page
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                process.wait(PATIENCE)

    def _environment(self) -> Mapping[str, str]:
        beside = str(Path(sys.executable).parent)
        others = [part for part in os.environ["PATH"].split(os.pathsep) if part != beside]
        ours = [] if self.new else [beside]
        return {
            "PATH": os.pathsep.join([str(self.programs), *ours, *others]),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": "" if self.new else str(HERE / "build_tools"),
            "POLICYLOOM_TODAY": TODAY,
            "NO_MKDOCS_2_WARNING": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Officer",
            "GIT_AUTHOR_EMAIL": "officer@example.org",
            "GIT_COMMITTER_NAME": "Officer",
            "GIT_COMMITTER_EMAIL": "officer@example.org",
        }


def needs(*programs: str) -> None:
    """Skip the test where the machine lacks a program; fail where all are said to be there."""
    if lacking := [name for name in programs if not where(name)]:
        told = f"This machine lacks {', '.join(lacking)}."
        if {*lacking} <= {*PACKAGES}:
            told += " `make servers` installs what the guide's servers need."
        (pytest.fail if os.environ.get("POLICYLOOM_SERVERS") else pytest.skip)(told)


def free_port() -> int:
    """A port of this machine's that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answered(address: str, process: subprocess.Popen[bytes]) -> str | None:
    """The page at an address, as soon as the program that has been started answers there; None
    where it ends, or takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as page:
                return str(page.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return None
