"""Reading a PDF back: its bytes enter; its text and the addresses of its links leave."""

from __future__ import annotations

import subprocess
from io import BytesIO

import pikepdf

LINKS = {"policy:complaints": "https://policies.example.org/hazelbrook/complaints/"}
"""Where the sample pages' links to policies lead."""


def text_of(pdf: bytes) -> str:
    """What a reader copies from the PDF, in reading order of the page."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def words(text: str) -> str:
    """The text without white space, so that line ends do not matter."""
    return "".join(text.split())


def addresses(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [a for page in opened.pages for a in page.obj.get("/Annots", pikepdf.Array())]
        return [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]
