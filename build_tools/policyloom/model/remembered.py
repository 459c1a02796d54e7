"""What was made of a text, kept for as long as the text is the same.

A function that is `remembered` is pure, and is called once for the same arguments: in this process,
and in later ones where what it gave is kept between builds (`pipeline.memory`).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec, TypeAlias, TypeVar

from policyloom.model.packing import pack

P = ParamSpec("P")
T = TypeVar("T")
Key: TypeAlias = tuple[str, bytes]
"""A function's name, and the digest of its arguments."""
Memory: TypeAlias = dict[Key, Any]

_MISSING = object()
_known: Memory = {}
_used: set[Key] = set()
_once: set[Key] = set()
_common: set[Key] = set()
"""What was used for one piece of work (see `keep_common`), and for more than one."""


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """The function, called once for the same arguments. What it raises is not remembered; what it
    gives is never to be changed."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def found(*args: P.args, **named: P.kwargs) -> T:
        return remembered_as(name, (args, sorted(named.items())), lambda: make(*args, **named))

    return found


def remembered_as(name: str, made_of: object, make: Callable[[], T]) -> T:
    """What `make` gives, called once for the same of all that it depends on, as `repr` tells it."""
    key = (name, blake2b(repr(made_of).encode(), digest_size=16).digest())
    _used.add(key)
    value = _known.get(key, _MISSING)
    if value is _MISSING:
        value = _known[key] = make()
    found: T = value
    return found


def remembered_apart(make: Callable[P, T]) -> Callable[P, T]:
    """As `remembered`, for what is changed by those who get it: each gets a copy of its own."""
    packed = remembered(wraps(make)(lambda *args, **named: pack(make(*args, **named))))

    @wraps(make)
    def found(*args: P.args, **named: P.kwargs) -> T:
        return pickle.loads(packed(*args, **named))  # type: ignore[no-any-return]

    return found


def recall(memory: Mapping[Key, Any]) -> None:
    """Take over what another process has made."""
    for key, value in memory.items():
        _known.setdefault(key, value)


def keep_common(used: Set[Key], besides: Set[Key]) -> None:
    """Let go of what this process knows and was `used` for one piece of work alone, an earlier
    one, but for what is kept `besides`. What this piece used may be used again by the next."""
    _common.update(_once.intersection(used))
    _once.update(used)
    for key in _known.keys() - used - besides - _common:
        del _known[key]


def forget() -> None:
    """Let go of all that this process knows."""
    for kept in (_known, _used, _once, _common):
        kept.clear()


@contextmanager
def remembering() -> Iterator[Memory]:
    """What is made or asked for again within the block: complete when it ends."""
    before, memory = set(_used), Memory()
    _used.clear()
    try:
        yield memory
    finally:
        memory.update((key, _known[key]) for key in _used if key in _known)
        _used.update(before)
