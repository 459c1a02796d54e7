"""A pack made and written. In: a Pack and where its folder is to stand; out: a PDF and a page.

The two lead to each other, so they are one: they stand in a folder of their own, which grows
under a hidden name and takes its place whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from policyloom.outputs.pack import Pack
from policyloom.outputs.pack_files import PackFiles
from policyloom.outputs.pack_html import pack_page
from policyloom.outputs.pack_pdf import PackMaker
from policyloom.pipeline.standalone import NotOurs

FOLDER = "build/packs"


def write_pack(root: Path, pack: Pack, within: Path | None = None) -> tuple[Path, Path]:
    """Write a pack's folder; returns its PDF and its page.

    The folder stands in `within`, else in `build/packs`; one that is there already is replaced.
    Raises PdfError where the PDF cannot be made, NotOurs where a folder of that name holds
    somebody's files, OSError where the disk refuses; what was there then stands.
    """
    name = f"{pack.school}-{pack.meeting}"
    pdf, page = f"{name}.pdf", f"{name}.html"
    folder = (within or root / FOLDER) / name
    require_ours(folder, (pdf, page))
    files = {
        pdf: PackMaker(root).make_pack(pack),
        page: pack_page(pack, PackFiles(root), quote(pdf)),
    }
    replace_folder(folder, files)
    return folder / pdf, folder / page


def require_ours(folder: Path, names: tuple[str, ...]) -> None:
    """Stop where a folder holds anything but an earlier pack. Raises NotOurs."""
    if folder.exists() and (
        not folder.is_dir() or any(path.name not in names for path in folder.iterdir())
    ):
        raise NotOurs(folder)


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder with just these files in the place of what stands there: all of it or nothing.

    What a killed run left is put right first. Raises OSError where the disk refuses.
    """
    growing = folder.with_name(f".{folder.name}.next")
    previous = folder.with_name(f".{folder.name}.previous")
    if previous.exists() and not folder.exists():
        previous.rename(folder)
    _remove(previous)
    _remove(growing)
    try:
        growing.mkdir(parents=True)
        for name, data in files.items():
            _write(growing / name, data)
        if folder.exists():
            folder.rename(previous)
        growing.rename(folder)
    except OSError:
        if previous.exists() and not folder.exists():
            previous.rename(folder)
        raise
    finally:
        _remove(growing)
    _remove(previous)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
