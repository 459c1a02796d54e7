"""The blocks that stand in a fence on the guide's pages. In: the pages; out: each block, its place.

The guide is every page below docs/, and README.md and CONTRIBUTING.md beside it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.trusts import HERE

DOCS = HERE / "docs"
BESIDE = ("README.md", "CONTRIBUTING.md")
_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*) -->\n)?"
    r"^(?P<indent> *)(?P<fence>```|~~~)(?P<kind>[^\s`]*)(?: title=\"(?P<title>[^\"]+)\")?[^\n]*\n"
    r"(?P<text>.*?)^ *(?P=fence) *$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Fence:
    """A block in a fence: `kind` is its language, `mark` the comment on the line above it."""

    page: str
    line: int
    kind: str
    title: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> dict[str, Path]:
    """Every page of the guide by its name: those of docs/ by their place in it."""
    found = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
    return found | {name: HERE / name for name in BESIDE}


@cache
def fences() -> tuple[Fence, ...]:
    """Every block of every page, in order."""
    return tuple(
        f for page, path in pages().items() for f in of_text(page, path.read_text("utf-8"))
    )


def on(page: str, kind: str | None = None) -> list[Fence]:
    """The blocks of a page; those of one kind, if it is given."""
    return [f for f in fences() if f.page == page and kind in (None, f.kind)]


def of_text(page: str, text: str) -> Iterator[Fence]:
    """The blocks of a text. A block's line is that of its fence."""
    for found in _FENCE.finditer(text):
        yield Fence(
            page,
            text.count("\n", 0, found.start("indent")) + 1,
            found["kind"],
            found["title"] or "",
            found["mark"] or "",
            textwrap.dedent(found["text"]),
        )
