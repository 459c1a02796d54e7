"""A school's own pages: what is new, contacts, the rules for a role, reviews that are due."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyloom.model.pages import Contact
from policyloom.model.policies import Audience
from policyloom.outputs.site_due import Due, due_on
from policyloom.pipeline.sites import school_site, shelf
from tests.desk.deciding import decide
from tests.site.lived import page, words
from tests.trusts import change_trust, publish, tiny_trust, woven

ROLES = """roles:
  lunchtime-supervisor: {you: a lunchtime supervisor, also: [staff]}
  staff: "{{ staff.a }}"
  head: the head
"""
TAGGED = {
    "schools/trust.yml": {"append": ROLES},
    "templates/clauses/conduct/rule-kind.md": {
        "edit": [["adapt: adaptable\n", "adapt: adaptable\nroles: [staff]\n"]]
    },
    "templates/clauses/conduct/rule-harm.md": {
        "edit": [["---\ntitle", "---\nroles: [staff, lunchtime-supervisor]\ntitle"]]
    },
}


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny trust with roles, its conduct in force at both schools, published."""
    root = tiny_trust(tmp_path_factory.mktemp("tagged") / "tiny", TAGGED)
    for school in ("ashby", "brook"):
        decide(root, school, "conduct", "2025-12-01")
    assert publish(root, pdfs=False).published
    return root


@pytest.fixture
def root(tagged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tagged, tmp_path / "tiny", symlinks=True))


def test_a_role_finds_its_rules_in_their_own_words_under_their_lead_in(tagged: Path) -> None:
    """What stands tagged is shown, with what it completes and a link to its place."""
    found = page(tagged / "site/staff/brook/roles/lunchtime-supervisor")
    assert words(found, "//h1") == ["If you are a lunchtime supervisor"]
    (item,) = found.xpath("//div[contains(@class,'role')]//li[a[@class='place']]")
    assert item.xpath("./a/@href") == ["../../conduct/#rule-harm"]
    policy = page(tagged / "site/staff/brook/conduct").get_element_by_id("rule-harm")
    assert item.text == policy.text_content()
    assert words(item, "../preceding-sibling::p[1]")[0].endswith(":")
    also = found.xpath("//div[@class='also']//a/@href")
    assert also == ["../staff/"]


def test_roles_without_rules_have_no_page_and_unread_policies_no_rules(tagged: Path) -> None:
    """A role that no rule names is not listed; a policy for staff tells the public nothing."""
    told = page(tagged / "site/staff/brook/roles").xpath("//ul[@class='role-list']//a/@href")
    assert told == ["lunchtime-supervisor/", "staff/"]
    assert not (tagged / "site/public/brook/roles").exists()


def test_a_trust_without_roles_has_no_pages_of_roles(tmp_path: Path) -> None:
    """Whoever declares no role gets none, and no link to any."""
    root = tiny_trust(tmp_path / "tiny")
    decide(root, "brook", "complaints", "2026-01-05")
    assert publish(root, pdfs=False).published
    home = page(root / "site/governors/brook")
    assert not home.xpath("//a[contains(@href, 'roles')]")
    assert not (root / "site/governors/brook/roles").exists()


def test_changing_a_role_later_changes_no_page_of_what_is_in_force(root: Path) -> None:
    """Whom a rule concerns is part of what was decided."""
    change_trust(
        root,
        {
            "templates/clauses/conduct/rule-harm.md": {
                "edit": [["roles: [staff, lun", "roles: [lun"]]
            }
        },
    )
    publish(root, pdfs=False)
    shown = page(root / "site/staff/brook/roles/staff")
    assert shown.xpath("//a[contains(@href, '#rule-harm')]")


