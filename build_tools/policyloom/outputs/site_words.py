"""What a site says of decisions: dates, decisions and addresses in words.

In: a moment of a policy's life. Out: words, and addresses relative to a page.
"""

from __future__ import annotations

from datetime import date, timedelta

from policyloom.model.dates import say_date
from policyloom.model.pages import Status
from policyloom.model.records import Decision
from policyloom.outputs.site_life import Moment

DECISIONS = {
    Decision.FIRST: "Approved for the first time",
    Decision.CHANGED: "Approved with changes",
    Decision.UNCHANGED: "Reviewed and left as it was",
    Decision.EXTENDED: "Left in force until a later review",
    Decision.CORRECTED: "Approved with corrections",
    Decision.IMPORTED: "Approved, and recorded here later",
    Decision.WITHDRAWN: "Withdrawn",
    Decision.SUPERSEDED: "Replaced by another policy",
}
ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)


def up(folder: str) -> str:
    """From a page in this folder, below the school's, to the school's own folder."""
    return "../" * (folder.count("/") + 1)


def to(here: str, there: str) -> str:
    """The address of one folder's page as seen from another's, both below the school's."""
    return f"{up(here)}{there}/"


def slug(status: Status) -> str:
    """The class that colours a status chip."""
    return status.value.replace(" ", "-")


def held(moment: Moment) -> str:
    """When an edition was, is or will be in force, in words."""
    since = say_date(moment.effective)
    match moment.status:
        case Status.SCHEDULED if moment.decision in ENDS:
            return f"In force no longer from {since}."
        case Status.SCHEDULED:
            return f"In force from {since}."
        case Status.IN_FORCE if moment.updated:
            updated = say_date(moment.updated)
            return f"In force since {since}. Contacts updated {updated}."
        case Status.IN_FORCE:
            return f"In force since {since}."
        case Status.WITHDRAWN:
            return f"Not in force since {since}."
        case Status.LEFT if moment.effective >= moment.left:
            return f"Never in force: the school left the trust on {say_date(moment.left)}."
        case Status.LEFT:
            left = say_date(moment.left)
            return f"In force from {since} until the school left the trust on {left}."
        case _ if moment.until == moment.effective:
            return f"Never in force by itself: another decision took effect on {since} too."
        case _:
            return f"No longer in force: it was from {since} until {_eve(moment.until)}."


def _eve(iso: str) -> str:
    """The day before a day, in words."""
    return say_date((date.fromisoformat(iso) - timedelta(days=1)).isoformat())


def wording(moment: Moment) -> str:
    """From when the words and from when the contacts of what is in force are, if they differ."""
    if not moment.updated:
        return ""
    approved, updated = _short(moment.decided, moment.updated), say_date(moment.updated)
    return f"Wording approved {approved}; contacts updated {updated}."


def _short(day: str, beside: str) -> str:
    """A day in words, without its year where the day named beside it has the same."""
    words = say_date(day)
    return words.rsplit(" ", 1)[0] if day[:4] == beside[:4] else words
