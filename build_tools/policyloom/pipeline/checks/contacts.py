"""contact-incomplete: somebody whom readers are sent to, and nothing by which to reach them.

In: a Desk; out: what is caught.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.checks import Check
from policyloom.model.facts import FactEntry, FactType, Tier
from policyloom.model.places import EVERYTHING, Scope
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.naming import named_in
from policyloom.pipeline.weave import Woven
from policyloom.render.texts import split_name


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """The people of a school's policies; one of the trust's is told of once, for every school.

    A person that the trust only names until a school names its own is nobody's contact.
    """
    for entry in _unreachable(desk, school):
        yield _caught(entry, EVERYTHING if entry.tier is Tier.TRUST else Scope(school))


def _unreachable(desk: Desk, school: str) -> Iterator[FactEntry]:
    """Each person named by a policy's text, or whom it says to ask, who cannot be reached."""
    told: set[str] = set()
    for woven in desk.editions(school):
        for fact in _people(desk, woven):
            entry = woven.edition.facts.get(fact)
            if entry is None or str(entry.place) in told:
                continue
            fields = entry.value.fields
            if not fields.get("phone") and not fields.get("email"):
                told.add(str(entry.place))
                yield entry


def _people(desk: Desk, woven: Woven) -> Iterator[str]:
    estate = desk.weave.estate
    asked = estate.policies[woven.edition.policy].ask
    named = {n.name for n in named_in(estate, woven) if n.needed}
    for fact in sorted({asked, *(split_name(name, estate.facts)[0] for name in named)}):
        spec = estate.facts.get(fact)
        if spec is not None and spec.type is FactType.PERSON:
            yield fact


def _caught(entry: FactEntry, scope: Scope) -> Caught:
    fields = entry.value.fields
    who = fields.get("post") or fields.get("name", entry.fact)
    return Caught(
        Check.CONTACT_INCOMPLETE,
        entry.place,
        f"{who}: there is neither a telephone number nor an email address",
        "Policies send readers to this person, and do not say how to reach them.",
        f"Write `phone:` or `email:` under `{entry.fact}:` here.",
        scope,
        entry.fact,
    )
