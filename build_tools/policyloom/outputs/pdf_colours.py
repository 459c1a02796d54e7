"""Colours for print: a school's `#rrggbb` enters, a colour dark enough to read leaves.

Contrast is the WCAG 2 ratio (1 to 21); 4.5 is what level AA asks of body text.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

READABLE = 4.5
FALLBACK = "#1f2a37"
WHITE: Rgb = (255, 255, 255)


def contrast(one: str, other: str = "#ffffff") -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours.

    Raises ValueError where one is not of that form.
    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    lights = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def readable(colour: str, on: str = "#ffffff") -> str:
    """The colour itself if text in it can be read on `on`; else the first darker shade that can.

    What is not a colour gives the fallback, a near-black blue.
    """
    try:
        rgb = _rgb(colour)
    except ValueError:
        return FALLBACK
    for step in range(20):
        shade = _hex(_mix(rgb, (0, 0, 0), step / 20))
        if contrast(shade, on) >= READABLE:
            return shade
    return FALLBACK


def shown(colour: str) -> str:
    """The colour as it is, for a surface that carries no text; the fallback if it is none."""
    try:
        return _hex(_rgb(colour))
    except ValueError:
        return FALLBACK


def tint(colour: str, strength: float) -> str:
    """The colour mixed with white: `strength` 0 is white, 1 is the colour itself."""
    return _hex(_mix(WHITE, _rgb(readable(colour)), strength))


def _rgb(colour: str) -> Rgb:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    channels = (c / 255 for c in rgb)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
