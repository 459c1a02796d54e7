"""The accessibility statement of a site. In: what it says and the site's frame; out: the planned
page, by MkDocs' name for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.pages import Contact, Detail
from policyloom.outputs.site import AttachedPage
from policyloom.outputs.site_search import link_entry
from policyloom.outputs.site_statement import ABOUT, FOLDER, TITLE, Statement, statement_article
from policyloom.outputs.site_views import Frame
from policyloom.plugin.planned import Planned

TEMPLATE = "policy.html"


def statement_page(
    said: Statement | None,
    frame: Frame,
    attached: tuple[AttachedPage, ...] = (),
    group: str = "",
) -> Iterator[tuple[str, Planned]]:
    """The page at `accessibility/`. `attached` are documents of the site made by other means;
    `group` is as in Planned."""
    told = said or Statement(frame.name, Contact("", ""))
    elsewhere = tuple(Detail("", each.page.title, f"../{each.page.policy}/") for each in attached)
    yield (
        f"{FOLDER}.md",
        Planned(
            template=TEMPLATE,
            title=TITLE,
            frame=frame,
            description=ABOUT,
            article=lambda: statement_article(told, elsewhere),
            results=(link_entry(f"{FOLDER}/", TITLE, ABOUT),),
            group=group,
        ),
    )
