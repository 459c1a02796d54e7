"""What a school's site and a trust's portal consist of, as plain data that crosses processes.

The pipeline makes these; `policyloom.plugin` turns them into folders. Nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policyloom.model.pages import Contact, Detail, Masthead, Page, Status
from policyloom.model.policies import Audience


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of a school's site. `pdf_name` is a file beside the page, or "" for none yet;
    `pdf_bytes_len` its size; `topic` the heading under which the school lists it."""

    page: Page
    pdf_name: str
    pdf_bytes_len: int
    topic: str


@dataclass(frozen=True, slots=True)
class SchoolSite:
    """One school's site for one audience.

    `root` is the trust's folder (it holds mkdocs.yml and site_overrides/); `site_url` is the
    address of this school's own folder, or ""; `standalone` says that it brings its own theme
    files instead of sharing `../assets/`; `noindex` keeps search engines out.
    """

    root: Path
    audience: Audience
    school: str
    name: str
    trust: str
    masthead: Masthead
    contacts: tuple[Contact, ...]
    entries: tuple[SitePage, ...]
    site_url: str = ""
    standalone: bool = False
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class PortalPolicy:
    """A policy as the trust lists it: its id, the trust's own title, and its topic."""

    id: str
    title: str
    topic: str


@dataclass(frozen=True, slots=True)
class PortalEntry:
    """A school's edition of a policy, as the portal lists it. `review` is ISO 8601 or "";
    `url` is relative to the portal (`hazelbrook/complaints/`)."""

    policy: str
    title: str
    summary: str
    status: Status
    review: str
    url: str


@dataclass(frozen=True, slots=True)
class PortalSchool:
    """A school on the portal. `url` is relative to the portal; `logo` is a path relative to the
    trust's root, or ""; `place` is a line that tells people which school it is, or ""."""

    id: str
    name: str
    url: str
    logo: str
    primary: str
    accent: str
    entries: tuple[PortalEntry, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class PortalSite:
    """The trust's front page for one audience. `contacts` are lines for its foot."""

    root: Path
    audience: Audience
    trust: str
    logo: str
    primary: str
    accent: str
    schools: tuple[PortalSchool, ...]
    policies: tuple[PortalPolicy, ...]
    contacts: tuple[Detail, ...] = ()
    site_url: str = ""
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: the pages it wrote, relative to its folder, and what it warned of."""

    pages: tuple[str, ...]
    warnings: tuple[str, ...]


class SiteError(Exception):
    """A site could not be built. `details` are the engine's own messages."""

    def __init__(self, what: str, details: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join((what, *details)))
        self.what = what
        self.details = details
