"""Building a trust: nothing twice, the same bytes each time, and all or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from policyloom.findings import Findings
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.standalone import build_standalone
from policyloom.plugin import build_school
from tests.pipeline.apart import served
from tests.trusts import TODAY, change_trust, files, publish, tiny_trust

BROKEN = {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"}
"""Brook alone has an error."""

PHONE = {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}}
"""Ashby alone has changed."""

BACK = {"schools/ashby/school.yml": {"edit": [["01632 960199", "01632 960123"]]}}


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def entries(root: Path, audience: str, school: str) -> list[dict[str, Any]]:
    data = json.loads((root / "site" / audience / "policies.json").read_text("utf-8"))
    return [entry for entry in data["policies"] if entry["school"] == school]


# ------------------------------------------------------------------ nothing twice


def test_a_second_build_renders_nothing(root: Path) -> None:
    """Where nothing has changed nothing is made, and no file is touched."""
    before, touched = served(root), times(root / "site")
    report = publish(root)
    assert (report.rendered, report.pages, report.pdfs) == ([], 0, 0)
    assert served(root) == before
    assert times(root / "site") == touched


def test_only_what_changed_is_made_again(root: Path) -> None:
    """A school's new telephone number makes that school's pages anew, and no other's."""
    before = times(root / "site" / "governors" / "brook")
    change_trust(root, PHONE)
    report = publish(root)
    assert {part.split("/")[1] for part in report.rendered} == {"ashby"}
    assert times(root / "site" / "governors" / "brook") == before
    page = (root / "site/governors/ashby/index.html").read_text("utf-8")
    assert "01632 960199" in page and "01632 960123" not in page


@pytest.mark.parametrize("asked", [{"workers": 2}, {"pdfs": True}, {"workers": 1}])
def test_the_same_files_give_the_same_bytes(
    published: Path, tmp_path: Path, asked: dict[str, Any]
) -> None:
    """Built in another folder, by one process or several, every file is the same."""
    other = tiny_trust(tmp_path / "elsewhere" / "tiny")
    publish(other, **asked)
    assert served(other) == served(published)
    assert files(other / "build/markdown") == files(published / "build/markdown")


def test_a_change_and_its_undoing_leave_no_trace(root: Path, published: Path) -> None:
    """A site that was built by steps is the site that is built at once."""
    change_trust(root, PHONE)
    publish(root)
    change_trust(root, BACK)
    publish(root)
    assert served(root) == served(published)


@pytest.mark.parametrize("name", ["ashby/conduct/index.html", "index.html", "policies.json"])
def test_a_page_deleted_by_hand_comes_back(root: Path, name: str) -> None:
    """What somebody took out of the published folder is noticed, and is there again."""
    before = served(root)
    (root / "site" / "governors" / name).unlink()
    assert publish(root).published
    assert served(root) == before


def test_a_page_edited_by_hand_is_put_right(root: Path) -> None:
    """What somebody wrote into a published page does not outlive the next build."""
    before = served(root)
    page = root / "site/governors/ashby/conduct/index.html"
    text = page.read_bytes()
    page.write_bytes(text.replace(b"kind", b"rude"))
    os.utime(page)
    publish(root)
    assert served(root) == before


def test_a_stranger_in_the_folder_goes(root: Path) -> None:
    """A file that no build made does not stay among what is published."""
    before = served(root)
    (root / "site/governors/ashby/secret.html").write_text("left here")
    publish(root)
    assert served(root) == before


def test_what_is_no_longer_adopted_goes(root: Path) -> None:
    """A policy or school that is taken away is no longer published, in any folder or list."""
    change_trust(
        root,
        {
            "schools/ashby/school.yml": {"edit": [["conduct, complaints]", "conduct]"]]},
            "schools/brook": {"remove": True},
        },
    )  # fmt: skip
    publish(root)
    assert not (root / "site/governors/brook").exists()
    assert not (root / "site/governors/ashby/complaints").exists()
    assert not (root / "build/markdown/brook").exists()
    assert [e["policy"] for e in entries(root, "governors", "ashby")] == ["conduct"]
    assert "brook" not in (root / "site/governors/index.html").read_text("utf-8").lower()


# ------------------------------------------------------------------ all or nothing


def test_one_error_stops_everything(root: Path) -> None:
    """Where one school has an error, not a byte of what is published changes."""
    change_trust(root, {**BROKEN, **PHONE})
    before, touched = files(root / "site"), times(root / "site")
    markdown = files(root / "build/markdown")
    findings = Findings()
    report = publish(root, findings)
    assert not report.published and findings.errors()
    assert (files(root / "site"), times(root / "site")) == (before, touched)
    assert files(root / "build/markdown") == markdown


