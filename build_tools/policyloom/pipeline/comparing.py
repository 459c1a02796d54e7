"""Two texts of one policy, as somebody names them, made ready to be compared.

In: a Weave, a school's policy and two names. Out: a Contrast and the policy's page. A name is an
edition's (`2026-03-12`), a day on which one was in force, `trust`, `proposed`, or another school's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from policyloom.findings import nearest
from policyloom.model.dates import say_date
from policyloom.model.letters import capital
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.site_life import PROPOSED, TRUST, Contrast, Reading
from policyloom.pipeline.lives import proposes, standing
from policyloom.pipeline.pages import draft_page, version_page
from policyloom.pipeline.readings import (
    Fill,
    before,
    contrast,
    fill_of,
    proposed_reading,
    reading,
    trust_reading,
    version_name,
    version_reading,
)
from policyloom.pipeline.versions import Version, versions
from policyloom.pipeline.weave import Weave, Woven

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Incomparable(Exception):
    """What is named is not there, or there is nothing to compare it with; says what there is."""


def compared(
    weave: Weave, school: str, policy: str, old: str = "", new: str = ""
) -> tuple[Contrast, Page]:
    """Two texts of a school's policy to be compared, and the page of the newer.

    Unless named, they are what is in force and what is proposed; without a proposal what is in
    force and the edition before it; without a decision the trust's text and the draft.
    Raises Incomparable.
    """
    return _Asked(weave, weave.editions[school, policy]).compared(old, new)


class _Asked:
    def __init__(self, weave: Weave, woven: Woven) -> None:
        self.weave, self.woven, self.estate = weave, woven, weave.estate
        self.every = versions(weave.estate, woven, weave.today)
        self.shown = standing(woven, self.every, weave.today)

    def compared(self, old: str, new: str) -> tuple[Contrast, Page]:
        newer = self.newer(old, new)
        fill = fill_of(self.estate, self.woven, newer)
        if newer is None:
            later, page = (
                self.proposed(fill),
                draft_page(self.estate, self.woven, Audience.GOVERNORS),
            )
        else:
            later = version_reading(self.woven, newer, fill)
            page = version_page(self.estate, self.woven, newer, Audience.GOVERNORS)
        earlier, decided = self.older(old, newer, fill)
        dates = (decided, newer.record.ruling.decided if newer else "")
        owner = (self.woven.edition.school, self.woven.edition.policy)
        made = contrast(self.estate, owner, earlier, later, Audience.GOVERNORS, dates)
        if made.old.name == made.new.name:
            raise Incomparable(f"Both are {made.new.words}: there is nothing to compare.")
        return made, page

    def newer(self, old: str, new: str) -> Version | None:
        """The newer of the two; None is what the files now say."""
        if new == TRUST:
            raise Incomparable("The trust's own text goes before a school's: use --from trust.")
        if new in self.estate.schools:
            raise Incomparable(
                f"Another school's text goes before this one's: use --from {new}."
                if new != self.woven.edition.school
                else "Name an edition, a day or 'proposed': the text is this school's already."
            )
        if new == PROPOSED or (not new and (self.shown is None or self.proposes(old))):
            return None
        return self.named(new) if new else self.shown

    def proposes(self, old: str) -> bool:
        """Whether a proposal is what the reader wants: it is, unless the trust's text is named."""
        return old != TRUST and old not in self.estate.schools and proposes(self.woven)

    def older(self, old: str, newer: Version | None, fill: Fill) -> tuple[Reading, str]:
        """The older of the two, and the day of its decision ("" where there is none)."""
        if old == TRUST or (not old and self.shown is None):
            trust = self.weave.editions.get(("", self.woven.edition.policy))
            if trust is None or trust.kept is not None:
                raise Incomparable(
                    "The library has no such policy any more, so no text of its own."
                )
            like = newer.record.draft if newer else self.woven.draft
            return trust_reading(trust, self.woven, like, fill), ""
        if old == PROPOSED:
            raise Incomparable("What is proposed goes after what was decided: use --to proposed.")
        if old == self.woven.edition.school:
            raise Incomparable("Name another school, an edition, a day or 'trust'.")
        if old in self.estate.schools:
            return self.elsewhere(old, newer, fill), ""
        version = self.named(old) if old else self.usual(newer)
        earlier = fill if newer is None else before(self.estate, self.woven, version, fill)
        return version_reading(self.woven, version, earlier), version.record.ruling.decided

    def usual(self, newer: Version | None) -> Version:
        """What is in force, or the edition before it where that is the newer one."""
        if newer is not self.shown and self.shown is not None:
            return self.shown
        if newer is None:
            raise Incomparable("Nothing has been decided yet: compare with the trust's text.")
        place = self.every.index(newer) + 1
        if place == len(self.every):
            raise Incomparable(
                f"{capital(version_name(self.woven, newer))} is the first edition, and nothing "
                "else is proposed. To see what the school does otherwise than the trust, use "
                "--from trust."
            )
        return self.every[place]

    def proposed(self, fill: Fill) -> Reading:
        made = proposed_reading(self.woven, fill)
        return made if self.shown else replace(made, name="draft", words="the draft", folder="")

    def elsewhere(self, school: str, newer: Version | None, fill: Fill) -> Reading:
        """Another school's text with this school's names in it."""
        other = self.weave.editions.get((school, self.woven.edition.policy))
        name = self.estate.schools[school].name
        if other is None:
            raise Incomparable(f"{name} has not adopted '{self.woven.edition.policy}'.")
        draft = other.record.draft if other.record else other.draft
        like = newer.record.draft if newer else self.woven.draft
        words = f"{name}’s {'edition' if other.record else 'draft'}"
        return reading(self.woven, draft, school, words, fill, like=like)

    def named(self, name: str) -> Version:
        """The edition of that name, or the one in force on that day."""
        known = {version_name(self.woven, version): version for version in self.every}
        if name in known:
            return known[name]
        if _DAY.fullmatch(name):
            _require_day(name)
            found = self.woven.story.in_force(name)
            version = next((v for v in self.every if v.record is found), None)
            if version is not None:
                return version
            raise Incomparable(f"Nothing was in force on {say_date(name)}. {self._there(name)}")
        raise Incomparable(f"There is no edition '{name}'. {self._there(name)}")

    def _there(self, name: str) -> str:
        known = [version_name(self.woven, version) for version in self.every]
        there = f"The editions are: {', '.join(known)}." if known else "Nothing was decided yet."
        close = nearest(name, [*self.estate.schools, TRUST, PROPOSED])
        # A day is near to every other day: only what looks like a name is taken for one misspelt.
        meant = close if close.startswith("Did you mean") and not name[:1].isdigit() else ""
        return f"{meant} {there}".strip()


def _require_day(name: str) -> None:
    """Raises Incomparable where no calendar has that day."""
    try:
        date.fromisoformat(name)
    except ValueError as error:
        raise Incomparable(f"'{name}' is not a date. Write it as 2026-03-12.") from error
