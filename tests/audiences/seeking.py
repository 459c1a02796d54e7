"""Looks for canaries in files, however they are wrapped. In: a file's name and bytes; out: the
canaries that it holds.

A canary is a made-up word between `zq` and `zq`, which stands nowhere else, or a telephone number
of the range 01632 960770 to 960779. It is found in any case, and in every guise that a published
file may give it: packed by gzip, zip, brotli or PDF filters, in a picture's metadata, as UTF-16,
base64, hexadecimal, percent signs, character references or JSON escapes, and broken over lines.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import brotli
import pikepdf
import pypdf

WORD = re.compile(rb"zq[a-z]+?zq")
PHONE = re.compile(rb"(?:0|\+44)1632(?:%20)?96077\d")
_SPACE = re.compile(rb"[\s\xad-]+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}\s?){6,}")
_ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})")
_DEEPEST = 5
_FONT = b"wOF2"


def canaries(name: str, data: bytes) -> frozenset[str]:
    """Every canary in a file's name or its bytes, in small letters."""
    found: set[str] = set()
    for view in (name.encode(), *_unpacked(data, 0)):
        for guise in _guises(view):
            found |= _plain(guise)
    return frozenset(found)


def _plain(data: bytes) -> set[str]:
    low = data.lower()
    found = {match.decode() for match in WORD.findall(low)}
    if b"1632" in low or b"zq" in low:
        joined = _SPACE.sub(b"", low)
        found |= {match.decode() for match in WORD.findall(joined)}
        found |= {match[-4:].decode() for match in PHONE.findall(joined)}
    return found


def _guises(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, and as they read under each of the ways to write them."""
    yield data
    if b"\x00" in data:
        yield data.replace(b"\x00", b"")
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"\\u" in data:
        yield _ESCAPE.sub(lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data)
    if b"&#" in data:
        yield html.unescape(data.decode("utf-8", "replace")).encode()
    yield b"\n".join(_decoded(data))


def _decoded(data: bytes) -> Iterator[bytes]:
    for run in _BASE64.findall(data):
        plain = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            part = plain[start:]
            yield base64.b64decode(part + b"A" * (-len(part) % 4))
    for run in _HEX.findall(data):
        yield binascii.unhexlify(re.sub(rb"\s", b"", run))


def _unpacked(data: bytes, depth: int) -> Iterator[bytes]:
    """The bytes, and those of everything that is packed in them."""
    yield data
    if depth == _DEEPEST:
        return
    for inner in _inside(data):
        yield from _unpacked(inner, depth + 1)


def _inside(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode() + b"\n" + entry.comment
                yield archive.read(entry)
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif data.startswith(b"\x89PNG"):
        yield from _png(data)
    elif data.startswith(_FONT):
        length = struct.unpack(">I", data[20:24])[0]
        table = 48
        yield data[table : table + length]
    else:
        try:
            yield brotli.decompress(data)
        except brotli.error:
            return


def _pdf(data: bytes) -> Iterator[bytes]:
    """Every object of a PDF with its streams unpacked, and its text as a reader sees it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                yield _stream(item)
            yield from _strings(item)
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text().encode()


def _stream(item: pikepdf.Stream) -> bytes:
    try:
        return bytes(item.read_bytes())
    except pikepdf.PdfError:
        return bytes(item.read_raw_bytes())


def _strings(item: pikepdf.Object, depth: int = 0) -> Iterator[bytes]:
    """The names and strings of an object; others that it refers to are looked at by themselves."""
    if depth and item.is_indirect:
        return
    match item:
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key in item.keys():  # noqa: SIM118 - pikepdf's objects iterate otherwise
                yield str(key).encode()
                value = item.get(key)
                if isinstance(value, pikepdf.Object):
                    yield from _strings(value, depth + 1)
        case pikepdf.Array():
            for value in item:
                if isinstance(value, pikepdf.Object):
                    yield from _strings(value, depth + 1)
        case pikepdf.String():
            yield bytes(item) + b"\n" + str(item).encode()
        case pikepdf.Name():
            yield str(item).encode()


def _png(data: bytes) -> Iterator[bytes]:
    """The texts of a picture's metadata."""
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"eXIf"):
            yield body
        elif kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield body
            packed = re.search(rb"\x78[\x01\x5e\x9c\xda].*", body, re.DOTALL)
            if packed:
                yield zlib.decompressobj().decompress(packed[0])
        at += length + 12
