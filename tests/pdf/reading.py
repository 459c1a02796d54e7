"""Reading a PDF back: its bytes enter; its text and the addresses of its links leave."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pypdf import PdfReader

LINKS = {"policy:complaints": "https://policies.example.org/hazelbrook/complaints/"}
"""Where the sample pages' links to policies lead."""


def text_of(pdf: bytes) -> str:
    """What a reader copies from the PDF, in reading order, pages parted by form feeds."""
    return "\f".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def words(text: str) -> str:
    """The text without white space, so that line ends do not matter."""
    return "".join(text.split())


def addresses(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [a for page in opened.pages for a in page.obj.get("/Annots", pikepdf.Array())]
        return [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]
