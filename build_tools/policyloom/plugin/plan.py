"""What one run of MkDocs publishes: a site or a portal enters, a plan of pages and files leaves.

A plan says for each page where it goes, which template frames it and how its HTML is made; the
plugin carries it out. A preview is the plans of portal and schools, merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policyloom.outputs.pdf import IMAGES
from policyloom.outputs.site import PortalSchool, SchoolSite
from policyloom.outputs.site_statement import FOLDER as STATEMENT
from policyloom.outputs.site_views import Frame, school_frame
from policyloom.plugin.attached import attached_files, attached_plan
from policyloom.plugin.copies import copy_pages
from policyloom.plugin.planned import Planned
from policyloom.plugin.policies import policy_pages
from policyloom.plugin.register import register_pages
from policyloom.plugin.school_pages import school_pages
from policyloom.plugin.statement import statement_page


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one run publishes. `pages` are by MkDocs' own name for them (`complaints.md`),
    `files` by where they go; `shared` says that the theme's files are in `../assets/`;
    `home` is the path at which the not-found page expects this site on its host; `schools` are
    those whose folders stand below this one, for the site map and the not-found page.

    `standing` are pages that need not be made, for they stand published as they would be: by their
    name, with the entries that the search has of them."""

    pages: Mapping[str, Planned]
    files: Mapping[str, Path]
    frame: Frame
    shared: bool
    home: str
    schools: tuple[PortalSchool, ...] = ()
    standing: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)


def school_plan(site: SchoolSite, base: str = "") -> Plan:
    """A school's pages. `base` is "" or the folder that they take in a preview."""
    frame = school_frame(site, base)
    pages = {f"{base}{uri}": page for uri, page in school_pages(site, frame)}
    pages |= {f"{base}{uri}": page for uri, page in policy_pages(site, frame)}
    pages |= {f"{base}{uri}": page for uri, page in copy_pages(site, frame)}
    pages |= {f"{base}{uri}": page for uri, page in attached_plan(site, frame)}
    pages |= {f"{base}{uri}": page for uri, page in register_pages(site, frame)}
    said = statement_page(site.statement, frame, site.attached, STATEMENT)
    pages |= {f"{base}{uri}": page for uri, page in said}
    images = sorted({name for entry in site.entries for name in entry.images})
    files = {f"{base}images/{name}": site.root / IMAGES / name for name in images}
    if frame.logo:
        files[f"{base}{frame.logo}"] = site.root / site.masthead.logo
    files |= {f"{base}{uri}": path for uri, path in attached_files(site)}
    home = "/" if site.standalone else f"/{site.school}/"
    return Plan(pages, files, frame, not site.standalone, home)


def merged(plans: Iterable[Plan]) -> Plan:
    """Several plans as one site; the first plan's frame serves the not-found page."""
    every = list(plans)
    pages = {uri: page for plan in every for uri, page in plan.pages.items()}
    files = {uri: path for plan in every for uri, path in plan.files.items()}
    return Plan(pages, files, every[0].frame, False, "/", every[0].schools)
