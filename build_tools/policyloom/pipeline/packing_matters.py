"""One policy put before a meeting. In: a Woven and why it is put; out: a Matter of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policyloom.model.changes import RedSection
from policyloom.model.dates import say_cycle
from policyloom.model.estate import Estate
from policyloom.model.facts import FactType, Tier
from policyloom.model.nodes import SectionBlock, plain, spans
from policyloom.model.policies import Audience
from policyloom.model.records import Record
from policyloom.outputs.pack import Matter, Past, Standing, Stays
from policyloom.outputs.redline import Finder, Redline, touched
from policyloom.outputs.site_changes import redline_of
from policyloom.pipeline.pages import draft_page
from policyloom.pipeline.readings import (
    contrast,
    fill_of,
    proposed_reading,
    version_reading,
)
from policyloom.pipeline.refusals import latest_review
from policyloom.pipeline.versions import contacts_updated, versions
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.texts import split_name

SETTERS = {
    Tier.CLAUSE: "Set by the trust",
    Tier.LEAF: "Set by the trust",
    Tier.TRUST: "Set by the trust",
    Tier.AUTHORITY: "Set by the local authority",
    Tier.PHASE: "Set by the trust for schools of this phase",
    Tier.SCHOOL: "Set by the school",
    Tier.POLICY: "Set by the school",
}


@dataclass(frozen=True)
class Put:
    """A policy put before a meeting: why, and when its review is or was due ("" for never)."""

    weave: Weave
    woven: Woven
    standings: tuple[Standing, ...]
    review: str

    @property
    def newest(self) -> Record | None:
        """The newest decision on the policy."""
        records = self.woven.story.records
        return records[-1] if records else None

    @cached_property
    def redline(self) -> Redline | None:
        """What is proposed against what was last decided; None where nothing differs."""
        newest, woven, estate = self.newest, self.woven, self.weave.estate
        if newest is None or newest.draft == woven.draft:
            return None
        every = versions(estate, woven, self.weave.today)
        version = next(v for v in every if v.record is newest)
        fill = fill_of(estate, woven, None)
        dates = (newest.ruling.decided, "")
        old, new = version_reading(woven, version, fill), proposed_reading(woven, fill)
        owner = (woven.edition.school, woven.edition.policy)
        asked = contrast(estate, owner, old, new, Audience.GOVERNORS, dates)
        made = redline_of(asked, draft_page(estate, woven, Audience.GOVERNORS))
        return made if made.comparison.changes else None

    @property
    def proposes(self) -> bool:
        """Whether there is anything to decide besides the review."""
        return self.redline is not None


def matter_of(put: Put, number: int, day: str) -> Matter:
    """What a meeting on a day is told of one policy."""
    woven, estate = put.woven, put.weave.estate
    policy = estate.policies[woven.edition.policy]
    page = draft_page(estate, woven, Audience.GOVERNORS)
    bodies, here = bodies_of(estate, woven)
    follows = latest_review(woven, day)
    return Matter(
        number=number,
        page=page,
        standings=put.standings,
        past=_past(put),
        redline=put.redline,
        stays=_stays(put),
        bodies=bodies,
        here=here,
        review=min(woven.review, follows) if woven.review > day else follows,
        cycle=say_cycle(woven.cycle),
        statutory=policy.statutory,
        text=() if put.newest else page.body,
        set_by=dict(_set_by(put)),
    )


def _past(put: Put) -> Past | None:
    newest = put.newest
    if newest is None:
        return None
    ruling = newest.ruling
    updated = contacts_updated(put.woven, newest)
    contacts = updated if updated <= put.weave.today else ""
    return Past(newest.edition, ruling.decided, ruling.by, ruling.effective, put.review, contacts)


def _stays(put: Put) -> Stays:
    """The clauses and sections of what is proposed that read as they were approved."""
    keys = {o.key for o in put.woven.draft.occurrences if o.key in _said(put)}
    if put.redline is None:
        return Stays(len(keys), len(keys))
    changes = put.redline.comparison.changes
    met = {key for change in changes for key in (*change.keys, change.key)}
    return Stays(len(keys - met), len(keys), tuple(_sections(put.redline)))


def _said(put: Put) -> set[str]:
    """The occurrences that the text holds (one that a school omits is recorded, not said)."""
    return {span.key for span in spans(put.woven.blocks)}


def _sections(redline: Redline) -> Iterator[str]:
    """The headings of the sections in which nothing differs."""
    finder = Finder.of(redline.comparison)
    for piece in redline.comparison.redline:
        node = piece.node
        if touched(piece):
            continue
        if isinstance(node, SectionBlock) and node.heading:
            yield f"{node.label} {plain(node.heading)}".strip()
        elif isinstance(node, RedSection) and (now := plain(finder.new.text(node.heading))):
            yield f"{node.label.new} {now}".strip()


def bodies_of(estate: Estate, woven: Woven) -> tuple[tuple[str, ...], bool]:
    """Who may decide by the scheme, this school's own board first, and whether it is one of them.

    The scheme lists a body under every name that a school of the trust may call it; here it goes
    by this school's.
    """
    scheme = estate.trust.scheme.get(woven.edition.policy)
    if scheme is None:
        return (), True
    others = _others(woven)
    own = [body for body in scheme.bodies if body.casefold() not in others] or list(scheme.bodies)
    value = woven.weaver.value("board")
    board = (value.text if value else "governing body").casefold()
    own.sort(key=lambda body: body.casefold() != board)
    return tuple(own), own[0].casefold() == board


def _others(woven: Woven) -> set[str]:
    """What other schools call their bodies and posts, and this one does not."""
    found: set[str] = set()
    for fact, spec in woven.weaver.specs.items():
        value = woven.weaver.value(fact)
        if spec.type is FactType.TERM and value is not None:
            found |= {option.text.casefold() for option in spec.options.values()}
            found.discard(value.text.casefold())
    return found


def _set_by(put: Put) -> Iterator[tuple[str, str]]:
    """By fact as a text names it, who set the conditions that differ."""
    for change in put.redline.comparison.conditions if put.redline else ():
        if change.fact:
            fact = split_name(change.fact, put.woven.weaver.specs)[0]
            entry = put.woven.edition.facts.get(fact)
            yield change.fact, SETTERS[entry.tier if entry else Tier.CLAUSE]
