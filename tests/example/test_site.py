"""The example as it was published: who finds what, that nothing leaks, and that links lead on."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from policyloom.model.nodes import (
    AsideBlock,
    Blocks,
    ListBlock,
    Paragraph,
    SectionBlock,
    TableBlock,
    plain,
    run_text,
)
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.site import AttachedPage
from policyloom.pipeline.attaching import attached_pages
from policyloom.pipeline.weave import Weave
from tests.example.pdf_text import pdf_text
from tests.example.reading import AUDIENCES, editions, known, readable, sentences

HOST = "https://site.test/"
KEYS = [
    "school", "policy", "title", "audience", "edition", "status", "approved", "effective",
    "review", "url", "pdf", "sha256",
]  # fmt: skip
"""What `policies.json` promises to other programs."""

ASIDE = {"accessibility", "contacts", "copy", "publication", "register", "roles"}
"""Pages of a school that are no policy's."""

MORE_KEYS = {
    "summary", "head", "kind", "file", "school_name", "owner", "approved_by", "decides",
    "scheduled", "proposed",
}  # fmt: skip


def site(example: Path, audience: Audience) -> Path:
    return example / "site" / str(audience)


def register(example: Path, audience: Audience) -> list[dict[str, str]]:
    data = json.loads((site(example, audience) / "policies.json").read_text("utf-8"))
    assert list(data) == ["policies", "trust"]
    return list(data["policies"])


def attached(weave: Weave, school: str, audience: Audience) -> dict[str, AttachedPage]:
    """The attached files that an audience may read."""
    return {a.page.policy: a for a in attached_pages(weave, school, audience)}


# ------------------------------------------------------------------ what is there


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_has_its_pages(example: Path, weave: Weave, audience: Audience) -> None:
    """A school's folder holds a page and a PDF for each policy this audience may read, no more.

    At a policy's former name there is a page as well, which leads on. An attached file stands
    beside its page.
    """
    folder = site(example, audience)
    for school in weave.estate.schools:
        wanted = known(weave, school, audience)
        former = {name for _, life in wanted.values() for name in life.was}
        found = {path.parent.name for path in (folder / school).glob("*/index.html")}
        files = attached(weave, school, audience)
        assert {*wanted, *files} <= found <= {*wanted, *files, *former, *ASIDE}, school
        pdfs = {path.name for path in (folder / school).glob("*/*.pdf")}
        pdfs |= {path.name for path in (folder / school).glob("*/*.docx")}
        there = {f"{school}-{policy}.pdf" for policy in wanted}
        assert pdfs == there | {file.name for file in files.values()}
        editions_ = {path.parent.name for path in (folder / school).glob("*/versions/*/*.pdf")}
        decided = {m.edition for _, life in wanted.values() for m in life.moments}
        assert editions_ <= decided
        assert (folder / school / "index.html").is_file()
    assert (folder / "index.html").is_file()


def test_the_audiences_differ(weave: Weave) -> None:
    """Drafts are the governors' alone, a staff policy is not public: the example shows both."""
    counted = {
        audience: sum(len(readable(weave, s, audience)) for s in weave.estate.schools)
        for audience in AUDIENCES
    }
    public, staff, governors = (counted[audience] for audience in AUDIENCES)
    assert 0 < public < staff < governors
    assert governors == sum(1 for school, _ in weave.editions if school)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_register_says_what_is_there(example: Path, weave: Weave, audience: Audience) -> None:
    """`policies.json` lists exactly what is published, with addresses and hashes that are right."""
    folder = site(example, audience)
    entries = register(example, audience)
    for entry in entries:
        assert [key for key in entry if key in KEYS] == KEYS
        assert set(entry) - set(KEYS) <= MORE_KEYS
        files = attached(weave, entry["school"], audience)
        pages = readable(weave, entry["school"], audience)
        pages |= {policy: file.page for policy, file in files.items()}
        page = pages[entry["policy"]]
        assert entry["kind"] == ("attached" if entry["policy"] in files else "woven")
        told = (page.title, str(page.audience), page.edition, str(page.status))
        assert (entry["title"], entry["audience"], entry["edition"], entry["status"]) == told
        dates = (page.approved, page.effective, page.review)
        assert (entry["approved"], entry["effective"], entry["review"]) == dates
        assert (folder / entry["url"] / "index.html").is_file()
        file = folder / (entry["file"] or entry["pdf"])
        assert sha256(file.read_bytes()).hexdigest() == entry["sha256"]
    told_pairs = [(entry["school"], entry["policy"]) for entry in entries]
    schools = weave.estate.schools
    there = [(s, p) for s in schools for p in readable(weave, s, audience)]
    there += [(s, p) for s in schools for p in attached(weave, s, audience)]
    assert sorted(told_pairs) == sorted(there) and told_pairs == sorted(told_pairs)


