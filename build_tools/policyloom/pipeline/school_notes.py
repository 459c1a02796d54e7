"""What was read and made of one school's texts, kept between builds. In: a school; out: its notes.

They are of two kinds, recalled apart: parsed texts, for a build that weaves its policies anew, and
the articles of comparisons, for one that makes its pages anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from policyloom.model.remembered import Key
from policyloom.outputs.site_changes import REDLINES
from policyloom.pipeline.memory import Notes

FEW = 4
"""So many policies are woven, or have their pages made for an audience, without recalling what is
known of all."""


class SchoolNotes:
    """`besides` are what every school's notes would hold: they are kept once, elsewhere."""

    def __init__(self, root: Path, school: str, programs: str, besides: Set[Key]):
        self.texts = Notes(
            root,
            f"schools/{school}",
            programs,
            lambda key: key not in besides and key[0] != REDLINES,
        )
        self.redlines = Notes(root, f"redlines/{school}", programs, lambda key: key[0] == REDLINES)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """What is read and made in this block belongs here."""
        with self.texts.taken(), self.redlines.taken():
            yield

    def read(self) -> Iterable[Key]:
        """All that was asked for."""
        return self.texts.read.keys()

    def keep(self) -> None:
        """Keep it for the next build, as far as it was recalled."""
        self.texts.keep()
        self.redlines.keep()


def recall_for(notes: Notes, anew: int, policies: int) -> None:
    """Know again what was noted, where so many policies of these are done anew."""
    if anew > FEW:
        notes.recall(whole=anew == policies)
