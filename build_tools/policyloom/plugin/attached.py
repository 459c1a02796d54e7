"""The pages of a school's attached files, and the files themselves. In: a school's site. Out:
planned pages by MkDocs' name for them, and files by where they go, below the school's folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policyloom.outputs.attached_html import TYPES, attached_aids
from policyloom.outputs.html import Article, article
from policyloom.outputs.linked_data import policy_data
from policyloom.outputs.site import AttachedPage, SchoolSite
from policyloom.outputs.site_views import Frame
from policyloom.plugin.planned import Planned

TEMPLATE = "policy.html"


def attached_plan(site: SchoolSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    """A page for each attached file."""
    for attached in site.attached:
        yield f"{attached.page.policy}.md", _planned(site, frame, attached)


def attached_files(site: SchoolSite) -> Iterator[tuple[str, Path]]:
    """Each attached file beside its page."""
    for attached in site.attached:
        yield f"{attached.page.policy}/{attached.name}", site.root / attached.file


def _planned(site: SchoolSite, frame: Frame, attached: AttachedPage) -> Planned:
    def make() -> Article:
        return article(attached.page, {}, aids=attached_aids(attached, site.root))

    return Planned(
        template=TEMPLATE,
        title=attached.page.title,
        frame=frame,
        description=attached.page.summary,
        updated=attached.page.approved,
        article=make,
        context={
            "data": policy_data(
                site,
                replace(attached.page, edition=""),  # what stands there is no edition's id
                file=attached.name,
                form=TYPES[attached.form],
            )
        },
        within=attached.page.policy,
    )
