"""Whole sites on disk: what is there, whether links hold, bytes repeat and the preview agrees."""

from __future__ import annotations

import dataclasses
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

import policyloom.pipeline
from policyloom.model.pages import Contact, Detail
from policyloom.outputs.site import SiteError
from policyloom.plugin import build_portal, build_school

from . import samples
from .test_html import HOSTILE

HOST = "https://site.test/"
ARTICLE = re.compile(r'<div class="policy".*?(?=</article>)', re.DOTALL)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal and one school's site, with files where the PDFs will be."""
    out = tmp_path_factory.mktemp("site") / "governors"
    assert build_portal(samples.portal_site(), out).warnings == ()
    assert build_school(samples.school_site(), out / "hazelbrook").warnings == ()
    for entry in samples.school_site().entries:
        (out / "hazelbrook" / entry.page.policy / entry.pdf_name).write_bytes(b"%PDF-1.7")
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def pages(folder: Path) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), lxml.html.fromstring(path.read_bytes())


def addresses(page: lxml.html.HtmlElement) -> Iterator[str]:
    for name in ("href", "src"):
        yield from page.xpath(f"//*[not(self::link[@rel='canonical'])]/@{name}")


def test_a_school_has_its_pages_and_shares_the_theme(published: Path) -> None:
    """A school's folder holds pages, search and logo; the theme's files are at the root alone."""
    school = files(published / "hazelbrook")
    assert {"index.html", "404.html", "social-media/index.html", "logo.svg"} <= set(school)
    assert "search/search_index.json" in school
    assert not any(name.startswith("assets/") for name in school)
    assert not any(name.endswith(".map") for name in files(published))
    assert (published / "assets/stylesheets/policyloom.css").is_file()


def test_every_address_on_every_page_leads_to_a_file(published: Path) -> None:
    """No link, script, style or picture of the sites is broken; other schools are not built."""
    unbuilt = ("canal-street/", "fenwick-park/")
    for name, page in pages(published):
        ids = set(page.xpath("//@id"))
        for address in addresses(page):
            place = urljoin(HOST + name, address)
            if not place.startswith(HOST):
                continue
            path = unquote(urlsplit(place).path.lstrip("/"))
            if path.startswith(unbuilt):
                continue
            target = published / path
            assert (target / "index.html" if target.is_dir() else target).is_file(), (name, address)
            if address.startswith("#"):
                assert address[1:] in ids | {"", "__skip"}, (name, address)


def test_no_page_asks_anything_of_another_host(published: Path) -> None:
    """Scripts, styles, fonts and pictures all come from the site itself."""
    for name, page in pages(published):
        loaded = page.xpath("//script/@src|//img/@src|//link[not(@rel='canonical')]/@href")
        assert not [a for a in loaded if urlsplit(a).netloc], name
    for name, data in files(published / "assets" / "stylesheets").items():
        assert not re.findall(rb"url\(['\"]?https?:|@import", data), name


def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds into different folders do not differ in one byte, the packed site map included."""
    for name in ("one", "two"):
        build_portal(samples.portal_site(), tmp_path / name)
        build_school(samples.school_site(), tmp_path / name / "hazelbrook")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_compiled_templates_that_were_kept_change_nothing(tmp_path: Path) -> None:
    """A build with a cache of templates, cold or warm, writes what one without it writes."""
    for name, cache in (("none", None), ("cold", tmp_path / "c"), ("warm", tmp_path / "c")):
        build_school(samples.school_site(), tmp_path / name, cache)
    assert files(tmp_path / "none") == files(tmp_path / "cold") == files(tmp_path / "warm")


def test_a_site_can_stand_alone(tmp_path: Path) -> None:
    """A school's site for a host of its own brings the theme and leads nowhere above itself."""
    build_school(samples.school_site(standalone=True), tmp_path / "alone")
    assert (tmp_path / "alone/assets/stylesheets/policyloom.css").is_file()
    for name, page in pages(tmp_path / "alone"):
        depth = name.count("/")
        assert not [a for a in addresses(page) if a.startswith("../" * (depth + 1))], name


