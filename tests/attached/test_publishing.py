"""Attached files as they are published: to whom, with what words, and for how long."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from policyloom.findings import Findings
from tests.desk.deciding import decide
from tests.trusts import change_trust, files, publish, tiny_trust

from .samples import GOVERNORS, PUBLIC, STAFF, attach, for_each_audience, trust_with

NOTE = "This document is attached as it was approved. It is not yet woven from the trust’s clauses."


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of a trust with one attached file for each audience."""
    root = trust_with(tmp_path_factory.mktemp("attached") / "tiny", for_each_audience())
    assert publish(root, pdfs=False).published
    return root / "site"


@pytest.mark.parametrize(
    ("audience", "seen", "hidden"),
    [
        ("public", (PUBLIC,), (STAFF, GOVERNORS)),
        ("staff", (PUBLIC, STAFF), (GOVERNORS,)),
        ("governors", (PUBLIC, STAFF, GOVERNORS), ()),
    ],
)
def test_only_who_may_read_gets_page_and_file(
    published: Path, audience: str, seen: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    """Each folder has the files that its audience may read, and not a byte of the others."""
    folder = files(published / audience)
    for canary in seen:
        assert f"ashby/a-{canary}/index.html" in folder
        assert canary.encode() in folder[f"ashby/a-{canary}/ashby-a-{canary}.docx"]
    for canary in hidden:
        assert not [name for name in folder if canary in name]
        assert not [name for name, data in folder.items() if canary.encode() in data]


def page(published: Path, name: str) -> Any:
    return lxml.html.parse(published / name).getroot()


def test_the_page_says_what_it_is(published: Path) -> None:
    """The page has the note, who approved it and when, and a link that names form and size."""
    shown = page(published, f"public/ashby/a-{PUBLIC}/index.html")
    assert shown.xpath("string(//h1)").strip() == f"The {PUBLIC} file"
    assert NOTE in shown.xpath("string(//p[contains(@class, 'banner')])")
    facts = dict(
        zip(
            (e.text_content() for e in shown.xpath("//dl//dt")),
            (e.text_content() for e in shown.xpath("//dl//dd")),
            strict=True,
        )
    )
    assert facts["Approved by"] == "Governing body"
    assert facts["Approved on"] == "January 2026"
    assert facts["In force from"] == "February 2026"
    assert facts["Owner"] == "Director of estates"
    (link,) = shown.xpath("//a[@class='pdf']")
    assert link.get("href") == f"ashby-a-{PUBLIC}.docx"
    assert "Download the Word document (1\N{NO-BREAK SPACE}KB)" in link.text_content()


def test_it_is_listed_where_policies_are(published: Path) -> None:
    """The school's home lists it under its topic, and the portal in its table."""
    home = page(published, "public/ashby/index.html")
    (topic,) = home.xpath(f"//section[h2='{PUBLIC}']")
    assert f"The {PUBLIC} file" in topic.text_content()
    assert "Attached Word document" in topic.text_content()
    portal = page(published, "public/index.html")
    assert portal.xpath(f"//a[@href='ashby/a-{PUBLIC}/']")


def test_the_register_lists_it(published: Path) -> None:
    """policies.json gives the file's address and hash, and says that it is attached."""
    register = json.loads((published / "public/policies.json").read_text("utf-8"))["policies"]
    (entry,) = [e for e in register if e["kind"] == "attached"]
    assert (entry["school"], entry["policy"]) == ("ashby", f"a-{PUBLIC}")
    assert (entry["status"], entry["review"], entry["head"]) == ("in force", "2027-01-10", "")
    file = published / "public" / entry["file"]
    assert entry["sha256"] == sha256(file.read_bytes()).hexdigest()


def test_a_changed_file_is_published_anew(tmp_path: Path) -> None:
    """Other bytes in the file make another site; the same bytes leave it as it stands."""
    root = trust_with(tmp_path / "tiny", attach("first-aid", canary="before"))
    publish(root, pdfs=False)
    again = publish(root, pdfs=False)
    assert "public/ashby" in again.unchanged
    change_trust(root, attach("first-aid", canary="after"))
    publish(root, pdfs=False)
    data = (root / "site/public/ashby/first-aid/ashby-first-aid.docx").read_bytes()
    assert b"after" in data and b"before" not in data


def test_a_school_that_has_only_attached_files_has_a_site(tmp_path: Path) -> None:
    """A school that has adopted nothing yet publishes what it has attached."""
    changes = attach("first-aid", "brook/") | {
        "schools/brook/complaints.yml": {"remove": True},
        "schools/brook/school.yml": "name: Brook School\nphase: primary\nauthority: northmoor\n",
    }
    root = trust_with(tmp_path / "tiny", changes)
    findings = Findings()
    assert publish(root, findings, pdfs=False).published, list(findings)
    assert "nothing-adopted" not in {finding.code for finding in findings}
    folder = files(root / "site/public/brook")
    assert {"index.html", "first-aid/brook-first-aid.docx"} <= folder.keys()


def test_a_shared_file_is_at_each_school_it_is_for(tmp_path: Path) -> None:
    """What the trust attaches is on the site of each school, or of those that it names."""
    changes = attach("gifts", "") | attach("visits", "", schools="[brook]")
    root = trust_with(tmp_path / "tiny", changes)
    publish(root, pdfs=False)
    names = files(root / "site/public").keys()
    assert {"ashby/gifts/ashby-gifts.docx", "brook/gifts/brook-gifts.docx"} <= names
    assert "brook/visits/brook-visits.docx" in names
    assert not [name for name in names if name.startswith("ashby/visits")]


def test_it_makes_way_for_the_school_s_own_edition(tmp_path: Path) -> None:
    """It stands in for a policy until the school's edition is in force, and is then told of."""
    standing_in = attach("conduct-2026", policy="conduct", audience="staff")
    root = tiny_trust(tmp_path / "tiny", standing_in)
    findings = Findings()
    publish(root, findings, pdfs=False)
    assert "ashby/conduct-2026/index.html" in files(root / "site/staff")
    assert "attached-woven" not in {finding.code for finding in findings}
    decide(root, "ashby", "conduct", "2026-03-01")
    publish(root, findings, pdfs=False)
    assert not [name for name in files(root / "site/staff") if "conduct-2026" in name]
    (told,) = [finding for finding in findings if finding.code == "attached-woven"]
    assert str(told.place) == "schools/ashby/attached/conduct-2026.yml:1:1"


def test_nothing_is_published_that_is_said_to_be_approved_later(tmp_path: Path) -> None:
    """A day of approval that is still to come is an error that stops the school."""
    later = attach("first-aid", approved="2026-12-24", effective="2026-12-24")
    root = tiny_trust(tmp_path / "tiny", later)
    findings = Findings()
    assert not publish(root, findings, pdfs=False).published
    (told,) = [f for f in findings.errors() if f.code == "attached-not-approved"]
    assert told.scope.school == "ashby"
