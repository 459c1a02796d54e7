"""A school's colours: whatever it chose, its pages can be read."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from policyloom.model.contrast import contrast
from policyloom.outputs.site_look import DARK, DARK_TINT, LIGHT, LIGHT_TINT, palette_css

HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def colours(css: str) -> list[dict[str, str]]:
    return [
        dict(part.removeprefix("--loom-").split(":") for part in body.split(";") if part)
        for _, body in RULE.findall(css)
    ]


@given(HEX, HEX)
def test_coloured_text_has_contrast_in_both_schemes(primary: str, accent: str) -> None:
    """Links, accents and white on the bar pass WCAG AA, on the page and on panels."""
    light, dark = colours(palette_css(primary, accent))
    for scheme, surfaces in ((light, (LIGHT, LIGHT_TINT)), (dark, (DARK, DARK_TINT))):
        for surface in (*surfaces, scheme["tint"]):
            assert contrast(scheme["link"], surface) >= 4.5
        assert contrast(scheme["accent"], surfaces[1]) >= 4.5
        assert contrast(scheme["edge"], surfaces[1]) >= 3
        assert contrast("#ffffff", scheme["bar"]) >= 7
        assert contrast("#ffffff", scheme["bar-deep"]) >= 7


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21; the grey #767676 is the lightest that passes on white."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert 4.5 <= contrast("#767676", "#ffffff") < 4.6


@given(st.text())
def test_only_colours_enter_css(value: str) -> None:
    """Nothing but `#rrggbb` values comes out, whatever is put in."""
    for scheme in colours(palette_css(value, value)):
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in scheme.values())
