"""A text with its facts found: what `render` hands to `document`."""

from __future__ import annotations

from dataclasses import dataclass

from policyloom.model.nodes import Fact

TOKEN_BASE = 0xE000
"""The first of the private-use characters that stand for facts while Markdown is parsed.

Authored files may not hold private-use characters, so a token is never mistaken for text.
"""

TOKEN_COUNT = 0x1800


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
    return "".join(
        char if (index := token_index(char)) is None else woven.facts[index].text
        for char in woven.text
    )


def token(index: int) -> str:
    """The character that stands for the fact of that index."""
    return chr(TOKEN_BASE + index)


def token_index(char: str) -> int | None:
    """The index that a character stands for, or None where it is text."""
    index = ord(char) - TOKEN_BASE
    return index if 0 <= index < TOKEN_COUNT else None
