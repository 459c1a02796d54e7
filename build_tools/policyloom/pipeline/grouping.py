"""Which pages, files and PDFs of a school's site stand published as they would be made again.

In: a site, and what it is made of. Out: keys, by the names of what is made together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from policyloom.outputs.policy_part import PolicyPart, policy_parts
from policyloom.outputs.policy_past import made_of_past, past_group, past_groups
from policyloom.outputs.site import PortalSchool, SchoolSite
from policyloom.outputs.site_groups import file_groups, page_groups
from policyloom.outputs.site_views import school_frame
from policyloom.pipeline.checked import HEAD
from policyloom.pipeline.keys import key_of


@dataclass(frozen=True)
class Groups:
    """What is made together on a site. `around` is a key of what stands around all of its pages.

    `parts` are the policies, whose pages tell the sizes of their PDFs, `policies` the keys of what
    those pages show besides, their past included; `own` are the keys of all other groups. `pdfs`
    are the kept PDFs by the folder that they go to.
    """

    around: str = ""
    parts: tuple[PolicyPart, ...] = ()
    policies: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    pdfs: Mapping[str, Path] = field(default_factory=dict)

    def keys(self, old: Mapping[str, str]) -> dict[str, str]:
        """A key of all that each group is made of, as far as its PDFs are made already. `old` are
        those of what is published, which are taken over where the whole policy stands."""
        found = dict(self.own)
        for part in self.parts:
            policy = part.entry.page.policy
            past = past_group(policy)
            found[policy] = key = self._key(part.printed, self.policies[policy])
            if key and key == old.get(policy):
                found[past] = old.get(past, "")
            elif part.entry.life.moments:
                found[past] = self._past(part)
        return {name: key for name, key in found.items() if key}

    def of(self, folder: str) -> str:
        """The group of a page, or of a PDF, of a policy."""
        return self.past.get(folder, folder.partition("/")[0])

    @cached_property
    def past(self) -> Mapping[str, str]:
        """The group of each folder that is of a policy's past."""
        groups = (past_groups(part.entry) for part in self.parts)
        return {folder: group for each in groups for folder, group in each.items()}

    def _past(self, part: PolicyPart) -> str:
        printed = [folder for folder in part.printed if folder in self.past]
        return self._key(printed, made_of_past(part))

    def _key(self, printed: Iterable[str], made_of: object) -> str:
        """A key of some pages of a policy, and of these PDFs; "" where one is not made."""
        named = [(folder, self.pdfs[folder]) for folder in printed]
        sizes = [size_of(path) for _, path in named]
        if None in sizes:
            return ""
        return key_of(self.around, made_of, [(folder, path.name) for folder, path in named], sizes)


def groups_of(
    site: SchoolSite,
    listed: PortalSchool,
    engine: str,
    policies: Mapping[str, str],
    pdfs: Mapping[str, Path],
) -> Groups:
    """The groups of a site whose `policies` have these keys. `engine` is a key of what all pages
    are made with."""
    parts = tuple(policy_parts(site, school_frame(site)))
    if not parts:
        return Groups()
    around = key_of(engine, parts[0].around)
    own = {name: key_of(around, *values) for name, values in page_groups(site)}
    own |= {name: key_of(engine, *values) for name, values in file_groups(site, listed)}
    return Groups(around, parts, policies, own, pdfs)


def size_of(kept: Path) -> int | None:
    """The size of a kept PDF in bytes, or None where it is not made."""
    try:
        return kept.stat().st_size - HEAD
    except FileNotFoundError:
        return None


def standing(keys: Mapping[str, str], stood: Mapping[str, str]) -> frozenset[str]:
    """The groups that stand as they would be made: those of which the keys are the same."""
    return frozenset(name for name, key in keys.items() if stood.get(name) == key)
