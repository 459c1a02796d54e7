"""The life of a policy as a site shows it: decisions, periods and comparisons, as plain data.

The pipeline makes these. Addresses are folders below the school's own (`complaints/versions/
2026-03-12`), so that every page can work out how to reach them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from policyloom.model.clauses import Revision
from policyloom.model.pages import Page, Status
from policyloom.model.policies import Audience, Numbering
from policyloom.model.records import Decision, Recorded, RecordedLine

PROPOSED = "proposed"
TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Moment:
    """One decision. Dates are ISO 8601 or "".

    `page` is the edition's own page, or None where it is just what the policy's page shows.
    `until` is the day on which another decision took its place, `updated` that of the newest
    change to a contact; `changes` is the folder of its comparison with the decision before, or
    ""; `current` says that the policy's own page shows this edition; `digest` is its record's.
    `left` is the day on which the school left the trust, where that ended it.
    """

    edition: str
    title: str
    decision: Decision
    status: Status
    decided: str
    by: str
    effective: str
    folder: str
    pdf_name: str
    page: Page | None = None
    until: str = ""
    updated: str = ""
    minute: str = ""
    summary: str = ""
    successor: str = ""
    changes: str = ""
    current: bool = False
    digest: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until the day before `until` ("" for no end) this edition is in force.

    `folder` is "" where none is, or none that this audience may read; `words` then says so.
    """

    since: str
    until: str
    words: str
    folder: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """One of two texts to be compared, as little of it as tells the rest.

    `name` is its part of the address (`2026-03-12`, `proposed`, `trust`), `words` what people call
    it. `body` is a record's, with named places that `fills` has the text for; it is read as
    `numbering` and shown as `shown`. `folder` is where the whole of it can be read, or "".
    `authority` are the facts that the authority decides; `about` says what each fact in it is.
    `posts` are the named places that hold a post and no name.
    `noun` is what the document is called, `details` what else is said of it besides its text.
    `tree`, `order`, `party` and `positions` are as `compare.Side` has them. `source` is a key of
    the draft that `body` and `recorded` were taken from, and stands for them where readings are
    told apart.
    """

    name: str
    words: str
    title: str
    body: str
    numbering: Numbering
    shown: Numbering
    fills: Mapping[str, str]
    recorded: tuple[Recorded, ...]
    authority: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    posts: tuple[str, ...] = ()
    noun: str = ""
    details: tuple[tuple[str, str], ...] = ()
    related: tuple[RecordedLine, ...] = ()
    tree: str = ""
    order: str = ""
    party: Mapping[str, bool] = field(default_factory=dict)
    positions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def __repr__(self) -> str:
        if not self.source:
            return f"Reading({', '.join(repr(getattr(self, f.name)) for f in fields(self))})"
        return f"Reading({self.key})"

    @property
    def key(self) -> str:
        """A hash of all that it says; of the text only its `source`."""
        said = repr(tuple(getattr(self, name) for name in _TOLD_APART))
        return hashlib.sha256(said.encode()).hexdigest()


_TOLD_APART = tuple(f.name for f in fields(Reading) if f.name not in ("body", "recorded"))


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two texts to be compared on a page of their own, at `folder`.

    `revisions` are those of the clauses between the two, by occurrence; `pdf_name` is the same as
    a PDF beside the page, where that is asked for. `own` is what the school itself sets of what
    stands around the text.
    """

    folder: str
    old: Reading
    new: Reading
    audience: Audience
    revisions: Mapping[str, tuple[Revision, ...]]
    pdf_name: str = ""
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """All that became of a policy at a school, as far as an audience may read it.

    `moments` are newest first, `periods` oldest first. `proposed` is the page of what the files
    now say, where that is not what was decided; `was` are former ids of the policy.
    """

    moments: tuple[Moment, ...] = ()
    periods: tuple[Period, ...] = ()
    proposed: Page | None = None
    proposed_pdf: str = ""
    contrasts: tuple[Contrast, ...] = ()
    was: tuple[str, ...] = ()

    def contrast(self, old: str, new: str) -> str:
        """The folder of the comparison of these two, or ""."""
        for contrast in self.contrasts:
            if (contrast.old.name, contrast.new.name) == (old, new):
                return contrast.folder
        return ""

    def of(self, *statuses: Status) -> tuple[Moment, ...]:
        """The decisions of these statuses, newest first."""
        return tuple(moment for moment in self.moments if moment.status in statuses)

    @property
    def current(self) -> Moment | None:
        """The decision that the policy's own page shows."""
        return next((moment for moment in self.moments if moment.current), None)


UNTOLD = Life()
"""A life of which nothing is known but the policy's own page."""


def pages_of(page: Page, life: Life) -> Iterator[tuple[str, Page, str]]:
    """Every page of an edition: its folder, the page, and its PDF's name ("" for none)."""
    for moment in life.moments:
        yield moment.folder, moment.page or page, moment.pdf_name
    if life.proposed is not None:
        yield f"{page.policy}/{PROPOSED}", life.proposed, life.proposed_pdf
