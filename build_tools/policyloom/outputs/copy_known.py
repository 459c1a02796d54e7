"""The copies that a school's site knows, and what each is today. In: a site; out: answers as data.

A site knows the editions that its audience may read and no others, so that a code never tells
anybody of an edition that is not for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from policyloom.model.dates import say_date
from policyloom.model.pages import Page, Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
from policyloom.outputs.copies import beginning
from policyloom.outputs.site import SchoolSite, SitePage
from policyloom.outputs.site_editions import name_of
from policyloom.outputs.site_life import PROPOSED, Moment
from policyloom.outputs.site_words import ENDS, held

DRAFT = "draft"
READ = "Read what is in force now"
_LEFT = (Decision.UNCHANGED, Decision.EXTENDED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a copy is: in two or three words, then in a sentence or two; where to read on.

    `tone` names the colour of a chip or notice; `links` are words and folders below the school's.
    """

    tone: str
    short: str
    words: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An edition of which there may be copies.

    `begins` are the first parts of their codes (several where the policy had another id).
    `today` are the three characters that follow in those with today's particulars; `changed` is
    the answer for any other. Without `changed` they do not matter. From the ISO date `turns` on,
    `later` is the answer instead.
    """

    begins: tuple[str, ...]
    copy: str
    answer: Answer
    today: tuple[str, ...] = ()
    changed: Answer | None = None
    turns: str = ""
    later: Answer | None = None


def known_copies(site: SchoolSite) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Each policy's title with all the copies of it that this site knows, newest edition first."""
    titles = {entry.page.policy: entry.page.title for entry in site.entries}
    for entry in site.entries:
        teller = _Teller(site.audience, entry, titles)
        yield entry.page.title, tuple(teller.all())


