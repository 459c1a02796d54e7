"""The seeker finds a canary in every wrapping: where it finds none, there is none."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile

import brotli
import pikepdf
import pytest

from tests.audiences.planted import _docx, _png
from tests.audiences.seeking import canaries

WORD = "zqwrenzq"


def _zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.json.gz", gzip.compress(WORD.encode()))
    return made.getvalue()


def _pdf(where: str) -> bytes:
    pdf, made = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    match where:
        case "title":
            pdf.docinfo["/Title"] = f"The {WORD}"
        case "metadata":
            with pdf.open_metadata() as metadata:
                metadata["dc:title"] = f"The {WORD}"
        case "attachment":
            pdf.attachments[f"{WORD}.txt"] = b"nothing"
        case "attached":
            pdf.attachments["file.txt"] = WORD.encode()
        case "stream":
            pdf.Root.Extra = pdf.make_indirect(pdf.make_stream(b"(zq-\nwren) Tj (zq) Tj"))
            pdf.Root.Extra.write(f"say {WORD}".encode(), filter=None)
        case "outline":
            pdf.Root.Outline = pikepdf.Dictionary(Title=WORD.encode("utf-16"))
    pdf.save(made, compress_streams=True)
    return made.getvalue()


GUISES = {
    "plain": f"the {WORD.upper()} sings".encode(),
    "gzip": gzip.compress(b"pagefind_dcd" + WORD.encode()),
    "gzip in gzip": gzip.compress(gzip.compress(WORD.encode())),
    "brotli": brotli.compress(WORD.encode()),
    "gzip in zip": _zipped(),
    "word document": _docx(WORD),
    "png metadata": _png(WORD),
    "utf-16": WORD.encode("utf-16-be"),
    "hexadecimal": b"<" + WORD.encode().hex().upper().encode() + b">",
    "percent signs": b"/" + "".join(f"%{b:02x}" for b in WORD.encode()).encode(),
    "character references": "".join(f"&#x{b:x};" for b in WORD.encode()).encode(),
    "json escapes": "".join(f"\\u{b:04x}" for b in WORD.encode()).encode(),
    "broken over lines": b"<text>zq-\n wr en zq</text>",
    **{f"base64 after {n}": base64.b64encode(b"x" * n + WORD.encode()) for n in range(4)},
    **{
        f"pdf {where}": _pdf(where)
        for where in ("title", "metadata", "attachment", "attached", "stream", "outline")
    },
}


@pytest.mark.parametrize("guise", GUISES)
def test_a_canary_is_found_in_every_guise(guise: str) -> None:
    """Packed, encoded or broken, a canary is found."""
    assert WORD in canaries("file", GUISES[guise])


@pytest.mark.parametrize("written", ["01632 960775", "tel:01632960775", "+44 1632 960775"])
def test_a_telephone_number_is_found_however_it_is_written(written: str) -> None:
    """A number is a canary too, for no word fits where a number belongs."""
    assert canaries("file", written.encode()) == {"0775"}


def test_a_name_counts() -> None:
    """A file's name is looked at like its bytes."""
    assert canaries(f"hazelbrook/{WORD}/index.html", b"") == {WORD}


def test_nothing_is_found_where_nothing_is() -> None:
    """A text without canaries has none, so that a find means something."""
    assert canaries("index.html", b"<p>Call 01632 960100, quizzically.</p>") == frozenset()
