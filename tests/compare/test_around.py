"""What stands around a text, columns and addresses: changes that the words alone do not show."""

from __future__ import annotations

import json
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyloom.compare import RELATED, TITLE, Side, compare, new_around, old_around
from policyloom.model.changes import Cause, ChangeKind, Comparison
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    Block,
    Fact,
    Inlines,
    Link,
    Paragraph,
    Run,
    Span,
    TableBlock,
    Text,
    plain,
)
from policyloom.outputs.redline import groups
from policyloom.outputs.redline_html import redline_article
from policyloom.outputs.redline_json import redline_json
from policyloom.outputs.redline_pdf import redline_print
from policyloom.outputs.redline_text import redline_text
from tests.compare.test_kinds import changes, para, span
from tests.compare.test_redline_outputs import printed, sample
from tests.compare.test_truth import THOROUGH, check

HEAD = Link("policy:conduct", (Text("Conduct"),))
WORDS = st.lists(st.sampled_from(["Conduct", "HR01", "guidance", "staff", "2"]), max_size=3)
TEXTS = WORDS.map(" ".join)
LINES = st.builds(
    lambda text, href: (Link(href, (Text(text),)),) if href else (Text(text),),
    TEXTS.filter(bool),
    st.sampled_from(["", "policy:conduct", "policy:travel", "https://a.example.org"]),
)
SIDES = st.builds(
    lambda title, details, related: Side(
        title,
        (),
        details={label: (Text(value),) for label, value in details.items()},
        related=tuple(related),
    ),
    TEXTS.filter(bool),
    st.dictionaries(st.sampled_from(["Number", "Reviewed", "Read by"]), TEXTS.filter(bool)),
    st.lists(LINES, max_size=5),
)


def details(**values: str) -> dict[str, Inlines]:
    return {label: (Text(value),) for label, value in values.items()}


def around(old: Side, new: Side) -> Comparison:
    """The comparison, from which both sides can be rebuilt."""
    found = compare(old, new)
    for side, made in ((old, old_around(found)), (new, new_around(found))):
        assert made == ((Text(side.title),), side.details, side.related)
    return found


@THOROUGH
@given(SIDES, SIDES)
def test_what_stands_around_two_texts_is_rebuilt(old: Side, new: Side) -> None:
    """Title, details and related documents of either edition come back exactly, and what differs
    is a change."""
    found = around(old, new)
    same = (old.title, old.details, old.related) == (new.title, new.details, new.related)
    assert bool(found.changes) == (not same)


def test_each_detail_is_one_change() -> None:
    """Another number and another cycle are two changes around the text, with both values."""
    old = Side("Conduct", (), details=details(Number="HR01", Reviewed="every year"))
    new = Side(
        "Conduct",
        (),
        details=details(Number="HR02", Reviewed="every two years"),
        own=frozenset({"Number"}),
    )
    found = around(old, new)
    assert [(c.title, c.note, c.cause) for c in found.around] == [
        ("Number", "Now HR02; it was HR01", Cause.OVERRIDE),
        ("Reviewed", "Now every two years; it was every year", Cause.TRUST),
    ]
    assert found.wording == ()
    assert [group.id for group in groups(found)] == ["around"]


def test_a_title_is_a_change() -> None:
    """A document that goes by another title is seen, as the school's doing where it is."""
    (change,) = around(Side("Conduct", ()), Side("Behaviour", (), own=frozenset({TITLE}))).changes
    assert (change.title, change.old, change.new) == (TITLE, "Conduct", "Behaviour")
    assert change.cause is Cause.OVERRIDE


def test_related_documents_come_go_and_are_listed_otherwise() -> None:
    """A policy that is listed under another title is one line that reads otherwise."""
    code, law = (Text("Code (HR01)"),), (Text("Equality Act 2010"),)
    old = Side("T", (), related=((HEAD,), code))
    new = Side("T", (), related=((replace(HEAD, children=(Text("Behaviour"),)),), law))
    assert [(c.kind, c.title) for c in around(old, new).around] == [
        (ChangeKind.WORDING, "Behaviour"),
        (ChangeKind.REMOVED, "Code (HR01)"),
        (ChangeKind.ADDED, "Equality Act 2010"),
    ]


def test_what_the_text_names_too_is_one_change() -> None:
    """What a school calls the document is a fact: its text and its details change together."""
    policy, guidance = (Fact("noun", noun, Nature.CONDITION) for noun in ("policy", "guidance"))
    old, new = (
        Side("T", (para("a", "This ", noun, " holds."),), details={"Called": (noun,)})
        for noun in (policy, guidance)
    )
    (change,) = compare(old, new).changes
    assert (change.kind, change.old, change.new) == (ChangeKind.CONDITION, "policy", "guidance")


def test_every_output_says_what_stands_around() -> None:
    """Page, terminal, JSON and PDF show the old and the new value and mark them."""
    old = Side("T", (), details=details(Number="HR01"), related=((Text("Code of travel"),),))
    new = Side("T", (), details=details(Number="HR02"), related=((Text("Risk register"),),))
    redline = replace(sample(), comparison=around(old, new))
    root = lxml.html.fragment_fromstring(redline_article(redline, {}).html)
    assert [e.text_content() for e in root.xpath("//dd//ins")] == [
        "+inserted: HR02; end of what is inserted "
    ]
    assert "Code of travel" in root.xpath("string(//section//li/del)")
    text = redline_text(redline)
    assert "(1) [-HR01-]{+HR02+}" in text and "- (2) [-Code of travel-]" in text
    data = json.loads(redline_json(redline))
    assert data["details"][0]["label"] == "Number" and len(data["related"]) == 2
    shown = redline_print(redline, {})["body"]
    assert "HR02" in printed(shown, "removed") and "Risk register" in printed(shown, "removed")
    assert "HR01" not in printed(shown[1:], "removed")
    assert "Code of travel" not in printed(shown[1:], "removed")


