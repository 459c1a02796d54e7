"""Printed copies: their codes, and what a site answers to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policyloom.model.nodes import Emphasis, Link
from policyloom.model.pages import Contact, Masthead, Status
from policyloom.model.policies import Audience
from policyloom.outputs.copies import (
    ALPHABET,
    BEGINNING,
    LENGTH,
    beginning,
    checked,
    copy_code,
    dashed,
    is_code,
    normal,
    school_part,
)
from policyloom.outputs.copy_known import known_copies
from policyloom.outputs.copy_page import copy_article
from tests.pdf import samples
from tests.pdf.building import fact, para, section
from tests.site.copied import (
    answer,
    copied_trust,
    known,
    page_of,
    site_of,
    with_other_contacts,
)
from tests.site.lived import TODAY
from tests.trusts import change_trust

BODIES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
CODES = BODIES.map(checked)
PUBLIC, GOVERNORS = Audience.PUBLIC, Audience.GOVERNORS


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_told(code: str, place: int, other: str) -> None:
    """Whichever character is replaced by whichever other, the code is none any more."""
    assume(code[place] != other)
    assert is_code(code)
    assert not is_code(code[:place] + other + code[place + 1 :])


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_characters_that_change_places_are_always_told(code: str, one: int, two: int) -> None:
    """Near or far, two different characters that have changed places make no code."""
    swapped = list(code)
    swapped[one], swapped[two] = code[two], code[one]
    assume(code[one] != code[two])
    assert not is_code("".join(swapped))


@given(CODES, st.data())
def test_what_is_typed_by_hand_is_forgiven(code: str, data: st.DataObject) -> None:
    """Small letters, spaces and dashes anywhere, O for 0, I or l for 1, U for V: the same code."""
    likes = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}
    typed = "".join(
        data.draw(st.sampled_from(likes.get(char, char + char.lower())))
        + data.draw(st.sampled_from(["", " ", "-", "–", " - ", "."]))
        for char in code
    )
    assert normal(typed) == code
    assert normal(dashed(code)) == code


@pytest.mark.parametrize("typed", ["", "XH0TBP", "XH0TBP0HF3X", "XH0TBP0HÉ3", "٠٠٠٠٠٠٠٠٠٠"])
def test_what_is_no_code(typed: str) -> None:
    """Too short, too long, or with characters that no code has."""
    assert not is_code(normal(typed))


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_beginning_is_always_well_formed(school: str, policy: str, edition: str) -> None:
    """Any ids give six characters of the alphabet, of which the first two are the school's."""
    begins = beginning(school, policy, edition)
    assert len(begins) == BEGINNING and set(begins) <= set(ALPHABET)
    assert begins.startswith(school_part(school))


def test_a_code_never_changes() -> None:
    """Codes on paper must be answered for years: these are what they were in the first release."""
    assert beginning("hazelbrook", "complaints", "2026-11-10") == "XH0TBP"
    page = replace(
        samples.short_page(),
        school="hazelbrook",
        policy="complaints",
        edition="2026-11-10",
        masthead=Masthead("Ash School", "Trust", ("1 High Street",), (), *[""] * 6),
        body=(para("Ask ", fact("people.head.name", "Alma Reyes"), "."),),
        signatures=(Contact("Head teacher", "Alma Reyes", "head@example.org", "01632 960123"),),
        signoff=(),
        provider=(),
        provider_name="",
        footer="www.example.org",
    )
    assert dashed(copy_code(page)) == "XH0TBP-TM6B"


def test_a_code_follows_the_particulars_and_nothing_else() -> None:
    """Another name, address or number gives another code; a day, a colour or a rule does not."""
    page = samples.full_page()
    code = copy_code(page)
    head = page.masthead
    same = (
        replace(page, review="2031-01-01", details=(), summary="Another."),
        replace(page, masthead=replace(head, primary="#000000", logo="")),
        replace(page, body=(*page.body, section("more", "9", "More", para("Other words.")))),
    )
    assert {copy_code(each) for each in same} == {code}
    person = Contact("Head teacher", "Somebody Else")
    others = (
        replace(page, masthead=replace(head, school="Ash School")),
        replace(page, signoff=(person,)),
        replace(page, provider=(person,)),
        replace(page, body=(*page.body, para(fact("people.head.name", "Somebody Else")))),
        replace(page, body=(*page.body, para(Emphasis((fact("school.phone", "1"),))))),
        replace(page, body=(*page.body, para(Link("mailto:a@example.org", (), "mailto:{{ x }}")))),
    )
    codes = [copy_code(each) for each in others]
    assert len({code, *codes}) == 1 + len(others)
    assert {each[:BEGINNING] for each in codes} == {code[:BEGINNING]}


def test_a_capital_is_no_other_particular() -> None:
    """Who begins a sentence is the same person as in the middle of one."""
    page = samples.short_page()
    one, two = (replace(page, body=(para(fact("a.b", x)),)) for x in ("the office", "The office"))
    assert copy_code(one) == copy_code(two)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_trust(tmp_path_factory.mktemp("copied") / "tiny")


