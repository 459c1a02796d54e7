"""Whom a school's site names and whom its rules concern, as plain data.

The pipeline makes these from facts and records; `site_people` and `site_roles` draw them.
"""

from __future__ import annotations

from dataclasses import dataclass

from policyloom.model.pages import Contact, Detail


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with every post that they hold; `name` is that of a desk where nobody is named."""

    name: str
    posts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """The people and addresses of one body: the school, its authority, its trust.

    `id` is usable as a page id.
    """

    id: str
    title: str
    address: tuple[str, ...] = ()
    lines: tuple[Detail, ...] = ()
    people: tuple[Someone, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A contact that changed on a declared day (ISO 8601).

    `before` is who held the post until then: the same name where only how to reach them changed,
    "" where nobody is known.
    """

    since: str
    post: str
    name: str
    before: str
