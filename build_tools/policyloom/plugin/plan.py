"""What one run of MkDocs publishes: a site or a portal enters, a plan of pages and files leaves.

A plan says for each page where it goes, which template frames it and how its HTML is made; the
plugin carries it out. A preview is the plans of portal and schools, merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policyloom.model.dates import say_date
from policyloom.model.nodes import Blocks, Emphasis, Image, Inlines, Link, Strong, runs
from policyloom.outputs.site import PortalSite, SchoolSite, SitePage
from policyloom.outputs.site_changes import side
from policyloom.outputs.site_life import pages_of
from policyloom.outputs.site_search import SearchEntry, link_entry
from policyloom.outputs.site_views import (
    Frame,
    lasting,
    portal_cards,
    portal_frame,
    portal_groups,
    portal_logo,
    school_frame,
)
from policyloom.plugin.planned import Planned
from policyloom.plugin.policies import policy_pages

IMAGES = "templates/assets"
"""Where the trust keeps the images of its clauses, under its root."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one run publishes. `pages` are by MkDocs' own name for them (`complaints.md`),
    `files` by where they go; `shared` says that the theme's files are in `../assets/`;
    `home` is the path at which the not-found page expects this site on its host."""

    pages: Mapping[str, Planned]
    files: Mapping[str, Path]
    frame: Frame
    shared: bool
    home: str


def school_plan(site: SchoolSite, base: str = "") -> Plan:
    """A school's pages. `base` is "" or the folder that they take in a preview."""
    frame = school_frame(site, base)
    pages = {f"{base}index.md": _school_home(site, frame)}
    pages |= {f"{base}{uri}": page for uri, page in policy_pages(site, frame)}
    files = {f"{base}images/{src}": site.root / IMAGES / src for src in _images(site.entries)}
    if frame.logo:
        files[f"{base}{frame.logo}"] = site.root / site.masthead.logo
    home = "/" if site.standalone else f"/{site.school}/"
    return Plan(pages, files, frame, not site.standalone, home)


def portal_plan(portal: PortalSite) -> Plan:
    """The trust's front page."""
    frame = portal_frame(portal)
    files = {portal_logo(s): portal.root / s.logo for s in portal.schools if s.logo}
    if frame.logo:
        files[frame.logo] = portal.root / portal.logo
    context = {"cards": portal_cards(portal), "groups": portal_groups(portal)}
    home = Planned(
        template="portal.html",
        title="Policies",
        frame=frame,
        words="index.md",
        facts={"trust.name": portal.trust},
        context={**context, "columns": portal.schools, "audience": portal.audience.value},
        results=tuple(_results(portal)),
    )
    return Plan({"index.md": home}, files, frame, False, "/")


def merged(plans: Iterable[Plan]) -> Plan:
    """Several plans as one site; the first plan's frame serves the not-found page."""
    every = list(plans)
    pages = {uri: page for plan in every for uri, page in plan.pages.items()}
    files = {uri: path for plan in every for uri, path in plan.files.items()}
    return Plan(pages, files, every[0].frame, False, "/")


def _school_home(site: SchoolSite, frame: Frame) -> Planned:
    return Planned(
        template="school.html",
        title="Policies",
        frame=frame,
        words="school.md",
        facts={"school.name": site.name, "trust.name": site.trust},
        context={"audience": site.audience.value},
    )


def _results(portal: PortalSite) -> Iterable[SearchEntry]:
    for school in portal.schools:
        yield link_entry(school.url, school.name, school.place)
        for entry in lasting(school):
            review = f" Next review {say_date(entry.review)}." if entry.review else ""
            words = f"{entry.summary} {entry.status.value.capitalize()}.{review}"
            yield link_entry(entry.url, f"{entry.title} – {school.name}", words)


def _images(entries: Iterable[SitePage]) -> list[str]:
    bodies = (body for entry in entries for body in _bodies(entry))
    found = {src for body in bodies for src in _sources(body)}
    return sorted(src for src in found if not _leaves(src))


def _bodies(entry: SitePage) -> Iterable[Blocks]:
    yield entry.page.body
    yield from (page.body for _, page, _ in pages_of(entry.page, entry.life))
    for contrast in entry.life.contrasts:
        for reading in (contrast.old, contrast.new):
            if "![" in reading.body:  # most texts have no image, and need not be read for it
                yield side(reading, contrast.audience).blocks


def _leaves(src: str) -> bool:
    """Whether a name would leave the images' folder (`load` refuses it; a site never copies it)."""
    path = PurePosixPath(src)
    return path.is_absolute() or ".." in path.parts


def _sources(blocks: Blocks) -> Iterable[str]:
    for run in runs(blocks):
        for span in run.spans:
            yield from _inline_sources(span.content)


def _inline_sources(content: Inlines) -> Iterable[str]:
    for node in content:
        match node:
            case Image(src=src):
                yield src
            case Strong(children) | Emphasis(children) | Link(children=children):
                yield from _inline_sources(children)
