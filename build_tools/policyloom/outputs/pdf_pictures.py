"""Pictures as the typesetter takes them: a file's bytes enter, an SVG picture leaves.

Typst is given its files as bytes, and takes only those that are UTF-8; a PNG or JPEG picture is
therefore handed over inside an SVG, which keeps every point of it and its size.
"""

from __future__ import annotations

from base64 import b64encode

_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def as_svg(data: bytes) -> bytes:
    """The picture itself if it is SVG; one of points inside an SVG."""
    kind = next((kind for start, kind in _TYPES.items() if data.startswith(start)), "")
    if not kind:
        return data
    points = b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:{kind};base64,{points}"/></svg>'
    ).encode("ascii")
