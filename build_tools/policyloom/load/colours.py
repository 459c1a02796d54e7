"""Colours that cannot be read: a school's colours enter, a finding for each leaves, with the
nearest colour that can.
"""

from __future__ import annotations

from functools import lru_cache

from policyloom.load.documents import Document
from policyloom.load.report import Report
from policyloom.model.contrast import contrast
from policyloom.schemas.schools import LookEntry

TEXT = 4.5
"""The contrast that WCAG 2.2 AA asks of text (success criterion 1.4.3)."""
_USES = {
    "primary": "White text on the header, and links on a white page,",
    "accent": "Accents and marked text on a white page",
}
_STEPS = 20
"""Halvings of the lightness: finer than a step of `#rrggbb`."""


def check_colours(document: Document, entry: LookEntry, report: Report) -> None:
    """Warn of each colour that text could not be read in, on white or as white on it."""
    for key, use in _USES.items():
        value: str | None = getattr(entry, key)
        if value is None or contrast(value) >= TEXT:
            continue
        report.warning(
            "low-contrast",
            document.place(("look", key)),
            f"{key}: '{value}' has a contrast of {_ratio(value)} with white; text needs {TEXT}.",
            f"{use} would be hard to read, so the site and the PDFs use a darker colour instead.",
            f'Write "{nearest_readable(value)}", the nearest colour of the same hue that passes.',
        )


def _ratio(value: str) -> str:
    """Cut and not rounded, so that 4.49 is never told as 4.5."""
    return f"{int(contrast(value) * 10) / 10:.1f} to 1"


@lru_cache(maxsize=256)
def nearest_readable(value: str) -> str:
    """The nearest `#rrggbb` colour that has a contrast of 4.5 with white.

    Hue stays; lightness changes as little as it can, in OKLCH, where equal steps look equal
    (https://www.w3.org/TR/css-color-4/#ok-lab).
    """
    dark, light = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (dark + light) / 2
        if contrast(_at(value, middle)) >= TEXT:
            dark = middle
        else:
            light = middle
    return _at(value, dark)


def _at(value: str, share: float) -> str:
    """The colour with that share of its lightness, brought back to what a screen can show."""
    from coloraide import Color  # seldom needed, and slow to import

    made = Color(value).convert("oklch")
    made.set("lightness", lambda lightness: lightness * share)
    return made.convert("srgb").fit(method="oklch-chroma").to_string(hex=True)
