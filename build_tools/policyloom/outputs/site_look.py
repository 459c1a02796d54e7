"""A school's two colours become a palette that can be read: hex colours enter, CSS leaves.

Text needs a contrast of 4.5, the edge of a control 3. Every colour that carries text is darkened
or lightened until it has more than that against the surface on which it stands, whatever a school
chose.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from functools import lru_cache

from policyloom.model.contrast import channels, contrast, is_colour

Rgb = tuple[float, float, float]

LIGHT, LIGHT_TINT = "#ffffff", "#f1f3f6"
"""The page and its panels in the light scheme (site.css has the same)."""
DARK, DARK_TINT = "#14181f", "#222833"
"""The page and its panels in the dark scheme (site.css has the same)."""
FALLBACK = "#1f3a5f"
TEXT = 5.2
"""Contrast asked of coloured text: 4.5 with room for tints beneath it."""


@lru_cache(maxsize=64)
def palette_css(primary: str, accent: str) -> str:
    """CSS custom properties for both colour schemes, made from `#rrggbb` colours.

    A colour of any other form is replaced by a plain blue, so that nothing else can enter CSS.
    """
    main, second = _rgb(primary), _rgb(accent)
    bar = _until(main, LIGHT, 7.0, darker=True)
    light = {
        "bar": bar,
        "bar-deep": _shift(bar, -0.08),
        "link": _until(main, LIGHT_TINT, TEXT, darker=True),
        "accent": _until(second, LIGHT_TINT, TEXT, darker=True),
        "tint": _mix(main, LIGHT, 0.07),
        "edge": _until(second, LIGHT_TINT, 3.1, darker=True),
    }
    dark = {
        "bar": _until(main, LIGHT, 10.5, darker=True),
        "bar-deep": _until(main, LIGHT, 13.0, darker=True),
        "link": _until(main, DARK_TINT, TEXT, darker=False),
        "accent": _until(second, DARK_TINT, TEXT, darker=False),
        "tint": _mix(main, DARK, 0.18),
        "edge": _until(second, DARK_TINT, 3.1, darker=False),
    }
    return _rule(":root", light) + _rule('[data-md-color-scheme="slate"]', dark)


def colour(value: str) -> str:
    """The colour itself if it is `#rrggbb`, else a plain blue: nothing else can enter CSS."""
    return value if is_colour(value) else FALLBACK


def _rule(selector: str, colours: dict[str, Rgb]) -> str:
    body = "".join(f"--loom-{name}:{_hex(rgb)};" for name, rgb in colours.items())
    return f"{selector}{{{body}}}"


def _rgb(value: str) -> Rgb:
    red, green, blue = (channel / 255 for channel in channels(colour(value)))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _until(rgb: Rgb, surface: str, ratio: float, *, darker: bool) -> Rgb:
    """The colour, no darker (or lighter) than it must be to stand out on the surface."""
    return next(c for c in _steps(rgb, darker) if contrast(_hex(c), surface) >= ratio)


def _steps(rgb: Rgb, darker: bool) -> Iterator[Rgb]:
    yield rgb
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    for step in range(1, 101):
        share = step / 100
        new = light * (1 - share) if darker else light + (1 - light) * share
        yield colorsys.hls_to_rgb(hue, new, saturation)


def _shift(rgb: Rgb, by: float) -> Rgb:
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    return colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light + by)), saturation)


def _mix(rgb: Rgb, surface: str, share: float) -> Rgb:
    under = _rgb(surface)
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(rgb, under, strict=True))
    return red, green, blue
