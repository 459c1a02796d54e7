"""Whatever the register says, what is told is no surer than what it knows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policyloom.model.places import Place
from policyloom.model.rows import Gap, Met, SchoolRow, Way, Weight
from policyloom.model.statutory import (
    Answer,
    Approved,
    Bounds,
    Force,
    Kind,
    Law,
    Needed,
    Publish,
    Published,
    Reviewed,
    Row,
)
from policyloom.resolve.statutory import Asker, first, judge

TYPES, PHASES, BODIES = ("academy", "maintained"), ("primary", "secondary"), ("board", "head")
SOURCES = st.lists(st.sampled_from(["act", "guide"]), unique=True, max_size=2).map(tuple)


def some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=2).map(tuple)


BOUNDS = st.builds(Bounds, some(TYPES), some(PHASES), SOURCES)
IFS = st.sampled_from(["", "there is a pool"])
NEEDED = st.builds(Needed, BOUNDS, st.sampled_from(Answer), IFS)
REVIEWED = st.builds(Reviewed, BOUNDS, st.none() | st.integers(1, 60), st.sampled_from(Force))
APPROVED = st.builds(Approved, BOUNDS, some(BODIES), st.sampled_from(Force))
PUBLISHED = st.builds(Published, BOUNDS, st.sampled_from(Publish), IFS)


def several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3).map(tuple)


ROWS = st.builds(
    Row,
    id=st.just("row"),
    title=st.just("Row"),
    kind=st.sampled_from(Kind),
    law=st.just(Law((), ())),
    needed=several(NEEDED),
    reviewed=several(REVIEWED),
    approved=several(APPROVED),
    published=several(PUBLISHED),
    place=st.just(Place("templates/statutory.yml")),
)
METS = st.lists(
    st.builds(
        Met,
        title=st.just("Policy"),
        way=st.sampled_from(Way),
        public=st.booleans(),
        cycle=st.none() | st.integers(1, 60),
        reviewed=st.just("2026-01-10"),
        review=st.sampled_from(["2026-06-01", "2027-01-10", "2029-01-10"]),
        by=some(("the board", "the head", "somebody")),
    ),
    max_size=3,
)
ASKERS = st.builds(
    Asker,
    st.sampled_from(["", *TYPES]),
    st.sampled_from(PHASES),
    st.just({"board": ("the board",), "head": ("the head",)}),
)
REFUSED = st.sampled_from(["", "It does not apply."])


def unsourced(row: Row) -> Row:
    """The row as it would be if nobody had said where any of it comes from."""
    return replace(
        row,
        needed=tuple(replace(e, bounds=bare(e.bounds)) for e in row.needed),
        reviewed=tuple(replace(e, bounds=bare(e.bounds)) for e in row.reviewed),
        approved=tuple(replace(e, bounds=bare(e.bounds)) for e in row.approved),
        published=tuple(replace(e, bounds=bare(e.bounds)) for e in row.published),
    )


def bare(bounds: Bounds) -> Bounds:
    """The same bounds without a source."""
    return replace(bounds, sources=())


@given(ROWS, ASKERS, METS, REFUSED)
def test_nothing_without_a_source_is_told_as_sure(
    row: Row, asker: Asker, met: list[Met], refused: str
) -> None:
    """Of a row without any source, no gap is more than not known."""
    told = judge(unsourced(row), asker, met, refused)
    assert {lack.weight for lack in told.lacks} <= {Weight.UNKNOWN}


@given(ROWS, ASKERS, METS, REFUSED)
def test_required_and_missing_needs_a_sourced_answer_for_this_school(
    row: Row, asker: Asker, met: list[Met], refused: str
) -> None:
    """It is told exactly where the first saying that covers the school says so, with a source,
    and nothing meets the row."""
    told = judge(row, asker, met, refused)
    said = first(row.needed, asker)
    sure = bool(said and said.answer is Answer.REQUIRED and said.bounds.sources)
    wanting = (Gap.MISSING, Weight.BREACH) in {(w.gap, w.weight) for w in told.lacks}
    assert wanting == (sure and not met)


@given(ROWS, ASKERS, METS, REFUSED)
def test_every_sure_gap_names_its_sources(
    row: Row, asker: Asker, met: list[Met], refused: str
) -> None:
    """What is told as required or advised names where that comes from."""
    for lack in judge(row, asker, met, refused).lacks:
        assert lack.sources or lack.weight is Weight.UNKNOWN


@given(ROWS, ASKERS, METS)
def test_what_meets_a_row_never_adds_a_missing_one(row: Row, asker: Asker, met: list[Met]) -> None:
    """A row that something meets is not missing, and one that surely is not required has no gap."""

    def missing(told: SchoolRow) -> bool:
        return any(lack.gap is Gap.MISSING for lack in told.lacks)

    assert not (met and missing(judge(row, asker, met)))
    said = first(row.needed, asker)
    if said and said.answer is Answer.NOT_REQUIRED and said.bounds.sources:
        assert judge(row, asker, met).lacks == ()
