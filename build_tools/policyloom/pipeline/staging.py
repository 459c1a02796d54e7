"""Publishing whole: a new site grows beside the old one and takes its place by a rename.

In: a trust's root. The folders: `site/` is what readers see; `build/next/` is growing;
`build/previous/` is the old site for the blink between renames. What has not changed is moved from
the old site into the new one in that blink. A build that was killed anywhere is put right by the
next.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from policyloom.outputs.standing import same_file
from policyloom.pipeline.looks import Part, listing, looks, whole

STATE = ".policyloom.json"
"""What each folder of the site was made of; beside the audiences' folders, so never served."""
_AT_ONCE = 4
"""How many folders are taken away at a time."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How a part was published. `key` is that of all it was made of, `files` what its files looked
    like then; `pages` are the keys of what is made together, by its name."""

    key: str
    files: str
    pages: Mapping[str, str] = field(default_factory=dict)


_NEVER = Stood("", "")


@dataclass(frozen=True, slots=True)
class Found:
    """A published part that nobody has touched: its `folder`, the keys of what is made together,
    and what each file and folder in it looks like."""

    folder: Path
    pages: Mapping[str, str]
    looks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grown:
    """How a part was made anew: the keys of what is made together, and the folders in it that are
    to be `carried` over from the published one. `files` is what all of it looks like then, or ""
    where nobody has looked."""

    pages: Mapping[str, str] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    files: str = ""


_ANYHOW = Grown()


@dataclass(frozen=True, slots=True)
class Release:
    """What is published at `site`, and `next`, the folder that will take its place.

    `state` says how each part was published, by its folder.
    """

    site: Path
    next: Path
    state: Mapping[str, Stood]

    def unchanged(self, part: Part, key: str) -> bool:
        """Whether a published part was made of just this, and is still as it was made."""
        return self.key(part) == key and self.untouched(part)

    def untouched(self, part: Part) -> bool:
        """Whether a part is published, and still as it was made."""
        known = self.state.get(part.folder)
        return known is not None and known.files == listing(self.site, part)

    def found(self, part: Part) -> Found | None:
        """A published part, where it is still as it was made and has pages that could stand."""
        known = self.state.get(part.folder)
        if known is None or not known.pages:
            return None
        seen = looks(self.site, part)
        if known.files != whole(seen):
            return None
        return Found(self.site / part.folder, known.pages, seen)

    def whole(self) -> bool:
        """Whether something is published, and every part of it is still as it was made."""
        schools = frozenset(f.partition("/")[2] for f in self.state if "/" in f)
        parts = (Part(f, frozenset() if "/" in f else schools) for f in self.state)
        return bool(self.state) and all(self.untouched(part) for part in parts)

    def key(self, part: Part) -> str:
        """What a published part was made of, or ""."""
        known = self.state.get(part.folder)
        return known.key if known else ""

    def keep(self, part: Part) -> bool:
        """Carry a published part over as it is; False where there is none."""
        old = self.site / part.folder
        if not old.is_dir():
            return False
        new = self.next / part.folder
        shutil.copytree(
            old, new, copy_function=same_file, dirs_exist_ok=True, ignore=part.ignored(old)
        )
        return True


class Staging:
    """The three folders, and the state that the published site carries."""

    def __init__(self, root: Path, site: Path) -> None:
        self.site = site
        self.next = root / "build" / "next"
        self.previous = root / "build" / "previous"
        self.journal = root / "build" / "moving.json"
        _require_folder(site)
        self._recover()
        self.release = Release(site, self.next, self._read_state())

    def _recover(self) -> None:
        """Put right what a killed build left: the old site back, half a new one gone."""
        if self.previous.exists() and not self.site.exists():
            self._put_back(self._moving())
        _remove(self.previous)
        _remove(self.next)
        self.journal.unlink(missing_ok=True)

    def _moving(self) -> list[str]:
        """The folders that a killed build was moving from the old site into the new one."""
        try:
            return [str(folder) for folder in json.loads(self.journal.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def _put_back(self, moved: Iterable[str]) -> None:
        for folder in moved:
            if (self.next / folder).exists() and not (self.previous / folder).exists():
                (self.next / folder).rename(self.previous / folder)
        self.previous.rename(self.site)

    def _read_state(self) -> dict[str, Stood]:
        try:
            data = json.loads((self.site / STATE).read_text("utf-8"))
            return {
                str(name): Stood(str(said["key"]), str(said["files"]), dict(said["pages"]))
                for name, said in data.items()
            }
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            return {}

    def publish(
        self,
        keys: Mapping[Part, str],
        grown: Mapping[str, Grown],
        standing: Collection[str] = (),
    ) -> None:
        """Let the new site take the old one's place. `keys` says what each part is made of, and
        `grown` how one was made anew, by its folder. The folders `standing` are taken over from
        the old site as they are.

        Raises OSError where the disk refuses; the old site then stands.
        """
        state = {
            part.folder: replace(self.release.state.get(part.folder, _NEVER), key=key)
            if part.folder in standing
            else self._stood(part, key, grown.get(part.folder, _ANYHOW))
            for part, key in keys.items()
        }
        carried = (f"{part}/{name}" for part, made in grown.items() for name in made.carried)
        moving = [*standing, *carried]
        data = {folder: asdict(each) for folder, each in state.items()}
        text = json.dumps(data, indent=1, sort_keys=True)
        (self.next / STATE).write_text(text, "utf-8")
        self.journal.write_text(json.dumps(sorted(moving)), "utf-8")
        self.site.parent.mkdir(parents=True, exist_ok=True)
        for folder in standing:
            (self.next / folder).parent.mkdir(parents=True, exist_ok=True)
        self._replace(moving)
        _remove(self.previous)
        self.journal.unlink(missing_ok=True)

    def _stood(self, part: Part, key: str, made: Grown) -> Stood:
        return Stood(key, made.files or listing(self.next, part), made.pages)

    def _replace(self, standing: Collection[str]) -> None:
        """The blink in which there is no site: a rename of the old one, of what is taken over from
        it, and of the new one."""
        if not self.site.exists():
            self.next.rename(self.site)
            return
        self.site.rename(self.previous)
        try:
            for folder in standing:
                (self.previous / folder).rename(self.next / folder)
            self.next.rename(self.site)
        except OSError:
            self._put_back(standing)
            raise

    def discard(self) -> None:
        """Leave the published site as it is."""
        _remove(self.next)


def _require_folder(site: Path) -> None:
    """The site is a folder of its own: a link or a file there could not be replaced whole."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        what = "A link" if site.is_symlink() else "A file"
        raise NotADirectoryError(
            errno.ENOTDIR, f"{what} stands where the published site's own folder belongs", str(site)
        )


def _remove(folder: Path) -> None:
    """Take a site away, its schools' folders side by side: the disk takes longest to answer."""
    schools = [path for path in folder.glob("*/*") if path.is_dir() and not path.is_symlink()]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_remove_tree, schools):
            pass
    _remove_tree(folder)


def _remove_tree(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
