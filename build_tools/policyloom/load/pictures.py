"""Pictures that are published as they are: files enter, the names of those that exist leave."""

from __future__ import annotations

import re
from pathlib import Path

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
    if not (data.startswith(sign) if sign else b"<svg" in data):
        report.error(
            "bad-picture",
            place,
            f"'{folder.name(path)}' is no {path.suffix} picture.",
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
