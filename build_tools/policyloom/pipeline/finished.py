"""Finished Markdown: a page through the trust's layout. In: a page; out: text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import yaml

from policyloom.document import Marks, write_blocks
from policyloom.model.pages import Page
from policyloom.outputs.standing import same_file
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.looks import Part, listing
from policyloom.pipeline.staging import Stood
from policyloom.render import Layouts

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The faster of PyYAML's two, which write the same, where it is there."""

LAYOUTS = "templates/layouts"
LAYOUT = "policy.md.j2"
MARKDOWN = "build/markdown"
MARKDOWN_PARTIAL = "build/markdown.partial"
MADE = "build/cache/markdown"
"""What each school's Markdown was made of, and what its files looked like then."""


def finished_markdown(root: Path, page: Page) -> str:
    """The whole of a page as Markdown, front matter first.

    Raises LayoutError where the layout is wrong or missing.
    """
    body = write_blocks(page.body, Marks.ANCHORS)
    return _layouts(root / LAYOUTS).write(LAYOUT, page=page, front=_front(page), body=body)


@lru_cache(maxsize=4)
def _layouts(folder: Path) -> Layouts:
    """The layouts, compiled once; one that is edited is read again."""
    return Layouts(folder)


def _front(page: Page) -> str:
    front = {
        "title": page.title,
        "school": page.school,
        "policy": page.policy,
        "edition": page.edition,
        "status": str(page.status),
        "audience": str(page.audience),
        "number": page.number,
        "approved": page.approved,
        "approved-by": page.approved_by,
        "effective": page.effective,
        "review": page.review,
        "summary": page.summary,
    }
    kept = {key: value for key, value in front.items() if value}
    return yaml.dump(kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def write_markdown(
    root: Path, folder: Path, school: str, programs: str, pages: Iterable[Page]
) -> dict[str, str]:
    """A school's editions as finished Markdown, for programs and for keeping; never served.

    `programs` is the key of the programs that write it. Returns the key of each file. The
    Markdown is put in its place by `place_markdown`, when the site is published.
    """
    old = made_markdown(root, school)
    layouts = [path.read_bytes() for path in sorted((root / LAYOUTS).glob("*.j2"))]
    made_with = key_of(programs, layouts)
    folder.mkdir(parents=True, exist_ok=True)
    keys = {}
    for page in pages:
        name = f"{page.policy}.md"
        keys[name] = key_of(made_with, page)
        if old.pages.get(name) == keys[name]:
            same_file(root / MARKDOWN / school / name, folder / name)
        else:
            (folder / name).write_text(finished_markdown(root, page), "utf-8")
    return keys


def mark_markdown(root: Path, school: str, key: str, day: str, keys: Mapping[str, str]) -> None:
    """Keep for the next build what a school's new Markdown, not yet in its place, was made of.

    `key` is that of all that the school is made from but the day, `keys` are those of the files.
    """
    made = Stood(f"{key} {day}", listing(root / MARKDOWN_PARTIAL, Part(school)), keys)
    with suppress(OSError):
        write_checked(root / MADE / f"{school}.kept", json.dumps(asdict(made)).encode())


def has_markdown(root: Path, school: str, key: str, day: str) -> bool:
    """Whether the Markdown of a school's editions is there from a build of the same on a day."""
    return made_markdown(root, school).key == f"{key} {day}"


def made_markdown(root: Path, school: str) -> Stood:
    """What a school's Markdown was made of, where it is still as it was made."""
    with suppress(ValueError, TypeError):  # another version may have kept it in another form
        made = Stood(**json.loads(read_checked(root / MADE / f"{school}.kept") or b""))
        if made.files == listing(root / MARKDOWN, Part(school)):
            return made
    return Stood("", "")


def drop_markdown(root: Path) -> None:
    """Take away Markdown that was written and never put in its place."""
    shutil.rmtree(root / MARKDOWN_PARTIAL, ignore_errors=True)


def place_markdown(root: Path, schools: Iterable[str]) -> None:
    """Let the Markdown just written take the old one's place; a school of which none was written
    keeps what it had, and one that is not among `schools` has none any more."""
    folder, fresh, known = root / MARKDOWN, root / MARKDOWN_PARTIAL, frozenset(schools)
    old = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not fresh.exists() and old <= known:
        return
    fresh.mkdir(parents=True, exist_ok=True)
    for school in sorted(known):
        if (folder / school).is_dir() and not (fresh / school).is_dir():
            (folder / school).rename(fresh / school)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