def printed(root: Path, school: str, policy: str, day: str, audience: Audience = GOVERNORS) -> str:
    """The code of a copy printed on a day."""
    return copy_code(page_of(root, school, policy, audience, day))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-06-01", "Superseded on 12 March 2025"),
        ("2025-06-01", "Superseded on 12 March 2026"),
        ("2026-06-01", "In force"),
        (TODAY, "In force"),
        ("2027-06-01", "Not yet in force"),
    ],
)
def test_what_a_copy_of_a_day_is_today(root: Path, day: str, said: str) -> None:
    """A copy printed from the policy's page on any day is what its edition is today."""
    code = printed(root, "brook", "complaints", day)
    for audience in Audience:
        assert answer(site_of(root, "brook", audience), code) == said


def test_contacts_changed_since_needs_no_memory(root: Path) -> None:
    """A copy printed before a contact changed is told from one printed today."""
    before, now = (printed(root, "ashby", "conduct", day) for day in ("2025-12-01", TODAY))
    site = site_of(root, "ashby", GOVERNORS)
    assert before[:BEGINNING] == now[:BEGINNING]
    assert answer(site, now) == "In force"
    assert answer(site, before) == "Wording in force, contacts changed since"
    assert answer(site, with_other_contacts(now)) == "Wording in force, contacts changed since"


def test_a_review_that_changed_nothing_is_told(root: Path) -> None:
    """The edition before a review that left the wording as it was is superseded, and says so."""
    site = site_of(root, "brook", PUBLIC)
    (copy,) = known(site, printed(root, "brook", "complaints", "2025-06-01"))
    assert "left the wording as it was" in copy.answer.words
    (older,) = known(site, printed(root, "brook", "complaints", "2024-06-01"))
    assert "left the wording" not in older.answer.words
    assert older.answer.links[1][1] == "complaints/changes/2024-03-12..2026-03-12"


def test_a_draft_is_never_in_force(root: Path) -> None:
    """A copy of a draft or proposal says so for ever, to governors; others do not know it."""
    drafts = [
        printed(root, "brook", "conduct", TODAY),
        checked(beginning("brook", "complaints", "proposed") + "ABC"),
    ]
    for code in drafts:
        assert answer(site_of(root, "brook", GOVERNORS), code) == "A draft, never in force"
        assert answer(site_of(root, "brook", Audience.STAFF), code) == ""


def test_a_lower_audience_knows_nothing_of_a_higher_ones_editions(root: Path) -> None:
    """The code of a staff policy is unknown to the public's page, as if there were no such copy."""
    code = printed(root, "ashby", "conduct", TODAY)
    assert answer(site_of(root, "ashby", Audience.STAFF), code) == "In force"
    public = site_of(root, "ashby", PUBLIC)
    assert answer(public, code) == ""
    assert code[:BEGINNING] not in copy_article(public).html


def test_the_page_comes_true_by_itself(root: Path) -> None:
    """What will hold from a day on is in the page already: in force no longer, and in force."""
    site = site_of(root, "brook", PUBLIC)
    (now,) = known(site, printed(root, "brook", "complaints", TODAY))
    (then,) = known(site, printed(root, "brook", "complaints", "2027-06-01"))
    assert now.turns == then.turns == "2027-01-01"
    assert now.later and now.later.short == "No longer in force"
    assert then.later and then.later.short == "In force"


def test_a_copy_under_a_former_id_is_known(root: Path, tmp_path: Path) -> None:
    """After a policy has been renamed, copies from before and since are both answered for."""
    before = printed(root, "brook", "complaints", TODAY)
    other = copied_trust(tmp_path / "renamed")
    policies = other / "templates/policies"
    (policies / "complaints.yml").rename(policies / "concerns.yml")
    (policies / "complaints").rename(policies / "concerns")
    text = (policies / "concerns.yml").read_text("utf-8")
    (policies / "concerns.yml").write_text(f"was: [complaints]\n{text}", "utf-8")
    for path in (*other.glob("schools/*/*.yml"), *other.rglob("templates/clauses/*/*.md")):
        path.write_text(path.read_text("utf-8").replace("complaints]", "concerns]"), "utf-8")
    for path in other.rglob("templates/clauses/*/*.md"):
        said = path.read_text("utf-8").replace("policy:complaints", "policy:concerns")
        path.write_text(said, "utf-8")
    (other / "schools/brook/complaints.yml").rename(other / "schools/brook/concerns.yml")
    change_trust(other, {"schools/trust.yml": {"edit": [["  complaints:", "  concerns:"]]}})
    site = site_of(other, "brook", PUBLIC)
    since = printed(other, "brook", "concerns", TODAY)
    assert since[:BEGINNING] != before[:BEGINNING]
    assert answer(site, before) == answer(site, since) == "In force"


def test_a_site_without_history_knows_what_is_in_force() -> None:
    """Where no editions are published beside the policies, their own pages are known."""
    from tests.site import samples as sites

    site = replace(sites.school_site(), site_url="https://policies.example.org/hazelbrook/")
    short = {copy.answer.short for _, listed in known_copies(site) for copy in listed}
    pages = [entry.page for entry in site.entries]
    assert any(page.status is Status.IN_FORCE for page in pages)
    assert "In force" in short
