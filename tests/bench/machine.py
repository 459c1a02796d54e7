"""The machine that measures, in words."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path


def machine() -> str:
    """The machine in a line: processor, cores that may be used, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    name = model[1].strip() if model else os.uname().machine
    cores = len(os.sched_getaffinity(0))
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{name}, {cores} cores, {memory:.0f} GiB, Python {version}"


def _read(name: str) -> str:
    path = Path(name)
    return path.read_text("utf-8", "replace") if path.is_file() else ""