def table(*rows: tuple[str, ...]) -> TableBlock:
    cells = [
        tuple(Run((span("" if y == 0 else f"{y}-{c}", c),)) for c in row)
        for y, row in enumerate(rows)
    ]
    return TableBlock("who", "Who does what", cells[0], tuple(cells[1:]))


OLD = table(("When", "What"), ("Daily", "Register"), ("Weekly", "Report"))
GROWN = table(("When", "Who", "What"), ("Daily", "Tutor", "Register"), ("Weekly", "Head", "Report"))


def test_a_column_is_one_change() -> None:
    """A column that comes is added once, with all that it says; gone again, it is removed once."""
    (change,) = changes((OLD,), (GROWN,))
    assert (change.kind, change.title, change.note) == (ChangeKind.ADDED, "Who", "A column")
    assert change.new == "Who | Tutor | Head" and change.keys == ("1-Tutor", "2-Head")
    (change,) = changes((GROWN,), (OLD,))
    assert (change.kind, change.old) == (ChangeKind.REMOVED, "Who | Tutor | Head")


def test_a_column_that_holds_what_stood_elsewhere_is_told_cell_by_cell() -> None:
    """A cell that has moved into a new column is a move, and is not hidden in the column."""
    moved = Paragraph(Run((span("1-Tutor", "Tutor"),)))
    found = changes((OLD, moved), (GROWN,))
    assert ChangeKind.MOVED in {c.kind for c in found}
    assert "A column" not in {c.note for c in found}


def test_a_row_and_a_column_are_two_changes() -> None:
    """A new row says its own cells; the column says those of the rows that were there."""
    rows = (*GROWN.rows, table(("", "", ""), ("Yearly", "Trust", "Audit")).rows[0])
    found = changes((OLD,), (replace(GROWN, rows=rows),))
    assert [(c.kind, c.new) for c in found] == [
        (ChangeKind.ADDED, "Who | Tutor | Head"),
        (ChangeKind.ADDED, "Yearly | Trust | Audit"),
    ]


def mail(
    value: str, *words: str | Fact, scheme: str = "mailto:", fact: str = "school.email"
) -> Block:
    inner = tuple(Text(w) if isinstance(w, str) else w for w in words)
    named = f"{scheme}{{{{ {fact} }}}}"
    href = (scheme + value).replace(" ", "")
    return Paragraph(Run((Span("ask", (Text("Write to "), Link(href, inner, named), Text("."))),)))


@pytest.mark.parametrize("words", [("us",), ("our office at the gate",)])
def test_a_contact_in_an_address_is_a_particular(words: tuple[str, ...]) -> None:
    """A link's address that a contact fills changes with the contact: no wording has changed."""
    (change,) = changes((mail("a@x.example.org", *words),), (mail("b@x.example.org", *words),))
    assert (change.kind, change.fact) == (ChangeKind.PARTICULAR, "school.email")
    assert (change.old, change.new) == ("a@x.example.org", "b@x.example.org")


def test_a_number_and_the_link_on_it_are_one_change() -> None:
    """A telephone number, shown and linked, changes once though the address has no spaces."""
    old, new = (
        mail(
            value,
            Fact("school.phone", value, Nature.PARTICULAR),
            scheme="tel:",
            fact="school.phone",
        )
        for value in ("01632 960100", "01632 960200")
    )
    (change,) = changes((old,), (new,))
    assert (change.old, change.new) == ("01632 960100", "01632 960200")


def test_a_name_and_the_address_under_it_are_two_changes() -> None:
    """Neither of two particulars that change at one place is hidden, and each can be reached."""
    old, new = (
        mail(address, Fact("people.head.name", name, Nature.PARTICULAR), fact="people.head.email")
        for address, name in (("a@x.example.org", "Alma Reyes"), ("t@x.example.org", "Tom Hale"))
    )
    comparison = check((old,), (new,))
    assert [c.fact for c in comparison.changes] == ["people.head.name", "people.head.email"]
    html = redline_article(replace(sample(), comparison=comparison), {}).html
    assert lxml.html.fragment_fromstring(html).xpath("//@id[starts-with(., 'change-')]") == [
        "change-1",
        "change-2",
    ]


def test_another_kind_of_link_is_wording() -> None:
    """A link that is authored otherwise is the text's own change, not a contact's."""
    old, new = (
        mail("a@x.example.org", "us"),
        mail("a@x.example.org", "us", fact="people.head.email"),
    )
    assert changes((old,), (new,)) == []  # no reader can see it
    (change,) = changes((old,), (mail("b@x.example.org", "us", fact="people.head.email"),))
    assert change.kind is ChangeKind.WORDING


def test_a_renamed_heading_of_related_documents_is_not_lost() -> None:
    """The heading's words are the program's own, so they belong to neither edition."""
    both = Side("T", (), related=((Text("Code"),),))
    redline = replace(sample(), comparison=around(both, both))
    root = lxml.html.fragment_fromstring(redline_article(redline, {}).html)
    (heading,) = root.xpath(f"//h2[.='{RELATED}']")
    assert heading.get("data-aid") is not None
    assert plain((Text("Code"),)) in root.xpath("string(//section[contains(@class, 'related')])")