def test_keep_going_publishes_the_others(root: Path) -> None:
    """The broken school keeps its last release, in its folder and in the lists; others are new."""
    change_trust(root, {**BROKEN, **PHONE})
    before = {a: files(root / "site" / a / "brook") for a in ("public", "staff", "governors")}
    listed = entries(root, "governors", "brook")
    markdown = files(root / "build/markdown/brook")
    report = publish(root, keep_going=True)
    assert report.published and report.held == ["brook"]
    after = {a: files(root / "site" / a / "brook") for a in ("public", "staff", "governors")}
    assert after == before
    assert entries(root, "governors", "brook") == listed != []
    assert files(root / "build/markdown/brook") == markdown
    assert "01632 960199" in (root / "site/governors/ashby/index.html").read_text("utf-8")
    assert "Brook School" in (root / "site/governors/index.html").read_text("utf-8")


def test_a_school_that_never_was_published_is_not_listed(tmp_path: Path) -> None:
    """A new school with an error appears nowhere until it is right."""
    root = tiny_trust(tmp_path / "tiny", BROKEN)
    report = publish(root, keep_going=True)
    assert report.published and report.held == ["brook"]
    assert not list((root / "site").rglob("brook"))
    assert entries(root, "governors", "brook") == []
    assert entries(root, "governors", "ashby") != []


def test_an_error_of_the_library_stops_everyone(root: Path) -> None:
    """What is wrong with the trust's own wording is wrong for all, so nobody goes on."""
    rule = "templates/clauses/conduct/rule-kind.md"
    change_trust(root, {rule: {"append": "\n{{ nobody.knows }}\n"}})
    before = files(root / "site")
    assert not publish(root, keep_going=True).published
    assert files(root / "site") == before


def test_only_the_school_that_was_asked_for(root: Path) -> None:
    """With --school the others keep what they have, even where their files have changed."""
    brook = {"schools/brook/school.yml": {"edit": [["01632 960124", "01632 960188"]]}}
    change_trust(root, {**PHONE, **brook})
    report = publish(root, schools=("ashby",))
    assert {part.split("/")[1] for part in report.rendered} == {"ashby"}
    assert "01632 960199" in (root / "site/governors/ashby/index.html").read_text("utf-8")
    assert "01632 960124" in (root / "site/governors/brook/index.html").read_text("utf-8")


# ------------------------------------------------------------------ one school alone


@pytest.fixture(scope="module")
def alone(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ashby's own site, for governors, in a folder of its own."""
    out = tmp_path_factory.mktemp("alone") / "ashby"
    asked = Asked(published, TODAY, ("ashby",))
    report = build_standalone(asked, "ashby", out, build_school, Findings())
    assert report.published
    return out / "governors"


def test_a_site_that_stands_alone_needs_nothing_else(alone: Path) -> None:
    """Served as the root of a host, every address on every page is inside the folder."""
    host = "https://ashby.test/"
    pages = sorted(alone.rglob("*.html"))
    assert {"index.html", "conduct/index.html", "complaints/index.html"} <= {
        path.relative_to(alone).as_posix() for path in pages
    }
    for path in pages:
        name = path.relative_to(alone).as_posix()
        page: Any = lxml.html.fromstring(path.read_bytes())
        for address in page.xpath("//@href|//@src"):
            depth = _depth(f"{name}/../{address}")
            place = urljoin(host + name, address)
            if not place.startswith(host):
                assert urlsplit(place).scheme in ("https", "mailto", "tel"), (name, address)
                continue
            assert depth >= 0, (name, address)
            target = alone / unquote(urlsplit(place).path.lstrip("/"))
            assert (target / "index.html" if target.is_dir() else target).is_file(), (name, address)


def _depth(address: str) -> int:
    """How far below the root a relative address leads; less than 0 is outside."""
    return sum(1 if part != ".." else -1 for part in address.split("/"))


def test_a_site_that_stands_alone_brings_its_own_files(alone: Path) -> None:
    """Theme, search and PDFs are there, and there is no way to the trust's other schools."""
    found = files(alone)
    assert any(name.startswith("assets/stylesheets/") for name in found)
    assert "search/search_index.json" in found
    assert "conduct/ashby-conduct.pdf" in found
    assert not any(b"Brook School" in data for data in found.values())


def test_standing_alone_leaves_the_published_site(published: Path, alone: Path) -> None:
    """Making one school's own site changes nothing of the trust's."""
    assert alone.is_dir()
    assert publish(published).rendered == []


def test_a_held_school_keeps_its_logo_on_the_portal(root: Path) -> None:
    """A school that renamed its logo and made a mistake holds nobody else up: the portal shows the
    logo that the school's pages have."""
    (root / "schools/ashby/logo.svg").rename(root / "schools/ashby/badge.svg")
    change_trust(
        root,
        {
            "schools/ashby/school.yml": {"edit": [["logo: logo.svg", "logo: badge.svg"]]},
            "schools/ashby/complaints.yml": "choose: {rule-nowhere: never}\n",
            "schools/brook/school.yml": {"edit": [["01632 960124", "01632 960199"]]},
        },
    )
    report = publish(root, keep_going=True)
    assert report.published and report.held == ["ashby"]
    shown = root / "site/public/images/schools/ashby.svg"
    assert shown.read_bytes() == (root / "site/public/ashby/logo.svg").read_bytes()
