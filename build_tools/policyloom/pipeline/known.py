"""Schools of which nothing has changed: what came of them last time stands.

In: the last build and the key of all that each school is made from. Out: what was done, without
weaving anything, and what the next build may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from policyloom.pipeline.finished import has_markdown
from policyloom.pipeline.jobs import Done
from policyloom.pipeline.last import Kept
from policyloom.pipeline.looks import Part
from policyloom.pipeline.staging import Release


class Known:
    """What one build knows of its schools. `keys` are those of all that each is made from but
    the day."""

    def __init__(
        self,
        root: Path,
        today: str,
        kept: Mapping[str, Kept],
        keys: Mapping[str, str],
        release: Release,
    ) -> None:
        self.root, self.keys, self.release = root, keys, release
        right = {school: each for school, each in kept.items() if each.holds.on(today)}
        self.schools = {s: k for s, k in right.items() if keys.get(s) == k.key}

    def changed(self, schools: Iterable[str]) -> int:
        """Of how many of these schools something has changed, or nothing is known."""
        return sum(1 for school in schools if school not in self.schools)

    def done(self, school: str) -> Done | None:
        """What came of a school, where that stands published as it was made; else None."""
        kept = self.schools.get(school)
        if kept is None or not kept.parts or not self._stands(school, kept):
            return None
        parts = dict(kept.parts)
        return replace(self._told(school, kept), keys=parts, unchanged=tuple(parts))

    def looked(self, school: str) -> Done | None:
        """What was found of a school that nothing is to be made of; None where nobody looked."""
        kept = self.schools.get(school)
        return self._told(school, kept) if kept else None

    def learn(self, done: Done) -> None:
        """Keep what came of a school, unless it is stopped. One that was only looked at has no
        parts, unless it is known which it has."""
        if done.blocked or (not done.keys and done.school in self.schools):
            return
        key = self.keys[done.school]
        self.schools[done.school] = Kept(key, done.holds, done.keys, done.findings, done.upcoming)

    def _told(self, school: str, kept: Kept) -> Done:
        return Done(school, kept.holds, kept.findings, False, upcoming=kept.next_change)

    def _stands(self, school: str, kept: Kept) -> bool:
        return has_markdown(self.root, school, kept.key, kept.holds.since) and all(
            self.release.unchanged(Part(folder), key) for folder, key in kept.parts.items()
        )
