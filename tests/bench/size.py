"""How large a synthetic trust is, and the days on which things happen in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2]
"""The project's folder, where the example trust lies."""
AUDIENCE = "governors"
"""Whose folder is measured where everything is in it: proposals are for them alone."""
TODAY = "2026-10-01"
REVISED = "2025-09-01"
DECIDED = ("2025-09-12", "2026-03-12")
"""The days of the two decisions on each policy. Where there is to be one, it is the later."""
REWORDED = "2026-01-15"
"""Between the two decisions: from when the clauses of `rewordable` have other words."""
LEADS, ITEMS, SHARED, ROWS = 1, 4, 2, 6
"""Of a policy's clauses: lead-ins, list items, those it shares with others; rows of a table."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. `words` is about how many a policy has, tables included."""

    schools: int = 100
    policies: int = 40
    clauses: int = 15
    tables: int = 2
    words: int = 2000
    seed: int = 1


def omittable(policy: str) -> str:
    """The clause of a policy that schools leave out, where they override it."""
    return f"{policy}-{ITEMS:02}"


def replaceable(policy: str) -> str:
    """The clause of a policy that schools replace, where they override it."""
    return f"{policy}-{ITEMS + 1:02}"


def rewordable(policy: str, size: Size) -> list[str]:
    """The clauses of a policy that are revised between its two decisions: one in five of all, and
    none that a school overrides, for its override would be stale."""
    return [f"{policy}-{number:02}" for number in range(ITEMS + 2, size.clauses - SHARED, 3)]


def editable(policy: str) -> str:
    """The clause that is edited after the last decision: this policy's alone, and untouched by
    schools and by the revisions before."""
    return f"{policy}-{ITEMS + 3:02}"
