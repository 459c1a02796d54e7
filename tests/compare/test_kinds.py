"""What a change is called, who made it, and why: kinds, causes and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyloom.compare import Side, compare, revisions_between
from policyloom.compare.atoms import text_of
from policyloom.model.changes import Cause, Change, ChangeKind, Mark, RedParagraph, RedSpan, RedText
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.model.editions import Origin
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    Block,
    Blocks,
    Emphasis,
    Fact,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    Text,
)
from policyloom.model.records import Recorded
from policyloom.model.tree import Join, Style
from tests.compare.test_truth import check

DAYS = Fact("complaints.stage1", "5 school days", Nature.CONDITION)
HEAD = Fact("people.head.name", "Alma Reyes", Nature.PARTICULAR)


def span(key: str, *content: Inline | str) -> Span:
    return Span(key, tuple(Text(c) if isinstance(c, str) else c for c in content))


def para(key: str, *content: Inline | str, label: str = "") -> Paragraph:
    return Paragraph(Run((span(key, *content),)), label)


def section(id_: str, *blocks: Block, label: str = "", level: int = 2) -> SectionBlock:
    return SectionBlock(id_, level, label, (Text(id_.capitalize()),), blocks)


def recorded(*keys: str, origin: Origin = Origin.KEPT, because: str = "") -> dict[str, Recorded]:
    return {k: Recorded(k, k, f"About {k}", "2024-09-01", origin, because) for k in keys}


def changes(old: Blocks, new: Blocks) -> list[Change]:
    """The changes, of editions that can be rebuilt."""
    return list(check(old, new).changes)


def kinds(found: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in found]


def test_a_condition_is_told_from_wording() -> None:
    """A deadline that changes is a condition, with its old and new value and no wording."""
    old = para("answer", "Answer within ", DAYS, " of the letter.")
    new = para("answer", "Answer within ", replace(DAYS, text="10 school days"), " of the letter.")
    (change,) = changes((old,), (new,))
    assert (change.kind, change.cause) == (ChangeKind.CONDITION, Cause.FACT)
    assert (change.old, change.new) == ("5 school days", "10 school days")


def test_a_fact_of_which_nothing_is_said_is_called_by_its_clause() -> None:
    """Every change has a title, for it is a link: the fact's own words, else the clause's."""
    old = para("answer", "Read ", Fact("related", "Law", Nature.CONDITION), ".")
    new = para("answer", "Read ", Fact("related", "Law and code", Nature.CONDITION), ".")
    assert [change.title for change in changes((old,), (new,))] == ["answer"]


def test_a_particular_is_never_part_of_wording() -> None:
    """Words and a name that change in one sentence are two changes, of two kinds."""
    old = para("head", "Write to ", HEAD, " at the office.")
    new = para("head", "Telephone ", replace(HEAD, text="Tom Hale"), " at the office.")
    found = changes((old,), (new,))
    assert kinds(found) == [ChangeKind.WORDING, ChangeKind.PARTICULAR]
    assert (found[1].old, found[1].new) == ("Alma Reyes", "Tom Hale")


def test_a_fact_that_many_clauses_say_changes_once() -> None:
    """A new head in three clauses is one change, which names the three."""
    hale = replace(HEAD, text="Tom Hale")
    old = tuple(para(key, "Ask ", HEAD, ".") for key in "abc")
    new = tuple(para(key, "Ask ", hale, ".") for key in "abc")
    (change,) = changes(old, new)
    assert change.keys == ("a", "b", "c")


def test_a_fact_in_place_of_the_same_words_is_no_change() -> None:
    """What no reader can see is not a change."""
    old = para("head", "Write to Alma Reyes at the office.")
    assert changes((old,), (para("head", "Write to ", HEAD, " at the office."),)) == []


def test_a_capital_is_not_another_value() -> None:
    """A term that begins a sentence has the value that it had within one."""
    term = Fact("staff.many", "staff", Nature.CONDITION)
    old = para("rule", "All ", term, " must report it.")
    new = para("rule", replace(term, text="Staff"), " must report it.")
    assert kinds(changes((old,), (new,))) == [ChangeKind.WORDING]


@pytest.mark.parametrize(
    ("new", "note"),
    [
        (Link("policy:b", (Text("policy"),)), "Link: policy:b; it was policy:a"),
        (Emphasis((Text("policy"),)), "Link: no link; it was policy:a"),
    ],
)
def test_what_words_do_not_show_is_said(new: Inline, note: str) -> None:
    """A link's target is seen although the words are the same."""
    old = para("see", "See the ", Link("policy:a", (Text("policy"),)), " too.")
    (change,) = changes((old,), (para("see", "See the ", new, " too."),))
    assert (change.kind, change.note) == (ChangeKind.WORDING, note)


