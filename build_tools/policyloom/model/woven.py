"""A text with its facts found: what `render` hands to `document`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from policyloom.model.nodes import Fact

TOKEN_BASE = 0xE000
"""The first of the private-use characters that stand for facts while Markdown is parsed.

Authored files may not hold private-use characters, so a token is never mistaken for text.
"""

TOKEN_COUNT = 0x1800
_TOKEN = re.compile(f"[{chr(TOKEN_BASE)}-{chr(TOKEN_BASE + TOKEN_COUNT - 1)}]")


@dataclass(frozen=True, slots=True)
class Woven:
    """A text whose facts are tokens: the character `TOKEN_BASE + i` stands for `facts[i]`.

    `markdown` says whether the text is the trust's inline Markdown; a school's is plain.
    `fragment` says that it continues a sentence, so that its beginning takes no capital.
    """

    text: str
    facts: tuple[Fact, ...]
    markdown: bool = True
    fragment: bool = False


def plain_text(woven: Woven) -> str:
    """A text with its facts written in, for places that take plain text."""
    return fill_tokens(woven.text, lambda index: woven.facts[index].text)


def token(index: int) -> str:
    """The character that stands for the fact of that index."""
    return chr(TOKEN_BASE + index)


def fill_tokens(text: str, value: Callable[[int], str]) -> str:
    """The text with `value(i)` for the token of each fact."""
    return _TOKEN.sub(lambda found: value(ord(found[0]) - TOKEN_BASE), text)
