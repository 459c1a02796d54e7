"""A row of the statutory register at one school: what meets it there, and what is wanting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.statutory import Needed, Published, Row


class Way(StrEnum):
    """How a row is met."""

    WOVEN = "policy"
    ATTACHED = "attached file"
    CONTACTS = "contacts page"
    PUBLISHED = "elsewhere on the web"
    KEPT = "kept elsewhere"


@dataclass(frozen=True, slots=True)
class Met:
    """Something that meets a row. Dates are ISO 8601 or "".

    `href` is relative to the school's folder or an address, or ""; `public` says that anybody may
    read it on a website. `cycle` is in months, None where nothing is known of its reviews; `review`
    is the next one, `reviewed` the last. `by` are the bodies that decided it or may decide it next.
    `where` says in words where it is kept, if that is all that is known.
    """

    title: str
    way: Way
    href: str = ""
    public: bool = False
    cycle: int | None = None
    reviewed: str = ""
    review: str = ""
    by: tuple[str, ...] = ()
    where: str = ""


class Gap(StrEnum):
    """What can be wanting."""

    MISSING = "missing"
    REVIEW = "review"
    LEVEL = "level"
    WEBSITE = "website"


class Weight(StrEnum):
    """How sure it is that something is wanting: the law asks for it, it is advised, or nobody can
    tell, because the register has no source or cannot know what it depends on."""

    BREACH = "required"
    ADVICE = "advised"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is wanting, and why that is thought. `sources` are ids of the register's."""

    gap: Gap
    weight: Weight
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A row at one school. `needed` and `published` are what the register says of such a school,
    None where it says nothing; `refused` is why the school holds that it does not apply, or ""."""

    row: Row
    needed: Needed | None
    published: Published | None
    met: tuple[Met, ...]
    lacks: tuple[Lack, ...]
    refused: str = ""
