"""Reading files and folders safely: paths enter, checked text leaves, and whatever cannot be read
(too large, not UTF-8, outside the trust, not a file) becomes a finding instead of a crash.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from policyloom.load.report import Report
from policyloom.model.places import Place

TEXT_LIMIT = 2 * 1024 * 1024
"""The largest authored file, in bytes; a long policy is a hundredth of this."""

_MARKS = "Only plain text can be carried through to pages and PDFs unchanged."
_BAD = re.compile(
    "(?P<tab>\t)"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff])"
    "|(?P<hidden>[\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufeff])"
    "|(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029])"
)
_TELL = {
    "tab": ("tab", "A tab stands here.", "Write spaces instead."),
    "private": (
        "private-use",
        "A character from Unicode's private area stands here.",
        "Remove it, or write the letter that was meant.",
    ),
    "hidden": (
        "hidden-character",
        "An invisible character that turns text around stands here.",
        "Remove it; retype the words around it.",
    ),
    "control": ("control-character", "A control character stands here.", "Remove it."),
}


@dataclass(frozen=True, slots=True)
class Folder:
    """A trust's folder on disk; every path handed to its readers lies below it. `leads` is what
    folders and links were found to lead to."""

    root: Path
    leads: dict[Path, Path] = field(default_factory=dict, compare=False, repr=False)

    def name(self, path: Path) -> str:
        """A path as findings show it: relative to the root, with forward slashes."""
        return _printable("/".join(path.parts[len(self.root.parts) :]) or ".")

    def has(self, path: Path) -> bool:
        """Whether something lies at a path that this program may look at; links count."""
        try:
            return _mode(path) != 0
        except OSError:
            return False

    def text(self, path: Path, report: Report) -> str | None:
        """The text of an authored file, line ends as `\\n`; None when a finding says why not."""
        data = self.data(path, report)
        if data is None:
            return None
        text = _decode(data, self.name(path), report)
        if text is None or not _clean(text, self.name(path), report):
            return None
        return text

    def data(self, path: Path, report: Report, limit: int = TEXT_LIMIT) -> bytes | None:
        """The bytes of a file of at most `limit` bytes; None when a finding says why not."""
        place = Place(self.name(path))
        try:
            if not self._is_inside(path, place, report):
                return None
            return _regular(path, place, report, limit)
        except (OSError, RuntimeError, ValueError) as problem:
            report.error(
                "unreadable",
                place,
                f"This file cannot be read: {_reason(problem)}.",
                "What it says would be missing from the policies.",
                "Make it a plain file that the person who builds may read.",
            )
            return None

    def _is_inside(self, path: Path, place: Place, report: Report) -> bool:
        mode = _mode(path)
        linked = stat.S_ISLNK(mode)
        if not mode or (linked and not path.exists()):
            report.error(
                "dangling-link" if linked else "missing-file",
                place,
                "This is a link to a file that does not exist."
                if linked
                else "There is no such file.",
                "What it should say would be missing from the policies.",
                "Put the file itself here.",
            )
            return False
        apart = linked or ".." in path.parts
        lead = path.resolve() if apart else self._lead(path.parent) / path.name
        if lead.is_relative_to(self._lead(self.root)):
            return True
        report.error(
            "leaves-trust",
            place,
            "This is a link to something outside the trust's folder.",
            "Files from elsewhere on the machine could be published by it.",
            "Put a copy of the file here instead of the link.",
        )
        return False

    def _lead(self, folder: Path) -> Path:
        """What a folder leads to, without links: looked up once, from the one that it lies in."""
        if folder not in self.leads:
            if folder in (self.root, folder.parent) or ".." in folder.parts or folder.is_symlink():
                self.leads[folder] = folder.resolve()
            else:
                self.leads[folder] = self._lead(folder.parent) / folder.name
        return self.leads[folder]

    def entries(self, folder: Path, report: Report) -> list[Path]:
        """What lies in a folder, by name, without hidden files; [] if there is no such folder."""
        place = Place(self.name(folder))
        if not self.has(folder):
            return []
        try:
            if not self._is_inside(folder, place, report):
                return []
            found = sorted(folder.iterdir(), key=lambda p: p.name)
        except (OSError, RuntimeError) as problem:
            report.error(
                "not-a-folder",
                place,
                f"This should be a folder, and it cannot be opened: {_reason(problem)}.",
                "What belongs in it would be missing from the policies.",
                "Make it a folder.",
            )
            return []
        shown = [p for p in found if not p.name.startswith((".", "~")) and not p.name.endswith("~")]
        return self._distinct(shown, report)

    def _distinct(self, paths: list[Path], report: Report) -> list[Path]:
        """Without the files whose names cannot be told apart or written on every machine."""
        seen: dict[str, Path] = {}
        for path in paths:
            first = seen.setdefault(path.name.casefold(), path)
            if first is not path:
                report.error(
                    "case-clash",
                    Place(self.name(path)),
                    f"'{self.name(path)}' and '{self.name(first)}' differ only by capitals.",
                    "On many machines they are one file, and one of the two would be lost.",
                    "Rename one of them.",
                )
        return list(seen.values())


def _mode(path: Path) -> int:
    """What lies at a path, a link itself and not what it leads to; 0 where nothing does."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return 0


def _reason(problem: Exception) -> str:
    return _printable(str(getattr(problem, "strerror", None) or problem)).rstrip(".")


def _printable(text: str) -> str:
    """A text in which whatever cannot be shown, or would break the line, is written as a code."""
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def _regular(path: Path, place: Place, report: Report, limit: int) -> bytes | None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        kind = "folder" if stat.S_ISDIR(found.st_mode) else "device or pipe"
        report.error(
            "not-a-file",
            place,
            f"This is a {kind}, where a file belongs.",
            "There is nothing to read in it.",
            f"Remove the {kind} and put the file in its place.",
        )
        return None
    if found.st_size > limit:
        report.error(
            "too-large",
            place,
            f"This file has {found.st_size:,} bytes; the most that is read is {limit:,}.",
            "A file of this size is no authored file, and reading it could stop the build.",
            "Check that the right file is here, or split it.",
        )
        return None
    return path.read_bytes()


def _decode(data: bytes, file: str, report: Report) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8", "replace").replace("\r\n", "\n")
        report.error(
            "not-utf8",
            place_in(before, len(before), file),
            f"The byte 0x{data[problem.start]:02x} here is not UTF-8.",
            "Letters such as é or £ would come out wrong.",
            "Save the file as UTF-8 and check the letters around this place.",
        )
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _clean(text: str, file: str, report: Report) -> bool:
    """Report the first of each kind of character that cannot stand in an authored file."""
    told: set[str] = set()
    for match in _BAD.finditer(text):
        kind = match.lastgroup or "control"
        if kind not in told:
            told.add(kind)
            code, what, fix = _TELL[kind]
            report.error(code, place_in(text, match.start(), file), what, _MARKS, fix)
        if len(told) == len(_TELL):
            break
    return not told


def bad_character(text: str) -> tuple[str, str, str] | None:
    """The code, fault and remedy of the first such character in a value, if it has one."""
    match = _BAD.search(text)
    return _TELL[match.lastgroup or "control"] if match else None


def place_in(text: str, offset: int, file: str) -> Place:
    """The place of an offset in a file's text."""
    line = text.count("\n", 0, offset) + 1
    return Place(file, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
