"""Shards: some of a trust's schools, made on one machine and joined with the others on another.

In: what came of the jobs; out: a folder below build/shards with these schools' parts of the site,
their Markdown, and a file that says what came of each. Whole or not at all.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policyloom.model.policies import Audience
from policyloom.outputs.standing import same_file
from policyloom.pipeline.asked import Asked, Shard
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.finished import MARKDOWN as PLACED
from policyloom.pipeline.finished import MARKDOWN_PARTIAL, made_markdown
from policyloom.pipeline.growing import MARKDOWN
from policyloom.pipeline.jobs import Done
from policyloom.pipeline.keys import files_below, key_of
from policyloom.pipeline.last import Kept, read_kept
from policyloom.pipeline.looks import Part
from policyloom.pipeline.staging import Release

FOLDER = "build/shards"
FILE = "shard.json"
_ASKED = ("today", "keep_going", "pdfs", "history", "redline_pdfs")
"""What can be asked of a build that makes shards."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a shard was made of: the key of everything, that of all that pages are made with, and
    what was asked for."""

    key: str
    engine: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Carried:
    """What a shard says of one school. `kept.key` is that of all that the school is made from;
    `made` are the numbers of PDFs and pages, `pages` the keys of pages by audience and `markdown`
    those of Markdown files; `digests` are those of the shard's folders, by name."""

    kept: Kept
    blocked: bool
    made: tuple[int, int]
    pages: Mapping[str, Mapping[str, str]]
    markdown: Mapping[str, str]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A shard as it lies in a folder."""

    folder: Path
    shard: Shard
    made: MadeOf
    schools: Mapping[str, Carried]


def clear_shard(root: Path, shard: Shard) -> None:
    """Take away a shard that was left before. Raises OSError where the disk refuses."""
    folder = root / FOLDER / str(shard)
    if folder.is_dir():
        (folder / FILE).unlink(missing_ok=True)  # first: without it nothing is taken for a shard
        shutil.rmtree(folder)


def leave_shard(
    shard: Shard,
    made: MadeOf,
    root: Path,
    release: Release,
    dones: Iterable[Done],
    keys: Mapping[str, str],
) -> Path:
    """Leave the parts that have grown beside the published site as a shard: its folder.

    `keys` are those of all that each school is made from. Raises OSError where the disk refuses.
    """
    growing, folder = release.next, root / FOLDER / str(shard)
    growing.mkdir(parents=True, exist_ok=True)
    schools = {d.school: asdict(_carried(d, keys[d.school], root, release)) for d in dones}
    data = {
        "shard": asdict(shard),
        "key": made.key,
        "engine": made.engine,
        "asked": {name: getattr(made.asked, name) for name in _ASKED},
        "schools": schools,
    }
    write_checked(growing / FILE, json.dumps(data, ensure_ascii=False).encode())
    folder.parent.mkdir(exist_ok=True)
    growing.rename(folder)
    return folder


def _carried(done: Done, key: str, root: Path, release: Release) -> Carried:
    """What is to be said of a school, whose Markdown is brought to the parts of its site."""
    markdown: Mapping[str, str] = {}
    folders = [*done.keys]
    if done.keys:
        place = f"{MARKDOWN}/{done.school}"
        folders.append(place)
        markdown = _bring_markdown(done, root, release.next / place)
    stood = {folder: release.found(Part(folder)) for folder in done.unchanged}
    pages = {f.partition("/")[0]: dict(found.pages) for f, found in stood.items() if found}
    return Carried(
        Kept(key, done.holds, done.keys, done.findings, done.upcoming),
        done.blocked,
        (done.made.pdfs, done.made.pages),
        pages | {audience: dict(made.pages) for audience, made in done.made.grown.items()},
        dict(markdown),
        {folder: digest_of(release.next / folder) for folder in folders},
    )


def _bring_markdown(done: Done, root: Path, target: Path) -> Mapping[str, str]:
    """Put a school's Markdown into its shard: the keys of its files."""
    target.parent.mkdir(exist_ok=True)
    if done.markdown is not None:
        (root / MARKDOWN_PARTIAL / done.school).rename(target)
        return done.markdown
    shutil.copytree(root / PLACED / done.school, target, copy_function=same_file)
    return made_markdown(root, done.school).pages


def digest_of(folder: Path) -> str:
    """A digest of the names and the content of all files below a folder."""
    return key_of(
        [(p.relative_to(folder).as_posix(), key_of(p.read_bytes())) for p in files_below([folder])]
    )


def read_shard(folder: Path) -> Bundle | None:
    """A shard that lies in a folder; None where there is none, or none that can be read."""
    try:
        data = json.loads(read_checked(folder / FILE) or b"")
        asked = Asked(Path(), **{name: data["asked"][name] for name in _ASKED})
        return Bundle(
            folder,
            Shard(**data["shard"]),
            MadeOf(data["key"], data["engine"], asked),
            {school: _read(school, said) for school, said in data["schools"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(school: str, said: Mapping[str, Any]) -> Carried:
    """What is said of a school. Raises ValueError where a folder is not that school's own."""
    kept, (pdfs, pages) = read_kept(said["kept"]), said["made"]
    own = {f"{top}/{school}" for top in (*Audience, MARKDOWN)}
    if not {*kept.parts, *said["digests"]} <= own:
        raise ValueError(school)
    told = (said["pages"], said["markdown"], said["digests"])
    return Carried(kept, said["blocked"], (pdfs, pages), *told)