def test_people_are_named_once_with_all_their_posts(root: Path) -> None:
    """Who holds two posts is one person on the contacts page, with both ways to reach them."""
    chair = "  people.chair: {name: Tom Hale, post: Chair of governors, phone: 01632 960777}\n"
    change_trust(root, {"schools/ashby/school.yml": {"append": chair}})
    publish(root, pdfs=False)
    people = words(page(root / "site/staff/ashby/contacts"), "//ul[@class='people']/li")
    assert people == ["Tom HaleHead teacherChair of governors01632 960777"]


def test_what_is_new_tells_decisions_and_changed_contacts_newest_first(tagged: Path) -> None:
    """A dated change of a person stands among the decisions, with who was there before."""
    lines = words(page(tagged / "site/staff/ashby"), "//ol[@class='news']/li")
    assert [line[:15] for line in lines] == ["1 January 2026 ", "1 December 2025"]
    assert "Head teacher: Tom Hale Takes over from Alma Reyes." in lines[0]
    assert "Code of conduct" in lines[1] and "first time" in lines[1]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-10-01", Due.LATER),
        ("2026-10-02", Due.SOON),
        ("2026-12-01", Due.SOON),
        ("2026-12-02", Due.OVERDUE),
    ],
)
def test_a_review_is_due_from_sixty_days_before_until_its_day(today: str, state: Due) -> None:
    """Both ends count: the sixtieth day before, and the day itself."""
    assert due_on("2026-12-01", today) is state
    assert due_on("", today) is Due.LATER


def test_without_scripts_the_build_tells_what_is_due(root: Path) -> None:
    """On the day of the build the banner and the chip say what is true then."""
    for today, words_ in (("2026-11-20", "Due by 1 December 2026"), ("2027-01-01", "Overdue")):
        publish(root, pdfs=False, today=today)
        home = page(root / "site/staff/brook")
        shown = "//span[@class='due-chip'][not(@hidden)]/span[not(@hidden)]"
        assert words(home, shown) == [words_]
        banner = page(root / "site/staff/brook/conduct").xpath("//p[@class='review-due']")[0]
        assert "hidden" not in banner.attrib


def test_whom_to_ask_is_the_person_named_else_the_head(root: Path) -> None:
    """A policy's own person comes first; without one the head; the office always."""
    change_trust(
        root,
        {"templates/policies/conduct.yml": {"edit": [["owner:", "ask: people.chair\nowner:"]]}},
    )
    chair = "  people.chair: {name: Una Moss, post: Chair of governors}\n"
    change_trust(root, {"schools/ashby/school.yml": {"append": chair}})
    weave = woven(root)
    site = school_site(weave, shelf(weave, "ashby", Audience.GOVERNORS), ())
    asked = {entry.page.policy: entry.ask for entry in site.entries}
    office = Contact("School office", "", "office@ashby.example.org", "01632 960123")
    assert asked["conduct"] == (Contact("Chair of governors", "Una Moss"), office)
    assert asked["complaints"] == (Contact("Head teacher", "Tom Hale"), office)


SECRET = """
  - annex: inner
    heading: For staff
    audience: governors
    body:
      - rule-photos
"""


def test_a_difference_in_a_closed_annex_is_not_named_to_those_outside(root: Path) -> None:
    """Of a clause in an annex for governors, staff read neither the title nor the reason."""
    change_trust(
        root,
        {
            "templates/policies/conduct.yml": {"append": SECRET.lstrip("\n")},
            "schools/ashby/conduct.yml": {"append": "choose: {rule-photos: never}\n"},
        },
    )
    decide(root, "ashby", "conduct", "2026-11-01", "--summary", "An annex.")
    assert publish(root, pdfs=False).published
    governors = page(root / "site/governors/ashby/conduct").xpath("//section[@class='differences']")
    staff = page(root / "site/staff/ashby/conduct").xpath("//section[@class='differences']")
    title = "#rule-photos"
    assert governors[0].xpath(".//a/@href").count(title) == 1
    assert not staff[0].xpath(f".//a[@href='{title}']")
    assert len(words(governors[0], ".//li")) == len(words(staff[0], ".//li")) + 1
