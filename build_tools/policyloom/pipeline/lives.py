"""What an audience may know of a policy's life. In: a Weave; out: its page, and a Life.

Nothing that is decided for a higher audience is so much as named in a lower one's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyloom.model.dates import say_date
from policyloom.model.pages import Page, Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
from policyloom.outputs.site_life import PROPOSED, UNTOLD, Contrast, Life, Moment, Period
from policyloom.pipeline.nameable import may_name
from policyloom.pipeline.pages import draft_page, version_page
from policyloom.pipeline.readings import (
    before,
    contrast,
    fill_of,
    proposed_reading,
    trust_reading,
    version_folder,
    version_name,
    version_reading,
)
from policyloom.pipeline.versions import Version, day_before, versions
from policyloom.pipeline.weave import Weave, Woven

_ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)
LAST = 5
"""With how many of the last editions the one in force is compared."""


def standing(woven: Woven, every: tuple[Version, ...], today: str) -> Version | None:
    """The decision that a policy's own page shows.

    What is in force; else what has ended last; else what will be in force first. None where
    nothing has been decided, so that there is but a draft.
    """
    left = next((version.left for version in every if version.left), "")
    shown = woven.record or woven.story.newest(day_before(left) if left else today)
    if shown is None:
        return every[-1] if every else None
    return next(version for version in every if version.record is shown)


def told(
    weave: Weave, woven: Woven, audience: Audience, history: bool = True
) -> tuple[Page, Life] | None:
    """A policy's own page and its life, or None where this audience may read nothing of it.

    Without `history` the page stands alone: no editions, dates or comparisons beside it.
    """
    every = versions(weave.estate, woven, weave.today)
    shown = standing(woven, every, weave.today)
    if shown is None:
        if audience is not Audience.GOVERNORS:
            return None
        page = draft_page(weave.estate, woven, audience)
        life = _Teller(weave, woven, audience, every, None, page).life() if history else UNTOLD
        return page, life
    if not audience.may_read(shown.record.draft.audience):
        return None
    page = version_page(weave.estate, woven, shown, audience)
    life = _Teller(weave, woven, audience, every, shown, page).life() if history else UNTOLD
    return replace(page, policy=woven.edition.policy), life


def proposes(woven: Woven) -> bool:
    """Whether the files say something that nobody has decided yet, beside what is in force."""
    if woven.record is None or not woven.differs:
        return False
    return woven.story.records[-1].draft != woven.draft


class _Teller:
    def __init__(
        self,
        weave: Weave,
        woven: Woven,
        audience: Audience,
        every: tuple[Version, ...],
        shown: Version | None,
        page: Page,
    ) -> None:
        self.weave, self.estate, self.woven = weave, weave.estate, woven
        self.audience, self.every, self.shown, self.page = audience, every, shown, page
        self.policy = woven.edition.policy
        self.readable = tuple(v for v in every if audience.may_read(v.record.draft.audience))

    def life(self) -> Life:
        governors = self.audience is Audience.GOVERNORS
        proposed = None
        if governors and proposes(self.woven):
            proposed = draft_page(self.estate, self.woven, self.audience)
        contrasts = tuple(self._contrasts(proposed is not None))
        return Life(
            moments=tuple(self._moment(v, contrasts) for v in self.readable),
            periods=tuple(self._periods()),
            proposed=proposed,
            proposed_pdf=f"{self.page.school}-{self.policy}-{PROPOSED}.pdf" if proposed else "",
            contrasts=contrasts,
            was=self.estate.policies[self.policy].was,
        )

    def _moment(self, version: Version, contrasts: tuple[Contrast, ...]) -> Moment:
        record = version.record
        ruling, draft = record.ruling, record.draft
        current = version is self.shown
        same = current and draft.policy == self.policy
        page = None if same else version_page(self.estate, self.woven, version, self.audience)
        name, older = version_name(self.woven, version), self._older(version)
        before_ = version_name(self.woven, older) if older else ""
        known = {(c.old.name, c.new.name): c.folder for c in contrasts}
        return Moment(
            edition=record.edition,
            title=draft.title,
            decision=ruling.decision,
            status=version.status,
            decided=ruling.decided,
            by=ruling.by,
            effective=ruling.effective,
            folder=version_folder(version),
            pdf_name=f"{draft.school}-{draft.policy}-{record.edition}.pdf",
            page=page,
            until=version.until,
            left=version.left,
            updated=version.updated,
            minute=ruling.minute,
            summary=ruling.summary,
            successor=ruling.superseded_by if self._may_name(ruling.superseded_by) else "",
            changes=known.get((before_, name), ""),
            current=current,
            digest=record.digest,
        )

    def _may_name(self, policy: str) -> bool:
        return may_name(self.estate, policy, self.audience)

    def _older(self, version: Version) -> Version | None:
        """The decision before, of those that may be read."""
        place = self.readable.index(version) + 1
        return self.readable[place] if place < len(self.readable) else None

    def _periods(self) -> Iterator[Period]:
        """From the first decision on, which edition is in force when; the last has no end."""
        ordered = self.every[::-1]
        left = next((version.left for version in ordered if version.left), "")
        starts = [version.record.ruling.effective for version in ordered]
        for version, since, until in zip(ordered, starts, [*starts[1:], left], strict=False):
            until = min(until, left) if left else until
            if since == until or (left and since >= left):
                continue
            if version not in self.readable:
                yield Period(since, until, "An edition that is not published here")
            elif version.record.ruling.decision in _ENDS:
                yield Period(since, until, "No edition: it had been withdrawn")
            else:
                day = say_date(version.record.ruling.decided)
                yield Period(since, until, f"The edition of {day}", version_folder(version))
        if left:
            yield Period(left, "", "No edition: the school had left the trust")

    def _contrasts(self, proposed: bool) -> Iterator[Contrast]:
        """Each text with the one before it, what is in force with the last few and the trust's."""
        found: dict[str, Contrast] = {}
        pairs = list(zip(self.readable[1:], self.readable, strict=False))
        current = self.shown
        if current is not None and current.status is Status.IN_FORCE:
            older = self.readable[self.readable.index(current) + 1 :]
            pairs += [(version, current) for version in older[:LAST]]
        for old, new in pairs:
            made = self._pair(old, new)
            found.setdefault(made.folder, made)
        yield from found.values()
        if self.audience is Audience.GOVERNORS:
            yield from self._governors(proposed)

    def _pair(self, old: Version, new: Version) -> Contrast:
        fill = fill_of(self.estate, self.woven, new)
        earlier = before(self.estate, self.woven, old, fill)
        return contrast(
            self.estate,
            (self.page.school, self.policy),
            version_reading(self.woven, old, earlier),
            version_reading(self.woven, new, fill),
            self.audience,
            (old.record.ruling.decided, new.record.ruling.decided),
        )

    def _governors(self, proposed: bool) -> Iterator[Contrast]:
        """What is proposed, and what this school does otherwise than the trust."""
        woven, shown = self.woven, self.shown
        owner = (self.page.school, self.policy)
        today = fill_of(self.estate, woven, None)
        if proposed and shown is not None:
            old = version_reading(woven, shown, today)
            new = proposed_reading(woven, today)
            dates = (shown.record.ruling.decided, "")
            yield contrast(self.estate, owner, old, new, self.audience, dates)
        trust = self.weave.editions.get(("", self.policy))
        ended = shown is not None and shown.status is Status.WITHDRAWN
        if trust is None or trust.kept is not None or woven.kept is not None or ended:
            return
        if shown is None:
            new = replace(
                proposed_reading(woven, today), name="draft", words="the draft", folder=""
            )
        else:
            new = version_reading(woven, shown, today)
        like = shown.record.draft if shown else woven.draft
        own = trust_reading(trust, woven, like, today)
        yield contrast(self.estate, owner, own, new, self.audience)