def test_every_edition_is_kept_as_markdown(example: Path, weave: Weave) -> None:
    """`build/markdown` holds each school's policies, and none of it is published."""
    folder = example / "build" / "markdown"
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found == {f"{s}/{p}.md" for s, p in weave.editions if s}
    assert len(found) >= 5 * 5
    assert not list((example / "site").rglob("*.md"))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_the_public_site_may_be_indexed(example: Path, audience: Audience) -> None:
    """Search engines are kept out of what is for staff and governors, and led to the policy in
    force and not to what was in force before."""
    counted = 0
    for name, page in pages(site(example, audience)):
        if name.endswith("404.html"):
            continue
        told = page.xpath("string(//meta[@name='robots']/@content)")
        standing = (
            name.count("/") < 3 and "in force" in page.xpath("string(//*[@class='status'])").lower()
        )
        if audience is not Audience.PUBLIC:
            assert "noindex" in told, name
        elif name.count("/") < 2 or standing:
            assert "noindex" not in told, name
        counted += 1
    assert counted > 5


# ------------------------------------------------------------------ the text


def text_of(page: Page) -> str:
    return "".join((page.title + "".join(blocks_text(page.body))).split())


def blocks_text(blocks: Blocks) -> Iterator[str]:
    """A page's words in reading order, numbers of sections and paragraphs included."""
    for block in blocks:
        match block:
            case Paragraph(run, label):
                yield label + run_text(run)
            case ListBlock(items=items):
                for item in items:
                    yield run_text(item.run)
                    yield from blocks_text(item.blocks)
            case TableBlock(caption=caption, header=header, rows=rows):
                yield caption
                yield from (run_text(cell) for row in (header, *rows) for cell in row)
            case SectionBlock(label=label, heading=heading, blocks=inner):
                yield label + plain(heading)
                yield from blocks_text(inner)
            case AsideBlock(heading=heading, blocks=inner):
                yield plain(heading)
                yield from blocks_text(inner)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_programs_can_read_the_text(example: Path, weave: Weave, audience: Audience) -> None:
    """The element with `data-edition`, without its aids, says what the edition says, no more."""
    for school in weave.estate.schools:
        for policy, page in readable(weave, school, audience).items():
            path = site(example, audience) / school / policy / "index.html"
            whole: Any = lxml.html.fromstring(path.read_bytes())
            found = whole.xpath("//*[@data-edition]")
            assert len(found) == 1
            edition = found[0]
            assert edition.get("data-edition") == f"{school}/{policy}/{page.edition}"
            for aid in edition.xpath(".//*[@data-aid]"):
                aid.drop_tree()
            shown = "".join(edition.text_content().split())
            assert shown == text_of(page), path


# ------------------------------------------------------------------ what must not be there


@cache
def everything(folder: Path) -> str:
    """All that a school's files say, search index and policies' PDFs included, as plain words."""
    parts: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf" and path.parent.parent == folder:
            parts.append(pdf_text(path))
        elif path.suffix in (".html", ".json", ".js", ".xml", ".txt"):
            text = path.read_text("utf-8")
            if path.suffix == ".json":
                text = json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
            parts.append(html.unescape(html.unescape(re.sub(r"<[^>]*>", "", text))))
    return "".join("".join(parts).split())


@pytest.mark.parametrize("audience", AUDIENCES[:2])
def test_nothing_leaks(example: Path, weave: Weave, audience: Audience) -> None:
    """What is for others stands nowhere in a folder: in no page, search index, list or PDF."""
    hidden_altogether = 0
    for school in weave.estate.schools:
        allowed = {text for page in editions(weave, school, audience) for text in sentences(page)}
        every = {
            text for page in editions(weave, school, Audience.GOVERNORS) for text in sentences(page)
        }
        together = "\n".join(allowed)
        hidden = {text for text in every if text not in together}
        said = everything(site(example, audience) / school)
        assert [text for text in hidden if text in said] == [], school
        shown = {t for page in readable(weave, school, audience).values() for t in sentences(page)}
        assert all(text in said for text in shown), school
        hidden_altogether += len(hidden)
    assert hidden_altogether > 20


