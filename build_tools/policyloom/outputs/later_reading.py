"""A reading of which only the names are at hand. In: its key and names; out: a Reading that is made
when somebody looks into it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from policyloom.outputs.site_life import Reading


@dataclass(frozen=True, slots=True)
class Known:
    """What is at hand of a reading: its `key`, and the names by which it is spoken of."""

    key: str
    name: str
    words: str
    folder: str


class LaterReading(Reading):
    """A reading that `make` makes, once. It stands for the same where readings are told apart."""

    __slots__ = ("known", "make")
    known: Known
    make: Callable[[], Reading]

    def __getattr__(self, name: str) -> Any:
        """A field that is not there yet: all of them are brought."""
        if name not in _FIELDS:
            raise AttributeError(name)
        made = self.make()
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(made, field))
        return getattr(made, name)

    def __repr__(self) -> str:
        return f"Reading({self.known.key})"


_FIELDS = tuple(field.name for field in fields(Reading))


def known_of(reading: Reading) -> Known:
    """What is to be at hand of a reading."""
    if isinstance(reading, LaterReading):
        return reading.known
    return Known(reading.key, reading.name, reading.words, reading.folder)


def later_reading(known: Known, make: Callable[[], Reading]) -> Reading:
    """A reading of which this is known."""
    reading = object.__new__(LaterReading)
    given = {"known": known, "make": make}
    given |= {name: getattr(known, name) for name in ("name", "words", "folder")}
    for name, value in given.items():
        object.__setattr__(reading, name, value)
    return reading
