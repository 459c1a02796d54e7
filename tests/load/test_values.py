"""Values of facts: what is written, what people read, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyloom.findings import Findings
from policyloom.load.declarations import article, term_value
from policyloom.load.documents import Raw, YamlList, YamlMap
from policyloom.load.plain import not_plain
from policyloom.load.report import Report
from policyloom.load.values import read_value
from policyloom.model.facts import FactSpec, FactType, Nature, Tier, Value
from policyloom.model.places import Place

HERE = Place("schools/ashby/school.yml", 3, 7)


def read(kind: FactType, raw: Raw, options: dict[str, Value] | None = None) -> Value | None:
    """The value of a fact of that type; None if there was a finding."""
    findings = Findings()
    spec = FactSpec("x", kind, Nature.CONDITION, frozenset({Tier.SCHOOL}), "x", HERE, options or {})
    value = read_value(spec, raw, HERE, Report(findings))
    assert (value is None) == (len(findings) == 1)
    assert all(finding.place == HERE for finding in findings)
    return value


GOOD = [
    (FactType.TEXT, "NO", "NO"),
    (FactType.TEXT, "0123", "0123"),
    (FactType.TEXT, "1.10", "1.10"),
    (FactType.TEXT, "2012-09-01", "2012-09-01"),
    (FactType.TEXT, "St John's & St Mary's", "St John's & St Mary's"),
    (FactType.TEXT, "a < b and 5 * 6", "a < b and 5 * 6"),
    (FactType.NUMBER, "13", "13"),
    (FactType.NUMBER, "1.10", "1.10"),
    (FactType.NUMBER, "1,250", "1,250"),
    (FactType.MONEY, "5000", "£5,000"),
    (FactType.MONEY, "£5,000", "£5,000"),
    (FactType.MONEY, "1234567.50", "£1,234,567.50"),
    (FactType.MONEY, "1.10", "£1.10"),
    (FactType.DURATION, "10 school days", "10 school days"),
    (FactType.DURATION, "1 school days", "1 school day"),
    (FactType.DURATION, "2 week", "2 weeks"),
    (FactType.DURATION, "24 hours", "24 hours"),
    (FactType.DATE, "2026-03-12", "12 March 2026"),
    (FactType.DATE, "2026-03", "March 2026"),
    (FactType.DATE, "2026", "2026"),
    (FactType.PHONE, "01632 960123", "01632 960123"),
    (FactType.PHONE, "020 7946 0123", "020 7946 0123"),
    (FactType.PHONE, "07700 900123", "07700 900123"),
    (FactType.PHONE, "+44 1632 960123", "+44 1632 960123"),
    (FactType.PHONE, "(01632) 960 123", "(01632) 960 123"),
    (FactType.PHONE, "0300 123 4567", "0300 123 4567"),
    (FactType.EMAIL, "j.o'hare+office@ashby.example.org", "j.o'hare+office@ashby.example.org"),
    (FactType.URL, "https://ashby.example.org/a?b=c#d", "https://ashby.example.org/a?b=c#d"),
]

BAD = [
    (FactType.TEXT, ""),
    (FactType.TEXT, None),
    (FactType.TEXT, "one\ntwo"),
    (FactType.TEXT, "x" * 2000),
    (FactType.NUMBER, "NO"),
    (FactType.NUMBER, "0123"),
    (FactType.NUMBER, "1_000"),
    (FactType.NUMBER, "12,34"),
    (FactType.NUMBER, "1e5"),
    (FactType.MONEY, "1.1"),
    (FactType.MONEY, "$5"),
    (FactType.MONEY, "-5"),
    (FactType.DURATION, "0 days"),
    (FactType.DURATION, "ten days"),
    (FactType.DATE, "2026-02-30"),
    (FactType.DATE, "12/03/2026"),
    (FactType.DATE, "0000"),
    (FactType.PHONE, "12345"),
    (FactType.PHONE, "01632 96012"),
    (FactType.PHONE, "01632 960123 <b>"),
    (FactType.EMAIL, "a@b"),
    (FactType.EMAIL, "a..b@c.org"),
    (FactType.EMAIL, "A <a@c.org>"),
    (FactType.URL, "javascript:alert(1)"),
    (FactType.URL, "data:text/html,x"),
    (FactType.URL, "https://user@host.org"),
    (FactType.URL, "https://host"),
    (FactType.URL, "https://host.org/a b"),
    (FactType.URL, 'https://host.org/"onx="'),
    (FactType.URL, "https://[1"),
    (FactType.PERSON, "Jo Hart"),
    (FactType.LIST, "a, b"),
    (FactType.ADDRESS, ""),
]


@pytest.mark.parametrize(("kind", "raw", "text"), GOOD)
def test_good_value(kind: FactType, raw: str, text: str) -> None:
    """A value of the fact's type is written as people say it, and kept as it was written."""
    value = read(kind, raw)
    assert value is not None
    assert (value.text, value.raw) == (text, raw)


