"""How a text's first letter is written. Words enter, the same words leave."""

from __future__ import annotations


def capital(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text as it goes on within a sentence."""
    return text[:1].lower() + text[1:]