@pytest.mark.parametrize("audience", AUDIENCES[:2])
def test_no_title_of_what_is_hidden_leads_anywhere(
    example: Path, weave: Weave, audience: Audience
) -> None:
    """No address of a page that this audience may not read stands anywhere in its folder."""
    folder = site(example, audience)
    for school in weave.estate.schools:
        mine = readable(weave, school, audience)
        for policy in weave.estate.schools[school].adopts:
            if policy in mine:
                continue
            for name, page in pages(folder):
                if f"{policy}/" not in page_source(folder / name):
                    continue
                for address in page.xpath("//@href"):
                    target = urlsplit(urljoin(HOST + name, address)).path
                    assert not target.startswith(f"/{school}/{policy}/"), (name, address)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_page_asks_anything_of_another_host(example: Path, audience: Audience) -> None:
    """Scripts, styles, fonts, pictures and data all come from the site itself."""
    folder = site(example, audience)
    loads = (
        "//script/@src|//img/@src|//iframe/@src|//source/@src|//object/@data|//form/@action"
        "|//link[not(@rel='canonical')]/@href|//*/@srcset|//*/@poster"
    )
    for name, page in pages(folder):
        assert [a for a in page.xpath(loads) if urlsplit(a).netloc] == [], name
        styles = " ".join([*page.xpath("//style/text()"), *page.xpath("//@style")])
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", styles), name
    for path in folder.rglob("*.css"):
        text = path.read_text("utf-8")
        assert not re.search(r"url\(['\"]?(https?:)?//|@import\s+url", text), path
    for path in folder.rglob("*.js"):
        asked = r"(fetch|import|src\s*=|open|XMLHttpRequest)\W{0,3}['\"`](https?:)?//[^'\"`]+"
        assert not re.search(asked, path.read_text("utf-8")), path


# ------------------------------------------------------------------ links


def pages(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), parsed(path)


@cache
def page_source(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def parsed(path: Path) -> Any:
    return lxml.html.fromstring(path.read_bytes())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_within_the_site_leads_somewhere(
    example: Path, weave: Weave, audience: Audience
) -> None:
    """No address on any page is broken, down to the element that it names."""
    folder = site(example, audience)
    own = weave.estate.trust.sites[audience] or HOST
    ids = {name: set(page.xpath("//@id")) for name, page in pages(folder)}
    followed = 0
    for name, page in pages(folder):
        for address in page.xpath("//@href|//@src"):
            place = urljoin(HOST + name, address)
            place = place.replace(own, HOST, 1) if place.startswith(own) else place
            if not place.startswith(HOST):
                assert urlsplit(place).scheme in ("https", "http", "mailto", "tel"), (name, place)
                continue
            parts = urlsplit(place)
            target = unquote(parts.path.lstrip("/"))
            if (folder / target).is_dir():
                target = f"{target.rstrip('/')}/index.html".lstrip("/")
            assert (folder / target).is_file(), (name, address)
            wanted = unquote(parts.fragment)
            if wanted and wanted != "__skip":
                assert wanted in ids[target], (name, address)
            followed += 1
    assert followed > 100


def test_each_school_has_its_own_look(example: Path, weave: Weave) -> None:
    """A school's pages carry its own logo, colours and telephone number, and no other school's."""
    for school in weave.estate.schools.values():
        page = (site(example, Audience.GOVERNORS) / school.id / "index.html").read_text("utf-8")
        assert school.name in page.replace("&#39;", "'")
        assert school.look.primary in page or any(
            school.look.primary in path.read_text("utf-8")
            for path in (site(example, Audience.GOVERNORS) / school.id).rglob("*.css")
        )
        phone = school.facts["school.phone"][-1].value.text
        assert phone in page
        others = [s for s in weave.estate.schools.values() if s.id != school.id]
        assert not any(other.name in page for other in others)
        logo = (site(example, Audience.GOVERNORS) / school.id / "logo.svg").read_bytes()
        assert logo == (example / school.look.logo).read_bytes()


def test_a_school_has_its_own_search(example: Path, weave: Weave) -> None:
    """In one school's search, "photographs" finds that school's rule and no other school's."""
    for school in weave.estate.schools.values():
        path = site(example, Audience.GOVERNORS) / school.id / "search" / "search_index.json"
        entries = json.loads(path.read_text("utf-8"))["docs"]
        found = [entry for entry in entries if "photograph" in entry["text"].lower()]
        assert found, school.id
        others = [s.name for s in weave.estate.schools.values() if s.id != school.id]
        assert not any(name in entry["text"] for entry in entries for name in others), school.id
