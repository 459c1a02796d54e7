"""Links whose addresses hold facts: what stays of such a link when a contact changes.

In: the wrappers that an atom stands in. Out: what two of them are matched by, and the facts that
have another value.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from policyloom.model.facts import Nature
from policyloom.model.nodes import Fact, Inline, Link

_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
Within = tuple[Inline, ...]


def known_by(within: Within) -> Hashable:
    """What an atom stands in, with an address as it was authored: by its facts' names."""
    return tuple(_authored(wrapper) for wrapper in within)


def seen(within: Within) -> Within:
    """What an atom stands in, as a reader sees it: an address without where it comes from."""
    return tuple(Link(w.href, ()) if isinstance(w, Link) else w for w in within)


def address_facts(old: Within, new: Within) -> tuple[tuple[Fact, Fact], ...]:
    """The facts that have another value in the addresses of two matched places."""
    if old == new or known_by(old) != known_by(new):
        return ()
    return tuple(pair for was, now in zip(old, new, strict=True) for pair in _changed(was, now))


def _authored(wrapper: Inline) -> Inline:
    return Link(wrapper.named, ()) if isinstance(wrapper, Link) and wrapper.named else wrapper


def _changed(was: Inline, now: Inline) -> Iterator[tuple[Fact, Fact]]:
    if not isinstance(was, Link) or not isinstance(now, Link) or was.href == now.href:
        return
    names = _PLACE.findall(was.named)
    values = zip(names, _values(was), _values(now), strict=True)
    for name, before, after in values:
        if before != after:
            yield _fact(name, before), _fact(name, after)


def _values(link: Link) -> list[str]:
    """The values of the facts in an address. Whatever stands between two is never empty."""
    pattern = _PLACE.sub("\0", link.named)
    if link.named.startswith("tel:"):
        pattern = pattern.replace(" ", "")
    parts = re.escape(pattern).replace("\0", "(.*)")
    found = re.fullmatch(parts, link.href, re.DOTALL)
    return list(found.groups()) if found else [link.href] * len(_PLACE.findall(link.named))


def _fact(name: str, value: str) -> Fact:
    return Fact(name, value, Nature.PARTICULAR)
