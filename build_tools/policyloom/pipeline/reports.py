"""What a build did, for whoever asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from policyloom.pipeline.upcoming import Upcoming


@dataclass(slots=True)
class Report:
    """What a build did. `held` are schools that keep their last release; `next_change` is when
    the same files will give other pages. `left` is the folder of a shard, where one was asked for
    and made."""

    published: bool = False
    rendered: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    pages: int = 0
    pdfs: int = 0
    next_change: Upcoming | None = None
    left: Path | None = None
