"""What the public reads of the register, and what governors alone do."""

from __future__ import annotations

from pathlib import Path
from posixpath import normpath

import pytest
from lxml import html
from lxml.html import HtmlElement

from policyloom.outputs.register_rows import WORDS
from tests.register.held import held
from tests.trusts import change_trust, publish

SECRETS = ("in the locked cupboard", "There is no water here", "by the accountant", "A guide")
"""What schools say for governors, and what only the page of gaps names."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published trust, with a draft that the register asks for."""
    root = held(tmp_path_factory.mktemp("pages") / "tiny")
    assert publish(root, pdfs=False).published
    return root / "site"


def every(page: Path, path: str) -> list[HtmlElement]:
    """The elements of a page that an XPath finds."""
    found = html.fromstring(page.read_text("utf-8")).xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, HtmlElement)]


def listed(page: Path) -> dict[str, list[str]]:
    """By the title of each entry, the addresses that it leads to."""
    found = {}
    for item in every(page, "//ul[@class='published']/li"):
        (title,) = item.iterfind("strong")
        found["".join(title.itertext())] = [str(link.get("href")) for link in item.iter("a")]
    return found


def test_the_public_page_lists_what_is_really_published(site: Path) -> None:
    """What the register asks to publish, and only that of it which stands there or elsewhere."""
    assert listed(site / "public/ashby/publication/index.html") == {
        "On the web": ["../complaints/"],
        "Telephone": ["../contacts/"],
        "Elsewhere": ["https://www.ashby.example.org/elsewhere/"],
    }
    assert (site / "public/ashby/complaints/index.html").is_file()
    assert (site / "public/ashby/contacts/index.html").is_file()


def test_a_draft_is_not_among_it(site: Path) -> None:
    """A school that has decided nothing lists no policy, on the governors' site neither."""
    for audience in ("public", "staff", "governors"):
        page = site / audience / "brook/publication/index.html"
        assert listed(page) == {"Telephone": ["../contacts/"]}


def test_gaps_are_on_the_governors_site_alone(site: Path) -> None:
    """No word of a gap, of a reason or of what is kept where, is in what others may read."""
    told = (site / "governors/ashby/register/index.html").read_text("utf-8")
    for words in ("Required and missing", *SECRETS):
        assert words in told
    for audience in ("public", "staff"):
        files = [path for path in (site / audience).rglob("*") if path.is_file()]
        assert files and not [path for path in files if "register" in path.parent.name]
        texts = b"\0".join(path.read_bytes() for path in files)
        for words in (*WORDS.values(), *SECRETS):
            assert words.encode() not in texts, words


def test_the_governors_page_says_all(site: Path) -> None:
    """Each gap stands under its name with its reason; sources are named and linked."""
    page = site / "governors/ashby/register/index.html"
    (section,) = every(page, "//section[@aria-labelledby='required-and-missing']")
    assert [e.text for e in section.iter("strong")] == [
        *("Missing", "By phase", "Waits", "Not to be waived"),
    ]
    ids = {e.get("id") for e in every(page, "//*[@id]")}
    links = [str(a.get("href")) for a in section.iter("a")]
    assert links and {href.removeprefix("#") for href in links} <= ids


def test_the_menu_leads_to_both_pages(site: Path) -> None:
    """Everybody's menu has what is published, and the governors' the register."""
    for audience, known in (("public", False), ("staff", False), ("governors", True)):
        menu = every(site / audience / "ashby/index.html", "//nav//a")
        links = {normpath(str(link.get("href"))) for link in menu}
        assert "publication" in links
        assert ("register" in links) == known


def test_a_page_without_a_register_is_not_there(tiny: Path) -> None:
    """A trust without a register has neither page, and no link to one."""
    assert publish(tiny, pdfs=False).published
    assert not (tiny / "site/governors/ashby/register").exists()
    assert "publication/" not in (tiny / "site/public/ashby/index.html").read_text("utf-8")


def test_a_public_site_does_not_change_with_a_gap(tmp_path: Path) -> None:
    """What is wanting is not even part of what the public folder is made of."""
    root = held(tmp_path / "tiny")
    publish(root, pdfs=False)
    more = "  another: {title: Another, kind: policy, needed: {answer: required, sources: [act]}}\n"
    change_trust(root, {"templates/statutory.yml": {"append": more}})
    report = publish(root, pdfs=False)
    assert "governors/ashby" in report.rendered
    assert {"public/ashby", "staff/ashby"} <= {*report.unchanged}