@pytest.mark.parametrize(("kind", "raw"), BAD)
def test_bad_value(kind: FactType, raw: Raw) -> None:
    """What is no value of the fact's type is one finding, at its place."""
    assert read(kind, raw) is None


def _list(*entries: Raw) -> YamlList:
    made = YamlList(HERE)
    made.extend(entries)
    return made


def _map(**entries: Raw) -> YamlMap:
    made = YamlMap(HERE)
    made.update(entries)
    return made


def test_list_is_said_with_and() -> None:
    """A list is written "A, B and C" and keeps its entries."""
    value = read(FactType.LIST, _list("Facebook", "Instagram", "X"))
    assert value is not None
    assert value.text == "Facebook, Instagram and X"
    assert value.items == ("Facebook", "Instagram", "X")


@pytest.mark.parametrize("raw", ["1 Mill Lane\nAshby\n", _list("1 Mill Lane", "Ashby")])
def test_address_keeps_its_lines(raw: Raw) -> None:
    """An address is a list or a text of several lines."""
    value = read(FactType.ADDRESS, raw)
    assert value is not None
    assert (value.text, value.items) == ("1 Mill Lane, Ashby", ("1 Mill Lane", "Ashby"))


def test_person_has_the_fields_that_are_given() -> None:
    """A bare person is the name; a post without a holder is the post."""
    value = read(FactType.PERSON, _map(name="Jo Hart", phone="01632 960123"))
    assert value is not None
    assert value.text == "Jo Hart"
    assert value.fields == {"name": "Jo Hart", "phone": "01632 960123"}
    post = read(FactType.PERSON, _map(post="General enquiries", email="ask@ashby.example.org"))
    assert post is not None
    assert post.text == "General enquiries"


def test_choice_writes_its_words() -> None:
    """A choice is written by its key and read as its words."""
    options = {"warm": Value("warm and plain", raw="warm")}
    assert read(FactType.CHOICE, "warm", options) == options["warm"]
    assert read(FactType.CHOICE, "cold", options) is None


def test_term_makes_its_grammar() -> None:
    """What a term's option leaves out is made by the common rules."""
    term = term_value("employees", {"one": "employee", "many": "employees"})
    assert term.text == "employee"
    assert term.fields["a"] == "an employee"
    assert term.fields["possessive"] == "employee's"
    assert term.fields["many_possessive"] == "employees'"


def test_term_keeps_what_is_given() -> None:
    """A part of a term's grammar that is given is not made; a plural without s takes 's."""
    term = term_value("children", {"one": "child", "many": "children", "a": "any child"})
    assert term.fields["a"] == "any child"
    assert term.fields["many_possessive"] == "children's"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("head teacher", "a"),
        ("academy", "an"),
        ("employee", "an"),
        ("university", "a"),
        ("hour", "an"),
        ("MP", "an"),
        ("SEN lead", "an"),
        ("union officer", "a"),
        ("unusual case", "an"),
        ("uninformed person", "an"),
        ("one-to-one tutor", "a"),
    ],
)
def test_article(word: str, wanted: str) -> None:
    """The article follows the first sound."""
    assert article(word) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Learn *together*",
        "**Bold**",
        "# Heading",
        "- a list",
        "1. a list",
        "> quoted",
        "a [link](x)",
        "`code`",
        "<b>x</b>",
        "<!-- x -->",
        "&lt;",
        "{{ x }}",
        "{% x %}",
        "---",
        "[insert name]",
        "TBC",
        "tbd",
        "____",
        "<school name>",
        "Lorem ipsum",
        "a\\*b",
    ],
)
def test_not_plain(text: str) -> None:
    """Markup, templates and placeholders are not plain text."""
    assert not_plain(text) is not None


@pytest.mark.parametrize(
    "text",
    ["5 * 6", "snake_case_name", "a < b", "R&D", "C# and F#", "Ask (the) office!", "x_1", "£5–£6"],
)
def test_plain(text: str) -> None:
    """Signs that Markdown would leave alone are plain text."""
    assert not_plain(text) is None


@given(st.sampled_from(list(FactType)), st.text())
def test_any_text_is_a_value_or_a_finding(kind: FactType, raw: str) -> None:
    """No text makes the reading of a value raise; whatever is accepted has words."""
    value = read(kind, raw)
    assert value is None or value.text.strip()
