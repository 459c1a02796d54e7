"""The images that a policy's pages show. In: its own page and its life; out: names of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from policyloom.model.nodes import Blocks, Emphasis, Image, Inlines, Link, Strong, runs
from policyloom.model.pages import Page
from policyloom.outputs.site_changes import side
from policyloom.outputs.site_life import Life, pages_of


def images_of(page: Page, life: Life) -> tuple[str, ...]:
    """The names, below the images' folder, of all that a policy's pages show."""
    found = {src for body in _bodies(page, life) for src in _sources(body)}
    return tuple(sorted(src for src in found if not _leaves(src)))


def _bodies(page: Page, life: Life) -> Iterable[Blocks]:
    yield page.body
    yield from (other.body for _, other, _ in pages_of(page, life) if other is not page)
    for contrast in life.contrasts:
        for reading in (contrast.old, contrast.new):
            if "![" in reading.body:  # most texts have no image, and need not be read for it
                yield side(reading, contrast.audience).blocks


def _leaves(src: str) -> bool:
    """Whether a name would leave the images' folder (`load` refuses it; a site never copies it)."""
    path = PurePosixPath(src)
    return path.is_absolute() or ".." in path.parts


def _sources(blocks: Blocks) -> Iterator[str]:
    for run in runs(blocks):
        for span in run.spans:
            yield from _inline_sources(span.content)


def _inline_sources(content: Inlines) -> Iterator[str]:
    for node in content:
        match node:
            case Image(src=src):
                yield src
            case Strong(children) | Emphasis(children) | Link(children=children):
                yield from _inline_sources(children)
