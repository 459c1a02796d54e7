"""Whether an attached file is what its name says and may be given to readers. Bytes enter; a fault,
or nothing, leaves.

A file is judged by its bytes: no name is believed. What could run, fetch or not be opened on the
reader's machine is refused. Only small parts of an archive are unpacked, each up to a limit.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from policyloom.load.plain import Fault
from policyloom.model.attached import Form

NAMES = {Form.PDF: "PDF", Form.WORD: "Word document (.docx)", Form.ODT: "OpenDocument text (.odt)"}
PARTS = 20_000
"""How many parts an archive may have; a long document has some hundreds."""
PART_LIMIT = 64 * 1024 * 1024
"""How much of one part is unpacked, in bytes."""

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MACROS = re.compile(
    r"(?:.*/)?(?:vbaproject\.bin|vbadata\.xml)|word/activex/.*|(?:basic|scripts)/.+"
)
_TEMPLATE = re.compile(rb"<Relationship\b[^>]{0,2000}/attachedTemplate[\"'][^>]{0,2000}>")
_ELSEWHERE = re.compile(rb"Target=[\"'](?:https?:|ftp:|\\\\|file://[^/])", re.IGNORECASE)
_TRACKED = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo)\s[^>]{0,2000}w:author=|<text:changed-region\b"
)
_REFUSED_ARCHIVE = (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error)

_OPENS = "Whoever opens it would have to trust a program, or would be turned away."
_LOCKED = Fault(
    "attached-locked",
    0,
    "The file is locked with a password.",
    "Readers could not open it, and a screen reader may be kept out of it.",
    "Save it again without a password.",
)
_PROGRAM = Fault(
    "attached-macros",
    0,
    "The file holds a program (macros, scripts or controls).",
    "It would run on readers' machines.",
    "Save it as a plain .docx, .odt or PDF without macros.",
)


def fault_of(data: bytes, form: Form) -> Fault | None:
    """Why a file may not be published as a file of this form; None where it may."""
    try:
        if form is Form.PDF and _is_pdf(data):
            return _pdf_fault(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive_fault(archive, form)
    except _REFUSED_ARCHIVE:
        return _other_form(data, form)


def leftovers(data: bytes, form: Form) -> Fault | None:
    """Comments or tracked changes that a word processor's file still holds, for readers to see."""
    if form is Form.PDF:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            comments = "word/comments.xml" in names
            body = _part(archive, "word/document.xml" if form is Form.WORD else "content.xml")
    except (*_REFUSED_ARCHIVE, KeyError):
        return None
    comments = comments or b"<office:annotation" in body
    if not (comments or _TRACKED.search(body)):
        return None
    what = "comments" if comments else "tracked changes"
    return Fault(
        "attached-leftovers",
        0,
        f"The file still holds {what}.",
        "Whoever opens it can read them.",
        "Accept or reject every change, delete the comments, and save it again.",
    )


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _other_form(data: bytes, form: Form) -> Fault:
    """What a file is that is not what its name says."""
    if data.startswith(_OLD_WORD):
        if form is Form.PDF:
            what = "This is an old Word document, whatever its name says."
        else:
            what = "This is an old Word document (.doc), or one that is locked with a password."
        fix = "Open it in Word and save it as .docx without a password, or as PDF."
        return Fault("attached-form", 0, what, _OPENS, fix)
    if _is_pdf(data):
        return _named_wrongly("a PDF", "pdf")
    return Fault(
        "attached-form",
        0,
        f"This is no {NAMES[form]}, or it is damaged.",
        "Readers could not open it.",
        "Save it again from the program that it was written with.",
    )


def _named_wrongly(noun: str, ending: str) -> Fault:
    return Fault(
        "attached-form",
        0,
        f"This is {noun}, whatever its name says.",
        "Readers' machines go by the name and could not open it.",
        f"Let its name end in .{ending}.",
    )


def _archive_fault(archive: zipfile.ZipFile, form: Form) -> Fault | None:
    names = {info.filename for info in archive.infolist()}
    if len(names) > PARTS:
        raise ValueError("too many parts for a document")
    found = _form_of(archive, names)
    if found is None:
        raise ValueError("no document")
    if found is not form:
        noun = {Form.WORD: "a Word document", Form.ODT: "an OpenDocument text"}[found]
        return _named_wrongly(noun, found)
    return _word_fault(archive, names) if form is Form.WORD else _odt_fault(archive, names)


def _form_of(archive: zipfile.ZipFile, names: set[str]) -> Form | None:
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return Form.WORD
    if "mimetype" in names and _part(archive, "mimetype").strip() == _ODT_TYPE:
        return Form.ODT
    return None


def _runs(names: set[str]) -> bool:
    return any(_MACROS.fullmatch(name.lower()) for name in names)


def _word_fault(archive: zipfile.ZipFile, names: set[str]) -> Fault | None:
    if _runs(names) or b"macroEnabled" in _part(archive, "[Content_Types].xml"):
        return _PROGRAM
    settings = "word/_rels/settings.xml.rels"
    if settings not in names:
        return None
    template = _TEMPLATE.search(_part(archive, settings))
    if template is None or not _ELSEWHERE.search(template[0]):
        return None
    return Fault(
        "attached-fetches",
        0,
        "The file fetches its template from another machine as soon as it is opened.",
        "It tells that machine who reads it, and could bring a program with it.",
        "In Word, take its template away (Developer, Document Template), and save it again.",
    )


def _odt_fault(archive: zipfile.ZipFile, names: set[str]) -> Fault | None:
    if _runs(names):
        return _PROGRAM
    manifest = "META-INF/manifest.xml"
    locked = manifest in names and b"encryption-data" in _part(archive, manifest)
    return _LOCKED if locked else None


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(PART_LIMIT)


def _pdf_fault(data: bytes) -> Fault | None:
    import pikepdf  # a tenth of a second that a trust without attached files need not wait

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                return _LOCKED
            if not len(pdf.pages):
                return _other_form(b"", Form.PDF)
            return _PROGRAM if _pdf_runs(pdf.Root) else None
    except pikepdf.PasswordError:
        return _LOCKED
    except (pikepdf.PdfError, *_REFUSED_ARCHIVE, KeyError, TypeError, AttributeError):
        return _other_form(b"", Form.PDF)


def _pdf_runs(root: Any) -> bool:
    """Whether opening the document, or its catalogue's events, would run or start anything."""
    from pikepdf import Dictionary

    action, names = root.get("/OpenAction"), root.get("/Names")
    kind = action.get("/S") if isinstance(action, Dictionary) else None
    named = isinstance(names, Dictionary) and "/JavaScript" in names
    return named or "/AA" in root or str(kind) in ("/JavaScript", "/Launch")
