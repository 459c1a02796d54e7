"""Blocks that are not at hand, only known: their key enters, and they are made where somebody looks
into them.

Most of what is published around a text needs its title and its dates, and to know whether it is
the same as before. A text of which nothing has changed is then never made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from policyloom.model.nodes import Block, Blocks, keyed


class Later(Sequence[Block]):
    """The blocks of a key, which `make` makes when they are first looked into.

    They stand for the same as `Keyed` blocks of that key wherever pages are told apart.
    """

    def __init__(self, key: str, make: Callable[[], Blocks]) -> None:
        self.key, self._make = key, make
        self._made: Blocks | None = None

    @property
    def made(self) -> Blocks:
        """The blocks themselves."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, place: int) -> Block: ...

    @overload
    def __getitem__(self, place: slice) -> Blocks: ...

    def __getitem__(self, place: int | slice) -> Block | Blocks:
        return self.made[place]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Keyed({self.key})"

    def __reduce__(self) -> tuple[Callable[[Blocks, str], Blocks], tuple[Blocks, str]]:
        return keyed, (tuple(self), self.key)
