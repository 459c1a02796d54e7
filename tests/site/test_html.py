"""Pages as HTML: what stands where, that ids hold, and that text stays text."""

from __future__ import annotations

import dataclasses
import re
from enum import Enum
from itertools import pairwise
from typing import Any

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from markupsafe import Markup

from policyloom.model.editions import Origin
from policyloom.model.nodes import Link, Paragraph, Run, Span, TableBlock, Text, spans
from policyloom.model.pages import Contact, Difference, Page
from policyloom.outputs.html import Aids, PdfLink, anchor, article, size
from policyloom.outputs.markup import tag, text

from . import samples
from .sample_text import COMPLAINTS, MATRIX, para, section

HREFS = {"policy:data-protection": "../data-protection/"}
HOSTILE = "<x-evil onclick=a>\"'&amp;</title></style><!--]]>{{ 7*7 }}{% x %}"
KEYS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}([/.][a-z0-9][a-z0-9-]{0,8})?", fullmatch=True)


def tree(page: Page, **options: Any) -> HtmlElement:
    return lxml.html.fragment_fromstring(article(page, HREFS, **options).html)


def edition(page: Page) -> HtmlElement:
    (found,) = tree(page).xpath("//*[@data-edition]")
    return found


def squeeze(words: str) -> str:
    return " ".join(words.split())


def hostile(value: Any) -> Any:
    """The same value with hostile text in front of every string in it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return HOSTILE + value
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: hostile(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def test_edition_without_aids_is_title_and_body_and_nothing_else() -> None:
    """A program that drops data-aid from data-edition is left with exactly the edition's text."""
    found = edition(samples.page(body=COMPLAINTS))
    for aid in found.xpath(".//*[@data-aid]"):
        aid.drop_tree()
    assert squeeze(" ".join(found.itertext())) == (
        "Social media policy 1 Three stages A complaint is first heard by the person closest to "
        "it, within 10 school days. If that does not settle it, write to the head teacher. "
        "2 The panel Three governors hear the complaint."
    )


def test_edition_names_school_policy_and_edition() -> None:
    """data-edition tells a program which edition it reads."""
    assert edition(samples.page()).get("data-edition") == "hazelbrook/social-media/2026-03-12-first"


def test_every_occurrence_is_an_element_with_its_anchor_and_key() -> None:
    """Each clause can be found by its key, in reading order, with its own words."""
    page = samples.page()
    found = edition(page).xpath(".//*[@data-clause]")
    keyed = [span for span in spans(page.body) if span.key]
    assert [e.get("data-clause") for e in found] == [span.key for span in keyed]
    assert [e.get("id") for e in found] == [anchor(span.key) for span in keyed]
    assert tree(page).get_element_by_id("rule-devices").text_content().startswith("They take")


def test_ids_are_unique_even_where_a_clause_is_called_like_a_part() -> None:
    """A clause keeps its anchor; a part that would share it gets another."""
    body = (
        section("scope", "", "Scope", para("section-scope", "It is for all.")),
        section("title", "", "Title", para("title", "So it is called.")),
    )
    ids = tree(samples.page(body=body)).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"section-scope", "section-scope-2", "title", "title-2"} <= set(ids)


@given(st.sets(KEYS, min_size=2, max_size=6))
def test_anchors_never_collide_and_are_plain_selectors(keys: set[str]) -> None:
    """Two keys never share an anchor, and an anchor needs no escaping in CSS or a URL."""
    anchors = {anchor(key) for key in keys}
    assert len(anchors) == len(keys)
    assert all(re.fullmatch(r"[a-z_][a-z0-9_-]*", found) for found in anchors)


def test_joined_clauses_have_their_words_between_them_as_text() -> None:
    """Two clauses in one cell are two elements with a space between."""
    cell = tree(samples.page()).get_element_by_id("con-pupils_school").getparent()
    assert cell.text_content() == ("Yes, where a leader has agreed the account. A record is kept.")
    assert len(cell) == 2 and cell[0].tail == " "


