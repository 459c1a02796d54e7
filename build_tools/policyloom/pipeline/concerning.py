"""Whom the rules of a school's editions concern. In: an edition and its page; out: roles and keys.

Roles are read from what was decided, not from the library of today, so that a page of rules for a
role says what is in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyloom.model.nodes import spans
from policyloom.model.pages import Page, Status
from policyloom.model.records import Recorded
from policyloom.model.schools import Role
from policyloom.model.woven import plain_text
from policyloom.pipeline.weave import Weave, Woven

_TOLD = (Status.IN_FORCE, Status.DRAFT)


def roles_said(weave: Weave, woven: Woven) -> tuple[Role, ...]:
    """The trust's roles, in the words that a school has for them. `woven` is any of its editions.

    A fact that nobody gives is a finding.
    """
    return tuple(
        replace(role, words=plain_text(woven.weaver.text(role.words, role.place)))
        for role in weave.estate.trust.roles.values()
    )


def concerned(weave: Weave, woven: Woven, page: Page) -> Mapping[str, tuple[str, ...]]:
    """By role, the keys of the occurrences that stand on an edition's page and concern it.

    Nothing of what is in force no longer or not yet; nothing where the trust declares no role.
    """
    roles = weave.estate.trust.roles
    if not roles or page.status not in _TOLD:
        return {}
    found: dict[str, list[str]] = {}
    for occurrence in shown_occurrences(woven, page):
        for role in occurrence.roles:
            if role in roles:
                found.setdefault(role, []).append(occurrence.key)
    # Of what was decided, this audience may read less.
    standing = {span.key for span in spans(page.body)} if found else set()
    kept = {role: tuple(k for k in keys if k in standing) for role, keys in found.items()}
    return {role: keys for role, keys in kept.items() if keys}


def shown_occurrences(woven: Woven, page: Page) -> tuple[Recorded, ...]:
    """The occurrences of a policy's own page, as its record or its draft has them."""
    records = woven.story.records
    shown = next((r for r in reversed(records) if r.edition == page.edition), None)
    return shown.draft.occurrences if shown else woven.outline.occurrences
