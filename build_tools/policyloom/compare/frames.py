"""What differs about a part besides its words: level, readers, number.

In: matched units. Out: changes in the ledger.
"""

from __future__ import annotations

from policyloom.compare.ledger import Ledger
from policyloom.compare.units import Unit
from policyloom.model.nodes import SectionBlock

STYLES = {
    "bullet": "bullets",
    "decimal": "numbers",
    "roman": "Roman numbers",
    "letters": "letters",
}
"""How a list's items are marked, in words."""


class Frames:
    """Finds such differences for one redline. `moving` are the ids of units that have moved."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.moving: set[int] = set()
        self.renumbering: dict[tuple[int, type], int] = {}

    def frame(self, old: Unit, new: Unit) -> int:
        """What differs about a section besides its words: its level, its readers, its number."""
        was, now = old.node, new.node
        assert isinstance(was, SectionBlock) and isinstance(now, SectionBlock)
        if was.level != now.level:
            note = f"Heading level {now.level}; it was level {was.level}"
            return self.ledger.shape(new, note, str(was.level), str(now.level))
        if (was.audience, was.kind) != (now.audience, now.kind):
            readers = now.audience or "everyone who may read the policy"
            note = f"For {readers}; it was for {was.audience or 'everyone'}"
            return self.ledger.shape(new, note, was.audience, now.audience)
        return self.number(old, new, was.label, now.label)

    def number(self, old: Unit, new: Unit, was: str, now: str) -> int:
        """A number that differs. One that follows from a move or from the number above is none."""
        if was == now or id(new) in self.moving or self.follows(old, new, was, now):
            return 0
        name = (id(new.parent), new.sort)
        if name in self.renumbering:
            self.ledger.also_renumbered(self.renumbering[name], was, now)
        else:
            self.renumbering[name] = self.ledger.renumbered(new, was, now)
        return self.renumbering[name]

    def follows(self, old: Unit, new: Unit, was: str, now: str) -> bool:
        above, below = (u.parent.node if u.parent else None for u in (old, new))
        if not isinstance(above, SectionBlock) or not isinstance(below, SectionBlock):
            return False
        rest = was.removeprefix(f"{above.label}.")
        return rest != was and now == f"{below.label}.{rest}"
