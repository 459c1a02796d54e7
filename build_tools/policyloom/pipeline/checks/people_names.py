"""How names of people are recognised in English. In: a name; out: patterns, bare names."""

from __future__ import annotations

import re

TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Revd|Sir|Dame)\.?"
_WORD = r"[A-Z][^\W\d_]*(?:[’'-][A-Z]?[^\W\d_]+)*"
NAME = rf"(?:{TITLE} {_WORD}(?: {_WORD}){{0,2}}|{_WORD}(?: {_WORD}){{1,2}})"
"""A title and at least one name, or two or three names."""

_TITLES = re.compile(rf"(?:{TITLE} )+")


def bare_name(name: str) -> str:
    """A name without titles: texts may give the same person with and without."""
    return _TITLES.sub("", name, count=1) if _TITLES.match(name) else name


def is_full(name: str) -> bool:
    """Whether a name has two parts or more: "the IT service desk" and "Reyes" have not."""
    return sum(word[:1].isupper() for word in name.split()) > 1
