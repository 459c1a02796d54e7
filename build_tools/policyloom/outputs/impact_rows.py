"""What every form of `policyloom impact` is made from.

In: nothing; out: the types that `pipeline` fills and that text, JSON and Markdown are drawn from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.changes import Change
from policyloom.model.policies import Audience
from policyloom.outputs.drift_rows import Stale


class Need(StrEnum):
    """What an edit asks of those who decide on a policy."""

    DECISION = "needs a decision"
    FIRST = "a draft; its first decision covers it"
    NONE = "needs no decision"


@dataclass(frozen=True, slots=True)
class Reached:
    """A page or PDF that an edit touches.

    `path` is its address below the trust's site, and `url` the whole of it or "". `audience` is
    the lowest that has it.
    """

    path: str
    audience: Audience
    url: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """One policy at one school (school "" is the trust's own text) that an edit touches.

    `how` says in sentences how it comes to be touched; `changes` are those of the redline between
    the two. `bodies` are those who decide, where a decision is needed.
    """

    school: str
    school_name: str
    policy: str
    title: str
    need: Need
    pages: tuple[Reached, ...] = ()
    pdfs: tuple[Reached, ...] = ()
    bodies: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """All that an edit touches.

    `about` is what is edited, in words. `since` is the git revision that the files are compared
    with, or "" where no edit has been made and the rows say what one would touch. `stale` are the
    overrides that become stale by it.
    """

    about: str
    since: str
    touched: tuple[Touched, ...]
    stale: tuple[Stale, ...] = ()

    def needing(self, need: Need) -> tuple[Touched, ...]:
        """Those of a need."""
        return tuple(touched for touched in self.touched if touched.need is need)


@dataclass(frozen=True, slots=True)
class Alike:
    """One change as several policies have it; `owners` are their schools and ids."""

    change: Change
    owners: tuple[tuple[str, str], ...]


def alike(touched: Iterable[Touched]) -> list[Alike]:
    """The changes of all these policies, each once, in the order met.

    Changes are alike where their kind, cause, reason and differing words are; the words around
    them may hold each school's own name.
    """
    grouped: dict[tuple[object, ...], tuple[Change, list[tuple[str, str]]]] = {}
    for one in touched:
        for change in one.changes:
            _, owners = grouped.setdefault(_likeness(change), (change, []))
            if (one.school, one.policy) not in owners:
                owners.append((one.school, one.policy))
    return [Alike(change, tuple(owners)) for change, owners in grouped.values()]


def _likeness(change: Change) -> tuple[object, ...]:
    old, new = change.old.split(), change.new.split()
    gone, come = [w for w in old if w not in new], [w for w in new if w not in old]
    said = (change.title, change.note, change.reason, change.fact or change.key, change.around)
    return (change.kind, change.cause, *said, *gone, "", *come)