def test_headings_never_skip_a_level_and_numbers_are_text() -> None:
    """Screen readers' list of headings is an outline, with the numbers people quote."""
    headings = tree(samples.page()).xpath("//h1|//h2|//h3|//h4")
    levels = [int(h.tag[1]) for h in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert "2.1 Pictures of pupils#" in [squeeze(h.text_content()) for h in headings]


def test_contents_lead_to_headings_that_exist() -> None:
    """The table of contents names every part in order and each leads somewhere."""
    made = article(samples.page(), HREFS)
    ids = set(lxml.html.fragment_fromstring(made.html).xpath("//@id"))
    assert [e.title for e in made.toc][:4] == [
        "Social media policy",
        "1 Introduction",
        "2 How staff conduct themselves",
        "2.1 Pictures of pupils",
    ]
    assert all(entry.id in ids for entry in made.toc)


def test_tables_have_caption_scopes_and_labels() -> None:
    """A cell can be read with its row's and its column's name, also on a narrow screen."""
    (table,) = tree(samples.page()).xpath("//table[.//*[@id='con-pupils_own']]")
    assert table.find("caption").text == "Whom staff may be in touch with, and how"
    assert [th.get("scope") for th in table.find("thead").iter("th")] == ["col"] * 3
    assert [tr[0].get("scope") for tr in table.find("tbody")] == ["row"] * 3
    assert table.xpath(".//tbody//td/@data-label")[:2] == ["Own account", "School account"]


def test_wide_tables_can_be_scrolled_with_the_keyboard() -> None:
    """Three columns or more stand in a named region that takes focus; two do not need it."""
    assert tree(samples.page()).xpath("//div[@tabindex='0'][@aria-labelledby]/table")
    narrow = TableBlock("t", "", MATRIX.header[:2], ())
    assert not tree(samples.page(body=(narrow,))).xpath("//div[@tabindex]")


def test_lists_keep_their_kind() -> None:
    """Roman steps are an ordered list of that type, nested grounds a list in their item."""
    found = tree(samples.page())
    assert found.xpath("//ol[@type='i']/li[2]")[0].text_content() == "show it to a leader"
    assert found.xpath("//li[*[@id='rule-discriminate']]/ul/li/text()") == [
        "age",
        "disability",
        "race",
    ]


def test_notes_are_named_by_their_heading() -> None:
    """An aside is a landmark with the name that it shows."""
    (note,) = tree(samples.page()).xpath("//aside")
    assert tree(samples.page()).get_element_by_id(note.get("aria-labelledby")).text_content() == (
        "Before you post"
    )


def test_policy_links_lead_to_the_schools_own_edition_or_are_text() -> None:
    """A policy that the school has is linked; one that it has not is named without a link."""
    found = tree(samples.page())
    assert found.xpath("//a[@href='../data-protection/']")
    assert not found.xpath("//a[starts-with(@href, 'policy:')]")
    assert "Complaints policy" in found.text_content()


def test_links_that_could_run_code_are_text() -> None:
    """Only web, e-mail and telephone addresses become links."""
    link = Link("JavaScript:alert(1)", (Text("press"),))
    page = samples.page(body=(Paragraph(Run((Span("k", (link,)),))),))
    assert not tree(page).xpath("//a[.='press']")
    assert "press" in edition(page).text_content()


def test_hostile_text_stays_text_in_every_field() -> None:
    """Whatever stands in any field of a page, no element and no attribute comes of it."""
    names = {str(e.tag) for e in tree(samples.page()).iter()}
    page = hostile(samples.page())
    for found in tree(page, pdf=PdfLink(HOSTILE, 1)).iter():
        assert found.tag in names, found.tag
        assert not any(name.startswith("on") for name in found.attrib)
    assert HOSTILE in tree(page).text_content()


def test_text_is_escaped_once_and_loses_control_characters() -> None:
    """Markup passes, text is escaped, and characters that HTML forbids are gone."""
    assert str(tag("p", "a\x00\x0b<b>", Markup("<i>x</i>"))) == "<p>a&lt;b&gt;<i>x</i></p>"
    assert text("&amp;") == "&amp;amp;"


def test_draft_banner_and_pdf_are_aids() -> None:
    """A draft says so above its title, and the PDF's link tells its size; both are aids."""
    found = tree(samples.complaints(), pdf=PdfLink("hazelbrook-complaints.pdf", 61_002))
    (banner,) = found.xpath("//p[contains(@class, 'banner')]")
    assert banner.text.startswith("Draft") and banner.get("data-aid") is not None
    (link,) = found.xpath("//a[@href='hazelbrook-complaints.pdf']")
    assert "61 KB" in link.text_content() and link.xpath("ancestor::*[@data-aid]")


def test_front_and_back_matter_stand_outside_the_text() -> None:
    """Adoption, cycles, signatures, sign-off, provider and end mark are shown, not approved."""
    found = tree(samples.page())
    for words in (
        "Adopted by",
        "Every two years",
        "Harbour Staffing",
        "End of policy",
        "Ivo Brand",
    ):
        assert words in found.text_content(), words
        spots = found.xpath(f"//*[@data-edition]//*[contains(text(), '{words}')]")
        assert all(e.xpath("ancestor-or-self::*[@data-aid]") for e in spots)


def test_differences_are_told_with_their_kind_and_reason() -> None:
    """What the school does differently is listed once, with a link to the rule, kind and reason."""
    again = Difference("con-pupils/own", "Photographs of pupils", Origin.CHOSEN, "Parents asked.")
    first = dataclasses.replace(again, key="rule-photographs", choice="Never published")
    page = samples.page(differences=(first, dataclasses.replace(first, key="gone"), again))
    items = tree(page).xpath("//section[@class='differences']//li")
    assert [squeeze(item.text_content()) for item in items] == [
        "Photographs of pupils Chosen by the school: never published. In 2 places.Parents asked.",
        "Photographs of pupils Chosen by the school.Parents asked.",
    ]
    assert [item.xpath(".//a/@href") for item in items] == [
        ["#rule-photographs"],
        ["#con-pupils_own"],
    ]
    assert not tree(samples.page(differences=())).xpath("//section[@class='differences']")


def test_whom_to_ask_stands_after_the_text_with_phone_and_email() -> None:
    """A reader can telephone or write from the page itself."""
    aids = Aids(ask=(Contact("Head teacher", "Alma Reyes", "head@example.org", "01632 960124"),))
    found = tree(samples.page(), aids=aids).xpath("//section[@class='whom']//a/@href")
    assert found == ["mailto:head@example.org", "tel:01632960124"]


def test_sizes_are_written_for_people() -> None:
    """A file's size is in kilobytes, or megabytes from a million bytes on."""
    assert [size(n) for n in (1, 84_211, 1_240_000)] == ["1 KB", "84 KB", "1.2 MB"]
