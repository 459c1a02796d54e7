"""PDFs: a `Page` enters; the bytes of a tagged, archival, accessible PDF leave.

The layout is `templates/layouts/policy.typ`; the page reaches it as JSON, so no text of a school
is ever read as markup. Both PDF/A-2a and PDF/UA-1 are asked of Typst, and its warnings are errors.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from policyloom.model.pages import Page
from policyloom.outputs.copy_mark import copy_mark
from policyloom.outputs.glyphs import font_characters, missing_glyphs
from policyloom.outputs.pdf_json import images, page_json, row_headed
from policyloom.outputs.pdf_pictures import as_svg
from policyloom.outputs.pdf_tags import mark_row_headers

LAYOUT = "templates/layouts/policy.typ"
FONTS = "site_overrides/assets/fonts"
IMAGES = "templates/assets"
"""Where the trust keeps the images of its clauses, under its root."""
COPY_MARK = "images/copy.svg"
STANDARDS = ("a-2a", "ua-1")

_POINTED = re.compile(r"┌─ (\S+?):(\d+):(\d+)")

_MAKERS = ("pdf.py", "pdf_tags.py", "pdf_pictures.py", "copy_mark.py")
"""The modules that make a PDF of a page's data: they are part of every key, as Typst is."""


class PdfError(Exception):
    """A page that could not be made into a PDF.

    `page` is `<school>/<policy>`; `reason` is what went wrong; `hints` are the typesetter's, and
    so is `where`: the file that it was reading (`main.typ` is the layout), line and column.
    """

    def __init__(
        self,
        page: str,
        reason: str,
        hints: Iterable[str] = (),
        where: tuple[str, int, int] = ("", 1, 1),
    ) -> None:
        self.where = where
        self.page = page
        self.reason = reason
        self.hints = tuple(hints)
        super().__init__(". ".join([f"{page}: {reason}", *self.hints]))


class PdfMaker:
    """Makes PDFs for the trust whose files are under `root`.

    The layout and the fonts are read when the first PDF is made and kept. One thread at a time.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self, page: Page, links: Mapping[str, str]) -> bytes:
        """The page's PDF: the same bytes for the same page, on any day and in any process.

        `links` gives the absolute address of each `policy:<id>`; where one is missing, the
        link's words are printed without it. Raises PdfError.
        """
        return self.make_from(page, page_json(page, links))

    def make_from(self, page: Page, data: Mapping[str, Any]) -> bytes:
        """A PDF of data for the layout; `page` says whose it is. Raises PdfError."""
        files = self._images(page, data)
        source = {
            "main.typ": self._layout(page),
            "data.json": _bytes({**data, **_virtual(data, files)}),
        }
        for name, content in files.items():
            source[_virtual_name(name)] = content
        if data.get("copy"):
            source[COPY_MARK] = copy_mark(data["copy"]["url"])
        plain = self._typeset(page, source, data["date"])
        try:
            return mark_row_headers(plain, row_headed(data))
        except ValueError as error:
            raise PdfError(_name(page), str(error)) from error

    def key(self, page: Page, data: Mapping[str, Any]) -> str:
        """A hash of everything that a PDF of this data is made of. Raises PdfError."""
        parts = [self.version().encode(), _bytes(data)]
        for name, content in self._images(page, data).items():
            parts += [name.encode(), content]
        return _digest(parts)

    def version(self) -> str:
        """A hash of what all PDFs are made with: layout, fonts, Typst and the modules here.

        Raises OSError where the layout or a font cannot be read.
        """
        return self._version

    def missing_glyphs(self, page: Page) -> list[tuple[str, str]]:
        """The page's characters that the fonts lack, each with where it stands (see `glyphs`)."""
        return missing_glyphs(page, font_characters(self.root / FONTS))

    @cached_property
    def _version(self) -> str:
        programs = map(installed, ("typst", "pikepdf", "zxing-cpp"))
        makers = (Path(__file__).with_name(name) for name in _MAKERS)
        fonts = sorted((self.root / FONTS).glob("*.ttf"))
        files = [self.root / LAYOUT, *fonts, *makers]
        return _digest([*(p.encode() for p in programs), *(file.read_bytes() for file in files)])

    @cached_property
    def _compiler(self) -> Any:
        import typst

        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[self.root / FONTS],
        )
        return typst.Compiler(font_paths=fonts)

    @cached_property
    def _layout_bytes(self) -> bytes:
        return (self.root / LAYOUT).read_bytes()

    def _layout(self, page: Page) -> bytes:
        try:
            return self._layout_bytes
        except OSError as error:
            raise PdfError(_name(page), f"{LAYOUT} cannot be read: {error.strerror}") from error

    def _images(self, page: Page, data: Mapping[str, Any]) -> dict[str, bytes]:
        """The bytes of the logo and of the text's images, by their path from the root."""
        names = [f"{IMAGES}/{source}" for source in images(data)]
        logo = [data["logo"]] if data["logo"] else []
        return {name: self._image(page, name) for name in [*logo, *names]}

    def _image(self, page: Page, name: str) -> bytes:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise PdfError(_name(page), f"the image {name} is not one of the trust's files")
        try:
            return as_svg(path.read_bytes())
        except OSError as error:
            raise PdfError(_name(page), f"{name} cannot be read: {error.strerror}") from error

    def _typeset(self, page: Page, source: dict[str, bytes], date: tuple[int, ...]) -> bytes:
        import typst

        year, month, day = date
        stamp = datetime.datetime(year, month, day, tzinfo=datetime.UTC)
        try:
            made, warnings = self._compiler.compile_with_warnings(
                input=source, format="pdf", pdf_standards=list(STANDARDS), timestamp=stamp
            )
        except typst.TypstError as error:
            where = _where(error.diagnostic)
            raise PdfError(_name(page), error.message, error.hints, where) from error
        if warnings:
            where = _where(warnings[0].diagnostic)
            raise PdfError(_name(page), warnings[0].message, warnings[0].hints, where)
        return bytes(made)


def _where(diagnostic: str) -> tuple[str, int, int]:
    """The place that the typesetter's picture of a fault points at; it counts columns from 0."""
    found = _POINTED.search(diagnostic)
    return (found[1], int(found[2]), int(found[3]) + 1) if found else ("", 1, 1)


def _virtual(data: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The names under which the layout finds the images."""
    named = {name.removeprefix(f"{IMAGES}/"): "/" + _virtual_name(name) for name in files}
    logo = "/" + _virtual_name(data["logo"]) if data["logo"] else ""
    return {"logo": logo, "images": named}


def _virtual_name(name: str) -> str:
    """A name that needs no care: the path's hash (see `as_svg`)."""
    return f"images/{hashlib.sha256(name.encode()).hexdigest()[:16]}.svg"


def _bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _digest(parts: Iterable[bytes]) -> str:
    """One hash of several byte strings, each with its length, so that none runs into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _name(page: Page) -> str:
    return f"{page.school}/{page.policy}"
