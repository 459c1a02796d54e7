"""What is new at a school: decisions and changed contacts enter, lines for its front page leave.

Nothing depends on today: what is newest is told with its day, and the reader sees how old it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyloom.model.dates import say_date
from policyloom.outputs.site import SchoolSite, SitePage
from policyloom.outputs.site_life import Moment
from policyloom.outputs.site_people import FOLDER as CONTACTS
from policyloom.outputs.site_school import ContactChange
from policyloom.outputs.site_words import DECISIONS

LINES = 6


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing that is new. `day` is ISO 8601, `said` the same in words; `url` leads to `title`
    and `changes` to what changed ("" for none), both relative to the school's folder."""

    day: str
    said: str
    title: str
    url: str
    words: str
    why: str = ""
    changes: str = ""


def news(site: SchoolSite) -> tuple[NewsLine, ...]:
    """The newest decisions and changes of contacts, newest first."""
    lines = [line for entry in site.entries for line in _decisions(entry)]
    lines += [_contact(change) for change in site.changes]
    return tuple(sorted(lines, key=lambda line: (line.day, line.title), reverse=True)[:LINES])


def _decisions(entry: SitePage) -> Iterator[NewsLine]:
    for moment in entry.life.moments[:LINES]:
        words = f"{DECISIONS[moment.decision]} by the {moment.by}."
        later = f" In force from {say_date(moment.effective)}." if _waits(moment) else ""
        yield NewsLine(
            day=moment.decided,
            said=say_date(moment.decided),
            title=moment.title,
            url=f"{entry.page.policy}/" if moment.current else f"{moment.folder}/",
            words=words + later,
            why=moment.summary,
            changes=f"{moment.changes}/" if moment.changes else "",
        )


def _waits(moment: Moment) -> bool:
    return moment.effective > moment.decided


def _contact(change: ContactChange) -> NewsLine:
    same = change.before in ("", change.name)
    words = "How to reach them has changed." if change.before == change.name else "New in the post."
    return NewsLine(
        day=change.since,
        said=say_date(change.since),
        title=f"{change.post}: {change.name}",
        url=f"{CONTACTS}/",
        words=words if same else f"Takes over from {change.before}.",
    )
