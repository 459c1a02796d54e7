"""The pages of a policy's past: its editions, what changed between them, and which held when.

In: a part of a school's site. Out: their folders, and the values that they show. What the files
now say is on none of them, so they stand when nothing but that has changed.
"""

from __future__ import annotations

from policyloom.outputs.policy_part import PolicyPart
from policyloom.outputs.site import SitePage
from policyloom.outputs.site_editions import asof_article, contrast_trail, edition_aids
from policyloom.outputs.site_life import PROPOSED, TRUST, Contrast


def past_group(policy: str) -> str:
    """The name of what is made together of a policy's past."""
    return f"{policy}/versions"


def is_past(contrast: Contrast) -> bool:
    """Whether both texts were decided."""
    return not {contrast.old.name, contrast.new.name} & {PROPOSED, TRUST}


def past_groups(entry: SitePage) -> dict[str, str]:
    """The group of each folder in which one of these pages is."""
    life, group = entry.life, past_group(entry.page.policy)
    folders = [moment.folder for moment in life.moments]
    folders += [contrast.folder for contrast in life.contrasts if is_past(contrast)]
    return dict.fromkeys([group, *folders] if life.moments else folders, group)


def made_of_past(part: PolicyPart) -> tuple[object, ...]:
    """What these pages show, but for what stands around all of a school's, and for their PDFs."""
    entry = part.entry
    life, page = entry.life, entry.page
    past = [each for each in life.contrasts if is_past(each)]
    return (
        (page.school, page.policy, page.title, page.lang),
        asof_article(entry),
        [(each, each.page or page, edition_aids(entry, each)) for each in life.moments],
        [(each, contrast_trail(entry, each)) for each in past],
    )
