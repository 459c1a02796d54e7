"""Text for a terminal, in lines. A text and a width enter, lines leave."""

from __future__ import annotations

import textwrap

NARROWEST = 40


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines of at most `width` characters, those after the first two further in."""
    return textwrap.wrap(
        text,
        max(width, NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