def test_a_moved_clause_is_one_move() -> None:
    """A paragraph in another section is one change, shown in full once."""
    moved = para("gifts", "Gifts must be declared.")
    one, two = para("one", "The first rule."), para("two", "The second rule.")
    old = (section("first", one, moved), section("second", two))
    new = (section("first", one), section("second", two, moved))
    (change,) = changes(old, new)
    assert change.kind is ChangeKind.MOVED
    assert change.note == "Moved from First to Second"


def test_swapped_sections_are_one_move() -> None:
    """Two sections that change places are one move, whatever they hold."""
    one = section("first", para("a", "A rule."), para("b", "Another."))
    two = section("second", para("c", "A third."))
    assert kinds(changes((one, two), (two, one))) == [ChangeKind.MOVED]


def test_swapped_cells_are_seen() -> None:
    """Cells that change places are moves; labels that do are other words."""

    def table(*keys: str) -> TableBlock:
        row = tuple(Run((span(key, f"What {key} says."),)) for key in keys)
        return TableBlock("grid", "", (Run((span("", "A"),)), Run((span("", "B"),))), (row,))

    assert set(kinds(changes((table("x", "y"),), (table("y", "x"),)))) == {ChangeKind.MOVED}
    assert changes((table("", ""),), (table("", ""),)) == []


def test_a_split_paragraph_is_seen() -> None:
    """Two clauses of one paragraph that become two paragraphs are a change."""
    a, b = span("a", "The first."), span("b", "The second.")
    old = (Paragraph(Run((a, b))),)
    assert kinds(changes(old, (Paragraph(Run((a,))), Paragraph(Run((b,)))))) == [ChangeKind.MOVED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (section("s", level=2), section("s", level=3)),
        (ListBlock("", Style.BULLET, ()), ListBlock("", Style.ROMAN, ())),
        (
            Paragraph(Run((span("a", "One"), span("b", "two")), Join.OR)),
            Paragraph(Run((span("a", "One"), span("b", "two")), Join.AND)),
        ),
    ],
)
def test_shape_is_seen(old: Block, new: Block) -> None:
    """A heading's level, a list's marks and the word between two clauses are changes."""
    old, new = (_listed(block) for block in (old, new))
    assert kinds(changes((old,), (new,))) == [ChangeKind.WORDING]


def _listed(block: Block) -> Block:
    item = ListItem(Run((span("item", "an item"),)))
    return replace(block, items=(item,)) if isinstance(block, ListBlock) else block


def test_numbers_that_follow_are_one_change() -> None:
    """A new section renumbers those after it: one change, however many they are."""
    old = tuple(section(name, para(name, f"{name}."), label=str(i)) for i, name in enumerate("abc"))
    shifted = [section(name, para(name, f"{name}."), label=str(i)) for i, name in enumerate("xabc")]
    found = changes(old, tuple(shifted))
    assert kinds(found) == [ChangeKind.ADDED, ChangeKind.RENUMBERED]
    assert (found[1].old, found[1].new) == ("0 to 2", "1 to 3")


def test_texts_with_little_in_common_are_shown_whole() -> None:
    """Below some likeness a clause is shown as removed and added, not as confetti."""
    old = para("rule", "Every visitor signs in at the front desk on arrival.")
    new = para("rule", "Pictures may be kept for a year, and then are deleted.")
    assert [words.mark for words in line(old, new).words] == [Mark.REMOVED, Mark.ADDED]


@pytest.mark.parametrize("word", ["1,250.50", "3:15pm", "half-term", "head@example.org"])
def test_words_stay_whole(word: str) -> None:
    """A sum, a time, a compound and an address are changed whole or not at all."""
    old = para("rule", f"It says {word} in the letter that is sent to the family at home.")
    new = para("rule", "It says x in the letter that is sent to the family at home.")
    removed = [w for w in line(old, new).words if w.mark is Mark.REMOVED]
    assert [text_of(atom) for words in removed for atom in words.old] == [word]