def test_only_the_public_is_indexed(tmp_path: Path, published: Path) -> None:
    """Outside public every page, and robots.txt, keep search engines out; no site map is named."""
    build_portal(samples.portal_site(noindex=True), tmp_path)
    build_school(samples.school_site(noindex=True), tmp_path / "hazelbrook")
    for name, page in pages(tmp_path):
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"], name
    assert (tmp_path / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    hidden = {n for n, page in pages(published) if page.xpath("//meta[@name='robots']")}
    assert hidden == {"404.html", "hazelbrook/404.html"}
    named = [line for line in (published / "robots.txt").read_text().split("\n") if ":" in line]
    assert named[-1] == "Sitemap: https://policies.example.org/sitemap.xml"


def test_search_knows_each_part_of_the_text_and_no_panel(published: Path) -> None:
    """The index has the rule under its heading's address, and nothing of what only helps."""
    index = json.loads((published / "hazelbrook/search/search_index.json").read_text())
    found = {d["location"]: d for d in index["docs"]}
    rule = found["social-media/#section-images"]
    assert "photographs of pupils on a personal account" in rule["text"]
    assert rule["title"] == "2.1 Pictures of pupils"
    assert not [d for d in found.values() if "Download the PDF" in d["text"]]
    assert not [d for d in found.values() if "Every two years" in d["text"]]


def test_the_portals_search_finds_every_schools_policies(published: Path) -> None:
    """On the trust's front page a title leads straight to a school's page."""
    index = json.loads((published / "search/search_index.json").read_text())
    assert {
        "hazelbrook/",
        "hazelbrook/social-media/",
        "canal-street/social-media/",
    } <= {d["location"] for d in index["docs"]}


def test_not_found_pages_work_at_any_depth(tmp_path: Path, published: Path) -> None:
    """The not-found page's addresses start at the host, with and without a known address."""
    build_school(samples.school_site(site_url=""), tmp_path)
    for folder in (tmp_path, published / "hazelbrook"):
        page = lxml.html.fromstring((folder / "404.html").read_bytes())
        local = [a for a in addresses(page) if not re.match(r"[a-z]+:|#", a)]
        assert local and all(a.startswith("/hazelbrook/") for a in local), local


def test_hostile_words_reach_no_page_as_markup(tmp_path: Path) -> None:
    """Names, titles, contacts and colours from authored files are text on every page."""
    masthead = dataclasses.replace(
        samples.MASTHEAD,
        school=HOSTILE,
        trust=HOSTILE,
        address=(HOSTILE,),
        motto=HOSTILE,
        contacts=(Detail(HOSTILE, HOSTILE, "javascript:alert(1)"),),
        primary=HOSTILE,
    )
    page = samples.page(title=HOSTILE, summary=HOSTILE, number=HOSTILE, masthead=masthead)
    entry = dataclasses.replace(samples.school_site().entries[0], page=page, topic=HOSTILE)
    build_school(
        samples.school_site(
            name=HOSTILE,
            trust=HOSTILE,
            masthead=masthead,
            entries=(entry,),
            contacts=(Contact(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        ),
        tmp_path / "site",
    )
    for name, found in pages(tmp_path / "site"):
        assert not found.xpath("//x-evil|//*[@onclick]|//*[starts-with(@href, 'java')]"), name
        assert "{{ 7*7 }}" in found.text_content(), name
    index = json.loads((tmp_path / "site/search/search_index.json").read_text())
    assert not [d for d in index["docs"] if "<x-evil" in d["title"] + d["text"]]


def test_the_portal_leaves_other_folders_alone(tmp_path: Path) -> None:
    """Building the front page anew does not remove a school that is already there."""
    kept = tmp_path / "site/hazelbrook/index.html"
    kept.parent.mkdir(parents=True)
    kept.write_text("still here")
    build_portal(samples.portal_site(), tmp_path / "site")
    assert kept.read_text() == "still here"
    assert not [p for p in tmp_path.iterdir() if p.name != "site"]


def test_a_placeholder_that_a_page_does_not_have_is_an_error(tmp_path: Path) -> None:
    """The trust's own words may use only the facts of their page; the message names the file."""
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/school.md").write_text("# {{ school.nmae }}\n")
    (tmp_path / "mkdocs.yml").write_bytes((samples.ROOT / "mkdocs.yml").read_bytes())
    (tmp_path / "site_overrides").symlink_to(samples.ROOT / "site_overrides")
    (tmp_path / "tests").symlink_to(samples.ROOT / "tests")
    with pytest.raises(SiteError, match=r"school\.md uses 'school\.nmae'.*school\.name"):
        build_school(samples.school_site(root=tmp_path), tmp_path / "out")


def test_the_engines_warnings_are_data_and_stay_off_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What MkDocs warns of comes back to the caller and is not printed."""
    from policyloom.plugin import adapter

    def warn(planned: object, config: object) -> str:
        logging.getLogger("mkdocs.plugins.test").warning("something is odd")
        return ""

    monkeypatch.setattr(adapter, "_source", warn)
    done = build_school(samples.school_site(), tmp_path / "out")
    assert done.warnings and set(done.warnings) == {"something is odd"}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("origin", ["samples", "example"])
def test_plain_mkdocs_previews_the_very_same_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    """`mkdocs build` at the root publishes every school in one site, article for article alike."""
    if origin == "example":
        portal, schools = policyloom.pipeline.preview_sites(samples.ROOT, "2026-11-02")
    else:
        portal, schools = samples.portal_site(), (samples.school_site(),)
    monkeypatch.setattr(policyloom.pipeline, "preview_sites", lambda root: (portal, schools))
    build(load_config(str(samples.ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "preview")))
    assert (tmp_path / "preview/index.html").is_file()
    for school in schools:
        build_school(school, tmp_path / "site" / school.school)
        for entry in school.entries:
            page = f"{school.school}/{entry.page.policy}/index.html"
            ours = ARTICLE.findall((tmp_path / "site" / page).read_text())
            assert ours and ours == ARTICLE.findall((tmp_path / "preview" / page).read_text())
