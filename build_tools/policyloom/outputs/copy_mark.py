"""The QR code in a PDF: an address enters, an SVG that a telephone's camera reads leaves.

The same address gives the same picture (ISO/IEC 18004; error correction M, which bears a fold or
a stain on about a seventh of it).
"""

from __future__ import annotations

import zxingcpp

LEVEL = "M"


def copy_mark(url: str) -> bytes:
    """The QR code of an address, with the white border that the standard asks for, one unit a
    module."""
    made = zxingcpp.create_barcode(url, zxingcpp.QRCode, ec_level=LEVEL)
    return made.to_svg(add_quiet_zones=True).encode()
