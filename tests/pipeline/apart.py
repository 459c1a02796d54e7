"""Builds in a process of their own, which ends itself at a chosen moment as if it were killed, and
a reader who looks at the site meanwhile.

In: a trust's folder and a moment. Out: how the process ended, and what a reader saw. A moment is
the n-th time that a build is about to do something of a kind to its folders, whatever function
does it: Python tells of each before it is done.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from policyloom.pipeline.staging import STATE
from tests.trusts import files, publish

Served = Mapping[str, bytes]

EVENTS = {
    "os.rename": "rename",
    "os.mkdir": "mkdir",
    "os.link": "link",
    "os.remove": "remove",
    "os.rmdir": "remove",
    "shutil.rmtree": "tree",
    "shutil.copytree": "tree",
    "shutil.copyfile": "copy",
}
"""What Python calls the things that a build does to its folders; to open a file in order to write
is "write", and "half" is to have written half of one."""

KINDS = (*dict.fromkeys(EVENTS.values()), "write", "half")

# Forked from a process that has read the program and built nothing: a build begins at once.
_server = (
    multiprocessing.get_context("forkserver")
    if "forkserver" in multiprocessing.get_all_start_methods()
    else multiprocessing.get_context("spawn")
)
_server.set_forkserver_preload(["tests.pipeline.apart"])


class Ended:
    """How a build in another process went. `code` is negative where a signal ended it; `looks` is
    how often a reader looked, `strange` what was seen that is neither of two sites. `left` is how
    many of its processes outlived it."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.looks = 0
        self.strange: list[str] = []
        self.left = 0


def start(target: Callable[..., None], *args: str) -> BaseProcess:
    """Begin something in another process, that has read the program and done nothing yet."""
    process = _server.Process(target=target, args=args)
    process.start()
    return process


def build_apart(
    root: Path, known: tuple[Served, ...] = (), kind: str = "", which: int | str = 0, told: str = ""
) -> Ended:
    """Build a trust in another process, and look at its site until that ends. It is killed at a
    moment of a kind, if one is named: the how manieth, or the one that concerns a file or folder
    of that name. `told` is a file that is to hold what it did.
    """
    process = start(build_and_stop, str(root), kind, str(which), told)
    ended = watch(root / "site", known, process.is_alive)
    process.join()
    ended.code = process.exitcode
    return ended


def build_at_once(*roots: Path) -> list[int | None]:
    """Build several trusts at once, each in a process of its own: how these ended."""
    processes = [start(build_and_stop, str(root)) for root in roots]
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def kill_with_workers(root: Path, known: tuple[Served, ...], moment: str, whole: bool) -> Ended:
    """Build with two workers, and kill the build from outside as soon as there is a file or folder
    that `moment` names, as for `Path.glob`. `whole` kills its workers with it."""
    process = start(_build_with_workers, str(root))
    assert process.pid is not None
    ended = watch(root / "site", known, lambda: process.is_alive() and not any(root.glob(moment)))
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.join()
    ended.code = process.exitcode
    ended.left = _left(process.pid)
    return ended


def _left(group: int) -> int:
    """How many processes of a group are still there after a while."""
    for _ in range(1000):
        left = sum(_lives(path, group) for path in Path("/proc").glob("[0-9]*/stat"))
        if not left:
            return 0
        time.sleep(0.01)
    os.killpg(group, signal.SIGKILL)
    return left


def _lives(stat: Path, group: int) -> bool:
    """Whether a process is of a group, and not only waiting for somebody to ask how it ended."""
    try:
        state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return int(its_group) == group and state != "Z"


def watch(site: Path, known: tuple[Served, ...], goes_on: Callable[[], bool]) -> Ended:
    """Read a site again and again. `known` are the sites that it may be; none where it is not
    looked at."""
    ended = Ended()
    while goes_on():
        seen = read_site(site) if known else None
        ended.looks += seen is not None
        if seen and seen not in known:
            ended.strange.append(_strange(seen, known))
        time.sleep(0.01)
    return ended


def read_site(site: Path) -> dict[str, bytes] | None:
    """All that is served, read from one and the same folder; {} where there is none, and None
    where another took its place meanwhile."""
    found: dict[str, bytes] = {}
    try:
        top = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return {}
    try:
        for folder, _, names, handle in os.fwalk(".", dir_fd=top):
            for name in names:
                with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=handle), "rb") as file:
                    found[os.path.normpath(f"{folder}/{name}")] = file.read()
        whole = os.fstat(top).st_ino == site.stat().st_ino
    except FileNotFoundError:
        if site.exists() and os.fstat(top).st_ino == site.stat().st_ino:
            return {"a page that is listed": b"cannot be read"}
        return None
    finally:
        os.close(top)
    found.pop(STATE, None)
    return found if whole else None


def served(root: Path) -> dict[str, bytes]:
    """What web servers show of a published trust. The state file beside the audiences' folders
    holds files' times."""
    return {name: data for name, data in files(root / "site").items() if name != STATE}


def _strange(seen: Served, known: tuple[Served, ...]) -> str:
    names = [sorted(n for n in seen.keys() | k.keys() if seen.get(n) != k.get(n)) for k in known]
    return f"unlike the old site in {names[0][:5]}, and the new in {names[-1][:5]}"


def build_and_stop(root: str, kind: str = "", which: str = "", told: str = "") -> None:
    """In the other process: build, and be killed at that moment if there is one."""
    tops = tuple(str(Path(root) / part) for part in ("site", "build"))
    counts: Counter[str] = Counter()
    order: list[tuple[str, str]] = []

    def met(found: str, name: str) -> bool:
        counts[found] += 1
        order.append((found, name))
        return found == kind and which in (str(counts[found]), Path(name).name)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        found = _kind(event, args)
        if found and _inside(event, args, tops) and met(found, str(args[0])):
            os.kill(os.getpid(), signal.SIGKILL)

    _halves(tops, met)
    sys.addaudithook(hook)
    publish(Path(root))
    if told:
        Path(told).write_text(json.dumps({"counts": counts, "order": order}), "utf-8")


def _build_with_workers(root: str) -> None:
    """In the other process, as the head of a group of its own."""
    os.setsid()
    publish(Path(root), workers=2)


def _kind(event: str, args: tuple[Any, ...]) -> str:
    if event == "open":
        flags = args[2] if isinstance(args[2], int) else 0
        return "write" if flags & (os.O_WRONLY | os.O_RDWR) else ""
    return EVENTS.get(event, "")


def _inside(event: str, args: tuple[Any, ...], tops: tuple[str, ...]) -> bool:
    """Whether a thing is done in the build's folders. One that is named from a handle is: only
    whole folders are taken away so."""
    if event in ("os.remove", "os.rmdir") and args[1] != -1:
        return True
    return isinstance(args[0], str | os.PathLike) and os.fspath(args[0]).startswith(tops)


def _halves(tops: tuple[str, ...], met: Callable[[str, str], bool]) -> None:
    """Let what is written whole be cut in the middle where the moment is met."""

    def halved(original: Callable[..., Any]) -> Callable[..., Any]:
        def write(path: Path, data: Any, *args: Any, **named: Any) -> Any:
            if str(path).startswith(tops) and met("half", str(path)):
                original(path, data[: len(data) // 2], *args, **named)
                os.kill(os.getpid(), signal.SIGKILL)
            return original(path, data, *args, **named)

        return write

    for name in ("write_bytes", "write_text"):
        setattr(Path, name, halved(getattr(Path, name)))
