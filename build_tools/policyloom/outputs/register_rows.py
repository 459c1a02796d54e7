"""What every form of the statutory register is made from, and the words for what is wanting.

In: nothing; out: the types that `pipeline` fills and that pages, table, CSV and JSON draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyloom.model.pages import Detail
from policyloom.model.rows import Gap, Lack, Met, SchoolRow, Way, Weight
from policyloom.model.statutory import Answer, Source

WORDS = {
    (Gap.MISSING, Weight.BREACH): "Required and missing",
    (Gap.WEBSITE, Weight.BREACH): "Must be on the website and is not",
    (Gap.REVIEW, Weight.BREACH): "Reviewed too seldom",
    (Gap.LEVEL, Weight.BREACH): "Decided at the wrong level",
    (Gap.MISSING, Weight.ADVICE): "Advised and missing",
    (Gap.WEBSITE, Weight.ADVICE): "Should be on the website and is not",
    (Gap.REVIEW, Weight.ADVICE): "Reviewed less often than advised",
    (Gap.LEVEL, Weight.ADVICE): "Decided at another level than advised",
    (Gap.MISSING, Weight.UNKNOWN): "May be required, and is missing",
    (Gap.WEBSITE, Weight.UNKNOWN): "May have to be on the website",
    (Gap.REVIEW, Weight.UNKNOWN): "May be reviewed too seldom",
    (Gap.LEVEL, Weight.UNKNOWN): "May be decided at the wrong level",
}
"""What each gap is called, the surest first."""

_HERE = (Way.WOVEN, Way.ATTACHED, Way.CONTACTS)


def words(lack: Lack) -> str:
    """What a gap is called."""
    return WORDS[lack.gap, lack.weight]


@dataclass(frozen=True, slots=True)
class SchoolRegister:
    """The whole register at one school, for governors and officers.

    `type` is the school's type in words, or ""; `checked` (ISO 8601) when the sources were last
    read; `about` what the register says of itself.
    """

    school: str
    name: str
    type: str
    checked: str
    about: str
    sources: Mapping[str, Source]
    rows: tuple[SchoolRow, ...]


@dataclass(frozen=True, slots=True)
class PublicItem:
    """Something that the school is asked to publish, and where it is. `due` says in words when in
    the year it is brought up to date, or ""."""

    title: str
    links: tuple[Detail, ...]
    due: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a school must and should publish, as far as it is published. Nothing else is told."""

    must: tuple[PublicItem, ...]
    should: tuple[PublicItem, ...]
    checked: str


def needed_words(row: SchoolRow) -> str:
    """Whether a row is required of the school, in a word or two; of what is only to be published,
    whether it must be."""
    said = row.needed
    if said is None:
        published = f"publish: {row.published.answer}" if row.published else ""
        return published if not row.row.needed else str(Answer.UNKNOWN)
    sure = bool(said.bounds.sources) or said.answer in (Answer.DEPENDS, Answer.UNKNOWN)
    return str(said.answer) if sure else f"{said.answer}? (no source)"


def met_words(met: Met) -> str:
    """What meets a row: "Complaints policy", "kept: in the school office", or an address."""
    return f"kept: {met.where}" if met.where else met.title if met.way in _HERE else met.href
