"""The colour that a finding suggests can be read, and is as near as it can be."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policyloom.load.colours import TEXT, nearest_readable
from policyloom.model.contrast import channels, contrast

HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(HEX)
def test_the_suggestion_passes_and_is_hardly_darker_than_it_must_be(value: str) -> None:
    """Whatever colour cannot be read, the suggested one has 4.5 and no more than a little over."""
    assume(contrast(value) < TEXT)
    assert TEXT <= contrast(nearest_readable(value)) < TEXT + 0.2


@pytest.mark.parametrize("value", ["#ffd400", "#7cb342", "#00bcd4", "#ff8800"])
def test_the_hue_stays(value: str) -> None:
    """A school's yellow stays a yellow: its hue moves by less than a tenth of the circle."""
    first, second = (_hue(colour) for colour in (value, nearest_readable(value)))
    assert abs(first - second) < 0.1


def _hue(value: str) -> float:
    red, green, blue = (channel / 255 for channel in channels(value))
    return colorsys.rgb_to_hls(red, green, blue)[0]
