"""What pages tell search engines: JSON-LD that can be read, is true, and breaks out of nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from policyloom.model.pages import Status
from policyloom.outputs.linked_data import policy_data, school_data
from policyloom.plugin import build_school
from tests.site import samples

HOSTILE = '</script><script>alert(1)</script><!-- \u2028 & "x" \\u003c {{ 7*7 }} \x07'
SITE = samples.school_site()


def told(page: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(policy_data(SITE, page, **more))
    return found


def test_a_policy_in_force_says_since_when_and_by_whom() -> None:
    """Its own address, its edition, the day it was decided, from when it holds, and its PDF."""
    found = told(samples.page(), file="hazelbrook-social-media.pdf")
    assert found["@type"] == "DigitalDocument"
    assert found["url"] == "https://policies.example.org/hazelbrook/social-media/"
    assert found["version"] == "2026-03-12-first" and found["identifier"] == "HR02"
    assert found["datePublished"] == found["dateModified"] == "2026-03-12"
    assert found["temporalCoverage"] == "2026-03-12/.."
    assert found["publisher"]["name"] == "Hazelbrook School"
    assert found["publisher"]["telephone"] == "01632960123"
    assert found["encoding"]["contentUrl"] == found["url"] + "hazelbrook-social-media.pdf"


def test_changed_contacts_change_the_page_and_not_the_edition() -> None:
    """What was modified last is told; what was decided stays."""
    found = told(samples.page(), updated="2026-09-03")
    assert (found["datePublished"], found["dateModified"]) == ("2026-03-12", "2026-09-03")


def test_what_is_not_known_is_not_said() -> None:
    """A draft has no dates, what was withdrawn no longer holds, and a review is no expiry."""
    draft = told(samples.complaints())
    assert not {"datePublished", "dateModified", "version", "temporalCoverage"} & set(draft)
    ended = told(samples.page(status=Status.WITHDRAWN))
    assert "temporalCoverage" not in ended and ended["creativeWorkStatus"] == "Withdrawn"
    assert "expires" not in told(samples.page())
    unknown = json.loads(policy_data(replace(SITE, site_url=""), samples.page(), file="a.pdf"))
    assert not {"url", "@id"} & set(unknown) and unknown["encoding"]["contentUrl"] == "a.pdf"


def test_a_school_says_where_it_is_and_how_to_reach_it() -> None:
    """Its address without its name twice, its telephone, its own website, and its trust."""
    found = json.loads(school_data(SITE))
    assert found["@type"] == "School"
    assert found["address"] == "Mill Lane, Northmoor, NM4 7QZ"
    assert found["email"] == "office@hazelbrook.example.org"
    assert found["url"] == "https://www.hazelbrook.example.org"
    assert found["parentOrganization"]["name"] == SITE.trust


@pytest.mark.parametrize("noindex", [True, False])
def test_hostile_words_end_no_script(tmp_path: Path, noindex: bool) -> None:
    """A browser finds one script of data on the page, and reads back the very words."""
    page = samples.page(title=HOSTILE, summary=HOSTILE, number=HOSTILE)
    masthead = replace(samples.MASTHEAD, website="javascript:alert(1)", address=(HOSTILE,))
    entry = replace(SITE.entries[0], page=page)
    site = replace(SITE, name=HOSTILE, masthead=masthead, entries=(entry,), noindex=noindex)
    build_school(site, tmp_path)
    for name in ("index.html", "social-media/index.html"):
        words = (tmp_path / name).read_text("utf-8")
        tree: Any = lxml.html.fromstring(words)
        found = tree.xpath("//script[@type='application/ld+json']/text()")
        assert len(found) == (0 if noindex else 1), name
        assert not re.search(r"<script>\s*alert", words)
        for text in found:
            data = json.loads(text)
            assert "javascript:" not in text and "<" not in text and "\x07" not in text
            assert data.get("publisher", data)["name"] == HOSTILE.replace("\x07", "")
