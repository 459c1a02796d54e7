"""The QR code in a PDF: an address enters, an SVG that a telephone's camera reads leaves.

The same address gives the same picture (ISO/IEC 18004; error correction M, which bears a fold or
a stain on about a seventh of it).
"""

from __future__ import annotations

from io import BytesIO

import segno

QUIET = 4
"""How many modules of white the standard asks for around the code; they are in the picture."""


def copy_mark(url: str) -> bytes:
    """The QR code of an address, with its white border, one unit a module."""
    made = segno.make_qr(url, error="m", boost_error=False)
    drawn = BytesIO()
    made.save(drawn, kind="svg", border=QUIET, xmldecl=False, light="#fff")
    return drawn.getvalue()
