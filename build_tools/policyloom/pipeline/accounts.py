"""All that a school's site needs of one policy. In: an edition and its records; out: an Account.

Whatever is published around a text is drawn from accounts, and from nothing else of the edition: so
one of which nothing has changed need not be woven to be published again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policyloom.model.facts import FactEntry
from policyloom.model.pages import ENDED, Page
from policyloom.model.policies import Audience
from policyloom.outputs.copies import todays_parts
from policyloom.outputs.page_images import images_of
from policyloom.outputs.site import SitePage
from policyloom.outputs.site_due import due_on
from policyloom.outputs.site_life import Life
from policyloom.pipeline.concerning import concerned, shown_occurrences
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.lives import told
from policyloom.pipeline.people import asked, facts_named
from policyloom.pipeline.registering import Brought, brought
from policyloom.pipeline.status import decides_next
from policyloom.pipeline.upcoming import taking_effect
from policyloom.pipeline.weave import Weave, Woven


@dataclass(frozen=True, slots=True)
class Told:
    """A policy as one audience is told of it.

    `entry` is what the site shows, before its PDFs are known. `head` is the digest of the newest
    record, `decides` are the bodies that may take the next decision; `named` are the particulars
    that the page names, and `revised` says of each occurrence from which revision it was taken.
    `key` is that of the entry.
    """

    entry: SitePage
    key: str
    head: str
    decides: tuple[str, ...]
    named: Mapping[str, FactEntry]
    revised: Mapping[str, str]

    @property
    def page(self) -> Page:
        """The policy's own page."""
        return self.entry.page

    @property
    def life(self) -> Life:
        """What became of it."""
        return self.entry.life


@dataclass(frozen=True, slots=True)
class Account:
    """One policy at one school, as each audience that may read it is told of it.

    `brought` is what it is to the statutory register; `coming` are the days (ISO 8601) on which
    decisions take effect, each with the reason that is given for it.
    """

    policy: str
    told: Mapping[Audience, Told]
    brought: Brought
    coming: tuple[tuple[str, str], ...]


def account_of(
    weave: Weave, woven: Woven, audiences: Iterable[Audience], history: bool = True
) -> Account:
    """What these audiences are told of an edition; without `history`, of its own page alone."""
    found = {each: told_to(weave, woven, each, history) for each in audiences}
    return Account(
        policy=woven.edition.policy,
        told={audience: each for audience, each in found.items() if each is not None},
        brought=brought(weave, woven),
        coming=tuple(taking_effect(weave, woven)),
    )


def told_to(weave: Weave, woven: Woven, audience: Audience, history: bool = True) -> Told | None:
    """What one audience is told of an edition; None where it may read nothing of it."""
    found = told(weave, woven, audience, history)
    if found is None:
        return None
    page, life = found
    policy = weave.estate.policies[page.policy]
    entry = SitePage(
        page=page,
        pdf_name="",
        topic=policy.topic,
        life=life,
        due=due_on(page.review, weave.today),
        roles=concerned(weave, woven, page),
        ask=asked(weave, woven),
        images=images_of(page, life),
        copied=todays_parts(page, audience),
    )
    return Told(
        entry=entry,
        key=key_of(entry),
        head=woven.history.head,
        decides=() if page.status in ENDED else decides_next(weave, woven, policy),
        named=facts_named(woven, page, audience),
        revised={each.key: each.revised for each in shown_occurrences(woven, page)},
    )
