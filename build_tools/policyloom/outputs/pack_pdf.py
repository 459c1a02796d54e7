"""The governors' pack on paper: a `Pack` enters; the bytes of a tagged, archival PDF leave.

The layout is `templates/layouts/pack.typ`, which takes its look from `policy.typ` beside it. What
it prints reaches it as JSON, so that no text of a school is ever read as markup. It is made to the
same standards as a policy's PDF.
"""

from __future__ import annotations

from policyloom.outputs.pack import Pack
from policyloom.outputs.pack_json import pack_json, row_headed
from policyloom.outputs.pdf import PdfError, PdfMaker, _bytes, _virtual, _virtual_name
from policyloom.outputs.pdf_tags import mark_row_headers

LAYOUT = "templates/layouts/pack.typ"


class PackMaker(PdfMaker):
    """Makes packs for the trust whose files are under `root`. One thread at a time."""

    def make_pack(self, pack: Pack) -> bytes:
        """The pack's PDF: the same bytes for the same pack. Raises PdfError."""
        page = pack.matters[0].page
        data = pack_json(pack)
        files = self._images(page, data)
        try:
            layout = (self.root / LAYOUT).read_bytes()
        except OSError as error:
            raise PdfError(pack.school, f"{LAYOUT} cannot be read: {error.strerror}") from error
        source = {
            "main.typ": layout,
            "policy.typ": self._layout(page),
            "data.json": _bytes(data | _virtual(data, files)),
        }
        for name, content in files.items():
            source[_virtual_name(name)] = content
        plain = self._typeset(page, source, data["pack"]["date"])
        try:
            return mark_row_headers(plain, row_headed(data))
        except ValueError as error:
            raise PdfError(pack.school, str(error)) from error
