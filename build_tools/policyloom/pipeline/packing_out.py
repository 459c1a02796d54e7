"""A pack made and written. In: a Pack and a file's name; out: the PDF and the page beside it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from policyloom.outputs.pack import Pack
from policyloom.outputs.pack_files import PackFiles
from policyloom.outputs.pack_html import pack_page
from policyloom.outputs.pack_pdf import PackMaker

FOLDER = "build/packs"


def usual_name(root: Path, pack: Pack) -> Path:
    """Where a pack is written unless somebody says otherwise."""
    return root / FOLDER / f"{pack.school}-{pack.meeting}.pdf"


def write_pack(root: Path, pack: Pack, out: Path) -> tuple[Path, Path]:
    """Write the PDF under a name and the page beside it; each is there whole or as it was.

    Raises PdfError where the PDF cannot be made, OSError where the disk refuses.
    """
    page = out.with_suffix(".html")
    files = {
        out: PackMaker(root).make_pack(pack),
        page: pack_page(pack, PackFiles(root), quote(out.name)),
    }
    write_whole(files)
    return out, page


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files in full under other names first, and only then under their own."""
    partial = {
        path: path.with_name(f".{path.name}.{secrets.token_hex(8)}.partial") for path in files
    }
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial[path].open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path in files:
            partial[path].replace(path)
    finally:
        for path in partial.values():
            path.unlink(missing_ok=True)
