"""What a check finds, before the trust's severities and acceptances are looked at. Data only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyloom.model.checks import Check
from policyloom.model.places import EVERYTHING, Place, Scope
from policyloom.pipeline.checks.desk import Desk


@dataclass(frozen=True, slots=True)
class Caught:
    """One thing that a check has found. `key` is the occurrence or fact that it is about, or "".

    What is `unsure` has no source: it is a note, however much the trust lets the check stop.
    """

    check: Check
    place: Place
    what: str
    why: str
    fix: str
    scope: Scope = EVERYTHING
    key: str = ""
    unsure: bool = False


LibraryCheck = Callable[[Desk], Iterator[Caught]]
"""Looks at what is the trust's own: clauses, policies, the trust's facts and records."""

SchoolCheck = Callable[[Desk, str], Iterator[Caught]]
"""Looks at what is one school's, named by its id."""
