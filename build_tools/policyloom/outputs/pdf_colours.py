"""Colours for print: a school's `#rrggbb` enters, a colour dark enough to read leaves.

Dark enough is a contrast of 4.5, which WCAG's level AA asks of body text.
"""

from __future__ import annotations

from typing import TypeAlias

from policyloom.model.contrast import channels, contrast

Rgb: TypeAlias = tuple[int, int, int]

READABLE = 4.5
FALLBACK = "#1f2a37"
WHITE: Rgb = (255, 255, 255)


def readable(colour: str, on: str = "#ffffff") -> str:
    """The colour itself if text in it can be read on `on`; else the first darker shade that can.

    What is not a colour gives the fallback, a near-black blue.
    """
    try:
        rgb = channels(colour)
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
        return _hex(channels(colour))
    except ValueError:
        return FALLBACK


def tint(colour: str, strength: float) -> str:
    """The colour mixed with white: `strength` 0 is white, 1 is the colour itself."""
    return _hex(_mix(WHITE, channels(readable(colour)), strength))


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
