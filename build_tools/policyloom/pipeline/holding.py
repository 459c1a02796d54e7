"""For how long what was made of the same files stays right. In: files and a day; out: until when.

All that follows from the day of a build follows from comparing it with days that are written in
files: decisions, reviews, facts and acceptances with their dates. So nothing changes before the
first of those, whatever it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from policyloom.outputs.status_rows import DUE_DAYS

_DAY = re.compile(rb"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_FRONT_MATTER = re.compile(rb"---\n.*?\n---\n", re.DOTALL)
_TEXTS = (".yml", ".md")
_TURNS = (-DUE_DAYS, 0, 1)
"""How many days from one that is named something may turn: the first on which a review counts as
due, the day itself, and the first on which it is past."""


@dataclass(frozen=True, slots=True)
class Holds:
    """From `since` until the day before `until`, both ISO 8601; "" for no end."""

    since: str
    until: str

    def on(self, day: str) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (not self.until or day < self.until)


def holding(days: Iterable[str], today: str) -> Holds:
    """From today until the first later day on which one of these days makes a difference."""
    named = (found for day in days for found in _turns(day))
    return Holds(today, min((day for day in named if day > today), default=""))


def shortest(today: str, every: Iterable[Holds]) -> Holds:
    """What holds from today for as long as each of these does."""
    return Holds(today, min((each.until for each in every if each.until), default=""))


def one_day(today: str) -> Holds:
    """What is looked at anew every day."""
    return Holds(today, (date.fromisoformat(today) + timedelta(days=1)).isoformat())


def days_in(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Every day that is named in these files, whose names are relative to the trust's root."""
    return _days(root / name for name in names)


def days_of_trust(root: Path, schools: Iterable[str]) -> frozenset[str]:
    """Every day that is named in a trust's files, but for the folders of these schools."""
    apart = {root / "schools" / school for school in schools}
    above = (path for path in (root / "schools").iterdir() if path not in apart)
    found = (path for top in above for path in (top.rglob("*") if top.is_dir() else [top]))
    return _days((root / "templates").rglob("*")) | _days(found)


def _days(paths: Iterable[Path]) -> frozenset[str]:
    texts = (path for path in paths if path.suffix in _TEXTS and path.is_file())
    return frozenset(day.decode() for path in texts for day in _DAY.findall(_said(path)))


def _said(path: Path) -> bytes:
    """What of a file may name a day that counts. A record's text was frozen, and turns on none."""
    data = path.read_bytes()
    record = _FRONT_MATTER.match(data) if path.parent.parent.name == "approved" else None
    return record[0] if record else data


def _turns(day: str) -> Iterator[str]:
    try:
        named = date.fromisoformat(day)
        yield from ((named + timedelta(days=turn)).isoformat() for turn in _TURNS)
    except (ValueError, OverflowError):  # not every eight digits are a day
        return
