"""A policy's page across many schools: those of which there is something to say stand first."""

from __future__ import annotations

import pytest

from policyloom.outputs.portal_matrix import Cell
from policyloom.outputs.portal_policy import MANY, PolicyView, SchoolLine
from policyloom.outputs.site import PortalPolicy


def line(number: int, tone: str = "in-force", differs: int = 0) -> SchoolLine:
    name = f"School {number}"
    return SchoolLine(name, Cell(f"s{number}/conduct/", "Conduct", "", tone), differs)


def view(lines: list[SchoolLine]) -> PolicyView:
    policy = PortalPolicy("conduct", "Conduct", "Staff")
    return PolicyView(policy, "", tuple(lines), (), (), (), 0, ())


def test_a_few_schools_all_stand_there() -> None:
    """Nothing is folded away where a page can show every school."""
    shown = view([line(n) for n in range(MANY)])
    assert (len(shown.first), shown.others) == (MANY, ())


@pytest.mark.parametrize("tone", ["overdue", "due", "draft", "scheduled"])
def test_of_many_schools_the_notable_stand_first(tone: str) -> None:
    """A school whose policy is late, or that has clauses of its own, is not looked for in a
    fold; the others are all in it, and none is in both."""
    late, own = line(90, tone), line(91, differs=2)
    plain = [line(n) for n in range(MANY)]
    shown = view([*plain, late, own])
    assert shown.first == (late, own)
    assert shown.others == tuple(plain)
