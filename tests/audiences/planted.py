"""A trust with canaries in it, published. In: the cases of tests/cases/audiences; out: what each
audience's folder holds of them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policyloom.findings import Findings
from tests.audiences.seeking import canaries
from tests.desk.deciding import run
from tests.trusts import HERE, change_trust, publish, tiny_trust

CASES = HERE / "tests/cases/audiences"
ROUNDS = ("first", "then", "last")
DAYS = {"first": "2026-01-12", "then": "2026-09-14"}
"""When what the first and the second round of files say is decided; of the last nothing is."""
TODAY = "2026-11-20"
AUDIENCES = ("public", "staff", "governors")


@dataclass(frozen=True)
class Canary:
    """A word, where it was put, and the lowest audience that may read it; "nobody" for none."""

    word: str
    put: str
    may: str
    case: str

    def allowed(self) -> tuple[str, ...]:
        """The audiences' folders that may hold it, and must: else nothing would be proved."""
        return () if self.may == "nobody" else AUDIENCES[AUDIENCES.index(self.may) :]


def cases() -> dict[str, dict[str, Any]]:
    """Every case file, by name."""
    found = sorted(CASES.glob("*.yml"))
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in found}


def planted_canaries() -> list[Canary]:
    """The canaries of all cases."""
    return [
        Canary(str(word), put, may, name)
        for name, case in cases().items()
        for may, words in case["canaries"].items()
        for word, put in words.items()
    ]


def planted_trust(folder: Path) -> Path:
    """The tiny trust with the files of every case, and the decisions of two rounds."""
    root = tiny_trust(folder)
    for name in ROUNDS:
        for case in cases().values():
            for file, change in case.get(name, {}).items():
                _make(root, file, change)
        for case in cases().values():
            for school, policy, by, *more in case.get("decisions", {}).get(name, ()):
                said = ("approve", school, policy, "--on", DAYS[name], "--by", by, *more)
                result = run(*said, "--root", str(root), "--today", DAYS[name])
                assert result.exit_code == 0, (said, result.output)
    return root


def _make(root: Path, name: str, change: Any) -> None:
    """Make one change; a mapping of several is made one after the other."""
    match change:
        case {"png": str(words)}:
            _write(root / name, _png(words))
        case {"docx": str(words)}:
            _write(root / name, _docx(words))
        case dict():
            for how, what in change.items():
                change_trust(root, {name: {how: what}})
        case _:
            change_trust(root, {name: change})


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _png(words: str) -> bytes:
    """A picture of one point whose packed metadata hold the words."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    told = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(words.encode()))
    point = chunk(b"IDAT", zlib.compress(b"\x00\xff\xff\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + told + point + chunk(b"IEND", b"")


def _docx(words: str) -> bytes:
    """A Word document that says the words."""
    made = io.BytesIO()
    space = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{space}/package/2006/content-types"><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            f"<w:t>{words}</w:t></w:r></w:p></w:body></w:document>",
        )
    return made.getvalue()


Seen = dict[str, dict[str, list[str]]]
"""By audience: each canary with the files that hold it."""


def published(root: Path) -> Seen:
    """Publish everything that can be published, and look through every file of every folder."""
    findings = Findings()
    report = publish(root, findings, today=TODAY, redline_pdfs=True)
    assert report.published, "\n".join(map(str, findings.in_order()))
    return {audience: _seen(root / "site" / audience) for audience in AUDIENCES}


def _seen(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, data in _files(folder):
        for word in canaries(name, data):
            found.setdefault(word, []).append(name)
    return found


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
