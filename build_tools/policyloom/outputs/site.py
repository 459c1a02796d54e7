"""What a school's site and a trust's portal consist of, as plain data that crosses processes.

The pipeline makes these; `policyloom.plugin` turns them into folders. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyloom.model.attached import Form
from policyloom.model.pages import Contact, Detail, Masthead, Page, Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
from policyloom.model.schools import Role
from policyloom.outputs.portal_wordings import TrustWordings
from policyloom.outputs.register_rows import Publication, SchoolRegister
from policyloom.outputs.site_due import Due
from policyloom.outputs.site_life import UNTOLD, Life, pages_of
from policyloom.outputs.site_school import ContactChange, ContactGroup
from policyloom.outputs.site_statement import Statement


@dataclass(frozen=True, slots=True)
class SitePage:
    """One policy of a school's site: its own page, and its life, which has pages of its own.

    `pdf_name` is a file beside the page, or "" for none; `topic` is the heading under which the
    school lists it. `due` is what its next review is on the day of the build; `roles` gives the
    keys of the occurrences on the page that concern each role, `ask` whom readers ask about the
    policy. `images` are the files below templates/assets that its pages show; `copied` are the
    particulars' parts of the codes of copies of what the page shows (`copies.todays_parts`).
    """

    page: Page
    pdf_name: str
    topic: str
    life: Life = UNTOLD
    due: Due = Due.LATER
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ask: tuple[Contact, ...] = ()
    images: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachedPage:
    """An attached file of a school's site, with its page, which has no text of its own.

    `policy` is the library's policy that it stands in for, or ""; `file` is relative to the
    trust's root, `name` what it is called beside the page; `size` is in bytes. `due` is what its
    next review is on the day of the build, `ask` whom readers ask about it.
    """

    page: Page
    topic: str
    policy: str
    owner: str
    file: str
    name: str
    form: Form
    size: int
    sha256: str
    due: Due = Due.LATER
    ask: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Follow:
    """A file beside the pages by which people or programs follow what changes.

    `name` is relative to the folder, `type` its media type, `words` what people call it.
    """

    words: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SchoolSite:
    """One school's site for one audience.

    `root` is the trust's folder (it holds mkdocs.yml and site_overrides/); `site_url` is the
    address of this school's own folder, or ""; `standalone` says that it brings its own theme
    files instead of sharing `../assets/`; `noindex` keeps search engines out. `printed` are the
    folders below the school's in which a PDF stands beside the page, and `lengths` its size in
    bytes, as soon as that is known. `contacts` are the people of the front page, `directory` all
    that its pages name, `changes` the newest of them; `roles` have pages of their own.
    `publication` is what it publishes by law; `register` what is wanting, for governors alone.
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
    printed: tuple[str, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    attached: tuple[AttachedPage, ...] = ()
    statement: Statement | None = None
    roles: tuple[Role, ...] = ()
    directory: tuple[ContactGroup, ...] = ()
    changes: tuple[ContactChange, ...] = ()
    follow: tuple[Follow, ...] = ()
    publication: Publication | None = None
    register: SchoolRegister | None = None

    def pdfs(self) -> Iterator[tuple[str, str]]:
        """Every PDF of the site: its folder below the school's, and its name."""
        for entry in self.entries:
            named = [(entry.page.policy, entry.pdf_name)]
            named += [(folder, name) for folder, _, name in pages_of(entry.page, entry.life)]
            named += [(c.folder, c.pdf_name) for c in entry.life.contrasts]
            yield from ((folder, name) for folder, name in named if folder in self.printed)


@dataclass(frozen=True, slots=True)
class PortalPolicy:
    """A policy as the trust lists it: its id, the trust's own title, and its topic."""

    id: str
    title: str
    topic: str


@dataclass(frozen=True, slots=True)
class PortalEntry:
    """A school's edition of a policy, as the portal and the register list it.

    Dates are ISO 8601 or ""; `url` and `pdf` are relative to the portal (`hazelbrook/complaints/`),
    `sha256` is the PDF's. `head` is the digest of the newest record: the end of the chain that
    proves the others. `updated` is the day of the newest change to a contact; `proposed` says that
    something else than what is in force waits for a decision (governors' folder only). `file` is an
    attached file, of which `sha256` then is, or "" for what is woven. `decides` are the bodies that
    may take the next decision, none where there is none to take; `scheduled` is the day on which
    one that is taken already takes effect after what is in force, or "".
    """

    policy: str
    title: str
    summary: str
    status: Status
    review: str
    url: str
    topic: str = ""
    audience: Audience = Audience.PUBLIC
    owner: str = ""
    edition: str = ""
    approved: str = ""
    approved_by: str = ""
    effective: str = ""
    updated: str = ""
    proposed: bool = False
    pdf: str = ""
    sha256: str = ""
    head: str = ""
    file: str = ""
    decides: tuple[str, ...] = ()
    scheduled: str = ""


@dataclass(frozen=True, slots=True)
class PortalDecision:
    """One decision of a school, for feeds and lists of what is new. Dates are ISO 8601.

    `url` is the edition's own page and `changes` its comparison with the decision before ("" for
    none), both relative to the portal. `digest` is the record's, or "".
    """

    policy: str
    title: str
    edition: str
    decision: Decision
    decided: str
    by: str
    effective: str
    summary: str
    url: str
    changes: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A page that is to be found. `url` is relative to the folder that holds it, `updated` the day
    (ISO 8601) of the decision that it tells of, or ""."""

    url: str
    updated: str


@dataclass(frozen=True, slots=True)
class PortalSchool:
    """A school on the portal. `url` is relative to the portal; `logo` is a path relative to the
    trust's root, or ""; `place` is a line that tells people which school it is, or "".

    It stands published as `school.json` in the school's own folder, so that a portal can be made
    from what is published, whoever made it and when. `pages` are those of the school that are to
    be found, relative to its folder; `wordings` is the SHA-256 of `wordings.json` beside it.
    """

    id: str
    name: str
    url: str
    logo: str
    primary: str
    accent: str
    entries: tuple[PortalEntry, ...]
    place: str = ""
    decisions: tuple[PortalDecision, ...] = ()
    wordings: str = ""
    pages: tuple[PortalPage, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalSite:
    """The trust's pages for one audience. `contacts` are lines for its foot.

    `due` tells of each entry, by its address, whose review is due or overdue on the day of the
    build. `wordings` are gathered from what the schools publish when the pages are made;
    `searchable` says that they can be searched. `heads` are the ends of the trust's own chains of
    records: policies, each with the digest of its newest record. `not_applicable` tells, by school
    and policy, why a school has no need of a policy that others publish. `logos` are the files of
    schools' logos, by school, where they are not those of the trust's folder.
    """

    root: Path
    audience: Audience
    trust: str
    logo: str
    primary: str
    accent: str
    schools: tuple[PortalSchool, ...]
    policies: tuple[PortalPolicy, ...]
    due: Mapping[str, Due] = field(default_factory=dict)
    wordings: TrustWordings = field(default_factory=TrustWordings)
    searchable: bool = False
    contacts: tuple[Detail, ...] = ()
    site_url: str = ""
    noindex: bool = False
    statement: Statement | None = None
    follow: tuple[Follow, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    not_applicable: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    logos: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: the pages it wrote, relative to its folder, and what it warned of; `found`
    are the pages that are to be found. The folders `carried` are still to be moved from where they
    stand published."""

    pages: tuple[str, ...]
    warnings: tuple[str, ...]
    found: tuple[PortalPage, ...] = ()
    carried: tuple[str, ...] = ()


class SiteError(Exception):
    """A site could not be built. `details` are the engine's own messages."""

    def __init__(self, what: str, details: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join((what, *details)))
        self.what = what
        self.details = details
