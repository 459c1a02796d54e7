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
    *("lxml", "typst", "pikepdf", "zxing-cpp", "fonttools", "pagefind", "icalendar"),
    *("coloraide", "phonenumbers", "pydantic", "python-dateutil", "pyyaml", "rapidfuzz"),
)
"""The packages that have a part in what is found and made."""
LOOKS = ("mkdocs.yml", "site_overrides")
COPIED = "site_overrides/assets"
"""What lies beside pages as it is, such as styles and scripts: no page has any of it in it."""


def programs_key() -> str:
    """A hash of all programs that read, weave and make: this package, and those it stands on."""
    hashed = hashlib.sha256()
    for name in ENGINES:
        hashed.update(f"{name} {version(name)}\n".encode())
    _add_files(hashed, Path(__file__).resolve().parent.parent, (".",))
    return hashed.hexdigest()


def engine_key(root: Path, programs: str = "") -> str:
    """A hash of what the page of any policy is made with: programs, settings, templates."""
    hashed = hashlib.sha256((programs or programs_key()).encode())
    _add_files(hashed, root, LOOKS, COPIED)
    return hashed.hexdigest()


def files_key(root: Path, *names: str) -> str:
    """A hash of the files of these names below a folder, and of those in folders of these names."""
    hashed = hashlib.sha256()
    _add_files(hashed, root, names)
    return hashed.hexdigest()


def _add_files(
    hashed: hashlib._Hash, folder: Path, names: Iterable[str], without: str = ""
) -> None:
    """Add files, but for those of one folder."""
    for path in files_below(folder / name for name in names):
        name = path.relative_to(folder).as_posix()
        if not without or not name.startswith(f"{without}/"):
            hashed.update(name.encode() + b"\0")
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
