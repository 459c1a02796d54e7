"""Pictures that are published as they are: files enter, the names of those that exist leave."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from lxml import etree

from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.model.places import Place

FOLDER = "templates/assets"
PICTURE_LIMIT = 1024 * 1024
"""The largest picture, in bytes; pages have to open on a phone."""

_SIGNS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_RUNS = re.compile(rb"<script|<foreignobject|<!entity|javascript:|\son[a-z]+\s*=", re.IGNORECASE)
_FETCHES = re.compile(rb"(?:href|src)\s*=\s*[\"'](?!#|data:image/)|@import|url\(\s*[\"']?(?!#)")


def read_pictures(folder: Folder, report: Report) -> frozenset[str]:
    """The names of the pictures that clauses may show; each that cannot be shown is a finding."""
    found = set()
    for path in folder.entries(folder.root / FOLDER, report):
        if path.suffix in (".svg", *_SIGNS):
            is_picture(folder, path, Place(folder.name(path)), report)
            found.add(path.name)
    return frozenset(found)


def is_picture(folder: Folder, path: Path, place: Place, report: Report) -> bool:
    """Whether a file is a picture of its kind that neither runs nor fetches anything."""
    data = folder.data(path, report, PICTURE_LIMIT)
    if data is None:
        return False
    sign = _SIGNS.get(path.suffix)
    fault = _fault(data, path.suffix)
    if fault is not None:
        report.error(
            "bad-picture",
            place,
            f"'{folder.name(path)}' is no {path.suffix} picture{fault}.",
            "Every page would have a hole in its place.",
            "Save it again as a picture of that kind.",
        )
        return False
    if sign or not (_RUNS.search(data) or _FETCHES.search(data)):
        return True
    report.error(
        "unsafe-svg",
        place,
        f"The picture '{folder.name(path)}' holds a program or fetches something from elsewhere.",
        "It would run in readers' browsers, or tell another host who reads the page.",
        "Export it again as a plain SVG, or as a PNG.",
    )
    return False


def _fault(data: bytes, suffix: str) -> str | None:
    """Why a file is no picture, as the end of a sentence that says so; None where it is one."""
    sign = _SIGNS.get(suffix)
    if not (data.startswith(sign) if sign else b"<svg" in data):
        return ""
    if suffix == ".png" and not _is_whole_png(data):
        return " that is whole: it is cut short or damaged"
    return _svg_fault(data) if suffix == ".svg" else None


def _is_whole_png(data: bytes) -> bool:
    """Whether every chunk up to the last is there and says what its checksum says.

    Source: https://www.w3.org/TR/png-3/#5Chunk-layout
    """
    at = len(_SIGNS[".png"])
    while len(data) >= at + 12:
        size = int.from_bytes(data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 8 + size
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        if kind == b"IEND":
            return True
        at = end + 4
    return False


def _svg_fault(data: bytes) -> str | None:
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        line = (error.position or (1, 1))[0]
        return f" that can be read: its line {line} is not well formed"
    return None