def line(old: Block, new: Block) -> RedText:
    """The one text of two paragraphs, as a redline."""
    (piece,) = check((old,), (new,)).redline
    assert isinstance(piece.node, RedParagraph)
    (inner,) = piece.node.run.spans
    assert isinstance(inner.node, RedSpan)
    return inner.node.text


def caused(old: Side, new: Side, why: tuple[Revision, ...] = ()) -> Change:
    (change,) = compare(old, new, {"rule": why}).changes
    return change


OLD, NEW = (para("rule", "Lessons are kept short."),), (para("rule", "Lessons are kept long."),)


def test_the_trusts_reason_is_given() -> None:
    """A clause that the trust revised has the trust's why."""
    why = (Revision("2025-01-01", RevisionKind.MEANING, "New guidance"),)
    side = Side("T", OLD, recorded("rule"))
    change = caused(side, replace(side, blocks=NEW), why)
    assert (change.kind, change.cause, change.reason) == (
        ChangeKind.WORDING,
        Cause.TRUST,
        "New guidance",
    )


def test_a_correction_is_labelled_as_one() -> None:
    """Revisions that only correct make a correction; one change of meaning makes it wording."""
    comma = Revision("2025-01-01", RevisionKind.CORRECTION, "A comma")
    meaning = Revision("2025-02-01", RevisionKind.MEANING, "New guidance")
    side = Side("T", OLD, recorded("rule"))
    assert caused(side, replace(side, blocks=NEW), (comma,)).kind is ChangeKind.CORRECTION
    assert caused(side, replace(side, blocks=NEW), (comma, meaning)).kind is ChangeKind.WORDING


def test_a_schools_words_have_the_schools_reason() -> None:
    """A replaced clause is the school's doing, with its because; a correction does not hide it."""
    comma = Revision("2025-01-01", RevisionKind.CORRECTION, "A comma")
    old = Side("T", OLD, recorded("rule"))
    new = Side("T", NEW, recorded("rule", origin=Origin.REPLACED, because="Our lessons are long"))
    change = caused(old, new, (comma,))
    assert (change.kind, change.cause) == (ChangeKind.WORDING, Cause.OVERRIDE)
    assert change.reason == "Our lessons are long"


def test_an_omitted_clause_says_why() -> None:
    """A clause that a school leaves out is removed by the school, with its reason."""
    kept = para("kept", "This stays.")
    old = Side("T", (*OLD, kept), recorded("rule", "kept"))
    left = recorded("rule", origin=Origin.OMITTED, because="We have none")
    change = caused(old, Side("T", (kept,), recorded("kept") | left))
    assert (change.kind, change.cause, change.reason) == (
        ChangeKind.REMOVED,
        Cause.OVERRIDE,
        "We have none",
    )


def test_an_authoritys_fact_is_the_authoritys_doing() -> None:
    """A deadline that the authority's record gives is its change, and what the fact is is said."""
    old = Side("T", (para("rule", "Within ", DAYS, "."),), authority=frozenset({DAYS.name}))
    new = replace(old, blocks=(para("rule", "Within ", replace(DAYS, text="3 days"), "."),))
    (change,) = compare(old, new, about={DAYS.name: "Time to answer"}).changes
    assert (change.cause, change.title) == (Cause.AUTHORITY, "Time to answer")


def test_a_schools_order_has_its_reason() -> None:
    """Sections that a school puts in its own order are moved by the school."""
    one, two = section("first", para("a", "A.")), section("second", para("b", "B."))
    old = Side("T", (one, two))
    (change,) = compare(old, Side("T", (two, one), order="Families read this first")).changes
    assert (change.cause, change.reason) == (Cause.OVERRIDE, "Families read this first")


def test_revisions_between_leaves_out_what_came_before_or_after() -> None:
    """A revision on the day of the old edition was in it; one on the day of the new is too."""
    days = ["2024-01-01", "2024-06-01", "2025-01-01", "2025-06-01"]
    made = [Revision(day, RevisionKind.MEANING, day) for day in days]
    assert [r.date for r in revisions_between(made, "2024-01-01", "2025-01-01")] == days[1:3]
    assert [r.date for r in revisions_between(made, "", "")] == days
