"""When a review is due: a date enters; what a reader sees as it comes near, leaves.

A page is made once and read for months, so it carries both sentences with their days. What holds
on the day of the build is shown without scripts; the reader's browser puts it right on the day
of the reading (`data-due-from` and `data-due-by` in policyloom.js).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.outputs.markup import tag
from policyloom.outputs.status_rows import DUE_DAYS


class Due(StrEnum):
    """What the next review is on a day."""

    LATER = ""
    SOON = "due"
    OVERDUE = "overdue"


def due_on(review: str, today: str) -> Due:
    """What a review of that day is today; both ISO 8601, and `review` "" for none."""
    if not review or today < due_from(review):
        return Due.LATER
    return Due.OVERDUE if today > review else Due.SOON


@lru_cache(maxsize=4096)
def due_from(review: str) -> str:
    """The first day (ISO 8601) on which a review of that day counts as due."""
    return (date.fromisoformat(review) - timedelta(days=DUE_DAYS)).isoformat()


def due_banner(review: str, due: Due, noun: str) -> Markup:
    """The banner above a policy's text."""
    day = say_date(review)
    return _told(
        "p",
        "review-due",
        review,
        due,
        f"This {noun} is due for review by {day}. It stays in force until a new decision is taken.",
        f"The review of this {noun} is overdue: it was due by {day}. "
        "The text stays in force until a new decision is taken.",
    )


def due_chip(review: str, due: Due) -> Markup:
    """The chip beside a policy in a list."""
    return _told("span", "due-chip", review, due, f"Due by {say_date(review)}", "Overdue", "chip ")


def _told(
    name: str, look: str, review: str, due: Due, soon: str, overdue: str, kind: str = ""
) -> Markup:
    if not review:
        return Markup("")
    return tag(
        name,
        _when(Due.SOON, due, soon, kind),
        _when(Due.OVERDUE, due, overdue, kind),
        class_=look,
        data_due_from=due_from(review),
        data_due_by=review,
        data_aid=True,
        hidden=due is Due.LATER,
    )


def _when(which: Due, due: Due, words: str, kind: str) -> Markup:
    return tag(
        "span",
        words,
        class_=f"{kind}{which.value}",
        data_due=which.value,
        hidden=which is not due,
    )
