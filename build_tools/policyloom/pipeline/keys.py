"""What a thing is made of, as a hash: the ground for not making it again.

In: data and a trust's root. Out: keys. Time plays no part, only content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

ENGINES = (
    *("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "markdown", "pymdown-extensions"),
    *("lxml", "typst", "pikepdf", "segno", "fonttools", "pagefind", "icalendar"),
    *("coloraide", "phonenumbers", "pydantic", "python-dateutil", "pyyaml", "rapidfuzz"),
)
"""The packages that have a part in what is found and made."""
LOOKS = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages", "templates/assets")


def programs_key() -> str:
    """A hash of all programs that read, weave and make: this package, and those it stands on."""
    hashed = hashlib.sha256()
    for name in ENGINES:
        hashed.update(f"{name} {version(name)}\n".encode())
    _add_files(hashed, Path(__file__).resolve().parent.parent, (".",))
    return hashed.hexdigest()


def engine_key(root: Path, programs: str = "") -> str:
    """A hash of all that every page is made with: programs, layouts, styles, fonts, images."""
    hashed = hashlib.sha256((programs or programs_key()).encode())
    _add_files(hashed, root, LOOKS)
    return hashed.hexdigest()


def _add_files(hashed: hashlib._Hash, folder: Path, names: Iterable[str]) -> None:
    """Add the files of these names below a folder, and those in folders of these names."""
    for path in files_below(folder / name for name in names):
        hashed.update(path.relative_to(folder).as_posix().encode() + b"\0")
        hashed.update(hashlib.sha256(path.read_bytes()).digest())


def files_below(places: Iterable[Path]) -> list[Path]:
    """The files of these names and those below folders of these names, in a fixed order."""
    found: list[Path] = []
    for place in places:
        if place.is_file():
            found.append(place)
        found += (p for p in place.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return sorted(found)


def key_of(*parts: object) -> str:
    """A hash of values by their `repr`: the frozen types of `model` show all they hold."""
    hashed = hashlib.sha256()
    for part in parts:
        text = repr(part).encode()
        hashed.update(len(text).to_bytes(8, "big") + text)
    return hashed.hexdigest()
