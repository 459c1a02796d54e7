"""Anything that programs know, as bytes and back. In: frozen dataclasses and what holds them.

The standard way asks each dataclass for its state and hands it over field by field. Here one is
called with its fields, as whoever made it did: it is there again in a third of the time.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


class Packer(pickle.Pickler):
    """Writes dataclasses by their fields, in order."""

    def reducer_override(self, obj: Any) -> Any:
        """What makes the object again; what is no plain dataclass is left to the standard way."""
        kind: type[Any] = type(obj)
        names = _names(kind) if is_dataclass(kind) else None
        return NotImplemented if names is None else (kind, tuple(getattr(obj, n) for n in names))


def pack(known: object, packer: type[Packer] = Packer) -> bytes:
    """The bytes of it, for what unpickles those of such a packer."""
    packed = io.BytesIO()
    packer(packed, pickle.HIGHEST_PROTOCOL).dump(known)
    return packed.getvalue()


@cache
def _names(kind: type[Any]) -> tuple[str, ...] | None:
    """A dataclass's fields, where calling it with them, one by one, makes the same again."""
    plain = all(field.init and not field.kw_only for field in fields(kind))
    own = "__reduce__" in vars(kind) or "__post_init__" in dir(kind)
    return tuple(field.name for field in fields(kind)) if plain and not own else None
