"""What the pages of one policy at one school are made of. In: a school's site; out: a part of it
for each policy, that has what its pages need and nothing else.

So its digest is the digest of all of them: pages are made again where it differs, and only there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policyloom.outputs.site import SchoolSite, SitePage
from policyloom.outputs.site_views import Frame


@dataclass(frozen=True, slots=True)
class Around:
    """What all the pages of a school's policies have around them. `site` is the school's site
    without what they do not show; `titles` are the policies', by id."""

    site: SchoolSite
    frame: Frame
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """One policy. `printed` and `lengths` are of its own folders, as in SchoolSite."""

    around: Around
    entry: SitePage
    printed: tuple[str, ...]
    lengths: Mapping[str, int]


def policy_parts(site: SchoolSite, frame: Frame) -> Iterator[PolicyPart]:
    """A part for each policy of a school, in the school's order."""
    titles = {entry.page.policy: entry.page.title for entry in site.entries}
    around = Around(_narrowed(site), frame, titles)
    printed: dict[str, list[str]] = {}
    for folder in site.printed:
        printed.setdefault(folder.partition("/")[0], []).append(folder)
    for entry in site.entries:
        ids = (entry.page.policy, *entry.life.was)
        own = tuple(folder for id_ in ids for folder in printed.get(id_, ()))
        lengths = {folder: site.lengths[folder] for folder in own if folder in site.lengths}
        yield PolicyPart(around, entry, own, lengths)


def _narrowed(site: SchoolSite) -> SchoolSite:
    return replace(
        site,
        root=Path(),
        entries=(),
        printed=(),
        lengths={},
        contacts=(),
        attached=(),
        statement=None,
        roles=(),
        directory=(),
        changes=(),
        follow=(),
        publication=None,
        register=None,
    )
