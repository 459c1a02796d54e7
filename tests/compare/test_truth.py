"""The redline cannot lie: both editions can be rebuilt from it, exactly."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.compare import Side, compare, new_blocks, old_blocks
from policyloom.compare.atoms import atoms, content, shown, tokens
from policyloom.compare.rebuild import moved, pieces
from policyloom.findings import Findings
from policyloom.model.changes import Comparison, Mark
from policyloom.model.nodes import Blocks, Inlines
from policyloom.pipeline.weave import Weave, weave
from tests.compare.edits import edited
from tests.document.strategies import contents, documents

ROOT = Path(__file__).parents[2]
THOROUGH = settings(max_examples=35, deadline=None, suppress_health_check=list(HealthCheck))
randoms = st.randoms(use_true_random=False)


@cache
def example() -> Weave:
    woven = weave(ROOT, "2026-11-10", Findings())
    assert woven is not None
    return woven


def compared(old: Blocks, new: Blocks) -> Comparison:
    return compare(Side("One title", old), Side("One title", new))


def check(old: Blocks, new: Blocks) -> Comparison:
    """All that must hold for any two editions."""
    comparison = compared(old, new)
    redline = comparison.redline
    assert old_blocks(redline) == old
    assert new_blocks(redline) == new
    found = list(pieces(redline))
    away = sorted(p.move for p in found if p.mark is Mark.MOVED_AWAY)
    here = sorted(p.move for p in found if p.mark is Mark.MOVED_HERE)
    assert away == here == sorted(moved(redline))
    assert [c.number for c in comparison.changes] == list(range(1, len(comparison.changes) + 1))
    return comparison


@THOROUGH
@given(documents(), documents())
def test_any_two_documents_are_rebuilt(old: Blocks, new: Blocks) -> None:
    """Even editions that have nothing to do with each other come back exactly."""
    check(old, new)


@THOROUGH
@given(documents(), st.integers(1, 8), randoms)
def test_edited_documents_are_rebuilt(old: Blocks, count: int, random: Random) -> None:
    """Clauses deleted, inserted, moved, repeated, reworded; cells swapped; paragraphs split."""
    check(old, edited(random, old, count))


@settings(THOROUGH, max_examples=60)
@given(st.integers(0, 10_000), st.integers(0, 12), randoms)
def test_edited_editions_of_the_example_are_rebuilt(at: int, count: int, random: Random) -> None:
    """The same holds for the example's editions under random edits."""
    editions = list(example().editions.values())
    old = editions[at % len(editions)].blocks
    check(old, edited(random, old, count))


@pytest.mark.parametrize("policy", sorted({policy for _, policy in example().editions}))
def test_the_examples_editions_are_rebuilt_from_each_other(policy: str) -> None:
    """Any school's edition against any other's and the trust's own: different trees included."""
    editions = [w.blocks for (_, name), w in example().editions.items() if name == policy]
    for old in editions:
        for new in editions:
            changed = check(old, new).changes
            assert bool(changed) <= (old != new)


@THOROUGH
@given(contents())
def test_content_comes_back_from_its_atoms(nodes: Inlines) -> None:
    """Cutting inline content into words and putting it together again loses nothing."""
    assert content(atoms(nodes)) == nodes
    assert content(tokens(nodes)) == nodes
    assert shown(atoms(nodes)) == shown(tokens(nodes))
