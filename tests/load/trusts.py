"""Tiny trusts on disk: the changes that a case file names enter, a folder to load leaves."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pikepdf

CASES = Path(__file__).parent.parent / "cases" / "load"
BASE = CASES / "_base"


def make_trust(folder: Path, changes: dict[str, Any]) -> Path:
    """A copy of the base trust with changed files; see tests/cases/load/README.md."""
    shutil.copytree(BASE, folder, symlinks=True)
    for name, change in changes.items():
        _change(folder / name, change)
    return folder


def _change(path: Path, change: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match change:
        case str():
            path.write_text(change, encoding="utf-8", newline="")
        case {"edit": list(pairs)}:
            text = path.read_text(encoding="utf-8")
            for old, new in pairs:
                assert text.count(old) == 1, f"{path}: {old!r} stands {text.count(old)} times"
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8", newline="")
        case {"append": str(text)}:
            with path.open("a", encoding="utf-8", newline="") as file:
                file.write(text)
        case {"nested": int(depth)}:
            path.write_text("set: " + "[" * depth, encoding="utf-8")
        case {"bytes_hex": str(data)}:
            path.write_bytes(bytes.fromhex(data))
        case {"size": int(size)}:
            with path.open("wb") as file:
                file.truncate(size)
        case {"symlink": str(target)}:
            _remove(path)
            path.symlink_to(target)
        case {"folder": True}:
            _remove(path)
            path.mkdir()
        case {"remove": True}:
            _remove(path)
        case {"zip": dict(parts)}:
            path.write_bytes(zipped(parts))
        case {"pdf": dict(traits)}:
            path.write_bytes(made_pdf(**traits))
        case _:
            raise ValueError(f"no such change: {change!r}")


def zipped(parts: dict[str, str]) -> bytes:
    """An archive with these parts, as word processors write their documents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def made_pdf(password: str = "", owner: str = "", root: str = "", pages: int = 1) -> bytes:
    """A PDF with empty pages; `root` is added to its catalogue, as PDF writes it."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        if root:
            for key, value in pikepdf.Object.parse(root.encode()).items():
                pdf.Root[key] = value
        locked = pikepdf.Encryption(user=password, owner=owner or password)
        pdf.save(made, encryption=locked if password or owner else False)
    return made.getvalue()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