@dataclass(frozen=True, slots=True)
class _Teller:
    audience: Audience
    entry: SitePage
    titles: Mapping[str, str]

    @property
    def policy(self) -> str:
        return self.entry.page.policy

    def all(self) -> Iterator[Known]:
        if self.entry.life.moments:
            yield from map(self.decided, self.entry.life.moments)
        elif self.entry.page.status is not Status.DRAFT:
            yield self.alone(self.entry.page)
        if self.audience is Audience.GOVERNORS:
            yield self.draft()

    def begins(self, owner: str, *editions: str) -> tuple[str, ...]:
        """The first parts of the codes of these editions, under every id since `owner`.

        A later id does not count where that has an edition of the same name itself.
        """
        ids = (*self.entry.life.was, self.policy)
        later = ids[ids.index(owner) + 1 :] if owner in ids else ()
        own = {(m.folder.split("/")[0], m.edition) for m in self.entry.life.moments}
        named = [(owner, e) for e in editions]
        named += [(i, e) for i in later for e in editions if (i, e) not in own]
        school = self.entry.page.school
        return tuple(dict.fromkeys(beginning(school, i, e) for i, e in named))

    def draft(self) -> Known:
        """A copy for governors to consider: of these a site knows that they hold nothing."""
        first = self.entry.life.was[0] if self.entry.life.was else self.policy
        proposal = (
            (("Read what is proposed now", f"{self.policy}/{PROPOSED}"),)
            if self.entry.life.proposed
            else ()
        )
        words = "It was printed for governors to consider. What they decided may read otherwise."
        answer = Answer(DRAFT, "A draft, never in force", words, (*self.current(), *proposal))
        return Known(self.begins(first, DRAFT, PROPOSED), "Any draft or proposal", answer)

    def current(self) -> tuple[tuple[str, str], ...]:
        """Where to read what holds, or what there is instead."""
        words = {
            Status.IN_FORCE: READ,
            Status.DRAFT: "Read the draft as it is now",
            Status.WITHDRAWN: "Read what became of this policy",
        }.get(self.entry.page.status, "Read this policy’s page")
        return ((words, self.policy),)

    def alone(self, page: Page) -> Known:
        """What a site without history knows: the policy's own page."""
        begins = self.begins(self.policy, page.edition)
        copy = f"Edition of {say_date(page.approved)}"
        if page.status is Status.IN_FORCE:
            return self.holds(begins, copy, page.effective, "", "")
        words = page.banner or "It is not in force today."
        return Known(
            begins, copy, Answer("gone", page.status.value.capitalize(), words, self.current())
        )

    def decided(self, moment: Moment) -> Known:
        begins = self.begins(moment.folder.split("/")[0], moment.edition)
        ends = moment.decision in ENDS
        copy = f"{'Decision' if ends else 'Edition'} of {say_date(moment.decided)}"
        match moment.status:
            case Status.IN_FORCE:
                until = self.next_after(moment)
                return self.holds(begins, copy, moment.effective, until, moment.updated)
            case Status.SCHEDULED:
                return self.scheduled(begins, copy, moment)
            case Status.WITHDRAWN:
                return Known(begins, copy, self.withdrawn(moment))
            case Status.LEFT:
                answer = Answer(
                    "gone", "The school has left the trust", held(moment), self.current()
                )
                return Known(begins, copy, answer)
            case _:
                return Known(begins, copy, self.superseded(moment))

    def holds(
        self, begins: tuple[str, ...], copy: str, since: str, until: str, updated: str
    ) -> Known:
        """In force: whether the contacts are today's is told by the second part of the code."""
        held = f"since {say_date(since)}"
        same = f"Its wording has been in force {held}, and it names today’s contacts."
        newer = f" The newest is of {say_date(updated)}." if updated else ""
        other = (
            f"Its wording has been in force {held}. A name, an address or a number in it has "
            f"changed since it was printed.{newer}"
        )
        link = ((READ, self.policy),)
        gone = Answer("gone", "No longer in force", f"Replaced on {say_date(until)}.", link)
        return Known(
            begins,
            copy,
            Answer("in-force", "In force", same, (("Read it here", self.policy),)),
            self.entry.copied,
            Answer(
                "changed",
                "Wording in force, contacts changed since",
                other,
                (("Read it with today’s contacts", self.policy),),
            ),
            until,
            gone if until else None,
        )

    def scheduled(self, begins: tuple[str, ...], copy: str, moment: Moment) -> Known:
        day = say_date(moment.effective)
        links = (*self.current(), ("Read this edition", moment.folder))
        if moment.decision in ENDS:
            now = Answer("scheduled", "Not yet", f"It ends the policy on {day}.", links)
            then = Answer("gone", "Withdrawn", f"The policy ended on {day}.", links)
        else:
            now = Answer(
                "scheduled", "Not yet in force", f"Approved, and in force from {day}.", links
            )
            then = Answer("in-force", "In force", f"In force since {day}.", links[1:])
        return Known(begins, copy, now, turns=moment.effective, later=then)

    def withdrawn(self, moment: Moment) -> Answer:
        words = f"The policy has not been in force since {say_date(moment.effective)}."
        successor = moment.successor if moment.successor in self.titles else ""
        instead = ((f"Read instead: {self.titles[successor]}", successor),) if successor else ()
        return Answer("gone", "Withdrawn", words, (*instead, *self.current()))

    def superseded(self, moment: Moment) -> Answer:
        following = self.following(moment)
        links = (*self.current(), *self.compared(moment), ("Read this old edition", moment.folder))
        day = say_date(moment.until)
        if moment.until == moment.effective:
            words = f"It was never in force: another decision took effect on {day} as well."
            return Answer("gone", "Superseded", words, links)
        if following and following[0].decision in ENDS:
            return Answer("gone", "Withdrawn", f"The policy ended on {day}.", links)
        words = "Another edition has taken its place. Do not rely on this copy."
        if _left_alone(moment, following):
            words = (
                "Another edition has taken its place, which left the wording as it was: only the "
                "dates of approval and review are newer."
            )
        return Answer("gone", f"Superseded on {day}", words, links)

    def following(self, moment: Moment) -> tuple[Moment, ...]:
        """The decisions that have taken effect since, oldest first."""
        moments = self.entry.life.moments
        since = moments[: moments.index(moment)]
        return tuple(m for m in reversed(since) if m.status is not Status.SCHEDULED)

    def compared(self, moment: Moment) -> tuple[tuple[str, str], ...]:
        """The comparison with what is in force, where there is one."""
        current = self.entry.life.current
        if current is None or current.status is not Status.IN_FORCE:
            return ()
        names = name_of(self.entry, moment), name_of(self.entry, current)
        folder = self.entry.life.contrast(*names)
        return (("See what has changed since", folder),) if folder else ()

    def next_after(self, moment: Moment) -> str:
        """The day on which another decision is to take this one's place, or ""."""
        to_come = [m.effective for m in self.entry.life.of(Status.SCHEDULED)]
        return min((day for day in to_come if day > moment.effective), default="")


def _left_alone(moment: Moment, following: tuple[Moment, ...]) -> bool:
    """Whether every decision since, none of them unseen, has left the wording as it was."""
    seen = all(a.until == b.effective for a, b in pairwise((moment, *following)))
    return bool(following) and seen and all(m.decision in _LEFT for m in following)
