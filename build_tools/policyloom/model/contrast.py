"""How well one colour stands out on another: two `#rrggbb` colours enter, their contrast leaves.

The ratio is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21:
level AA asks 4.5 of body text, and 3 of the edge of a control.
"""

from __future__ import annotations

WHITE = "#ffffff"
_DIGITS = frozenset("0123456789abcdefABCDEF")


def is_colour(value: str) -> bool:
    """Whether this is a colour of the form `#rrggbb`, and nothing besides."""
    return len(value) == 7 and value[0] == "#" and _DIGITS.issuperset(value[1:])


def channels(value: str) -> tuple[int, int, int]:
    """Red, green and blue, from 0 to 255. Raises ValueError for what is no `#rrggbb` colour."""
    if not is_colour(value):
        raise ValueError(f"not a colour: {value!r}")
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def contrast(one: str, other: str = WHITE) -> float:
    """The contrast ratio of two colours. Raises ValueError where one is no `#rrggbb` colour."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(value: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white), as WCAG defines it."""
    parts = (channel / 255 for channel in channels(value))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
