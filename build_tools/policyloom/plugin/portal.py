"""What one run of MkDocs publishes for a portal: a PortalSite enters, a plan of pages leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from policyloom.model.dates import say_date
from policyloom.outputs.copy_page import FOLDER, TITLE
from policyloom.outputs.portal_copies import ABOUT, answering, copies_article
from policyloom.outputs.portal_matrix import WITHOUT, WITHOUT_NEED, Matrix, matrix
from policyloom.outputs.portal_policy import PolicyView, policy_views
from policyloom.outputs.portal_views import (
    CARDS,
    POLICIES,
    SEARCH,
    lasting,
    news,
    policy_lines,
    portal_cards,
    portal_frame,
    portal_logo,
)
from policyloom.outputs.site import PortalEntry, PortalSchool, PortalSite
from policyloom.outputs.site_search import SearchEntry, link_entry
from policyloom.outputs.site_views import Frame
from policyloom.plugin.copies import TEMPLATE as COPIES
from policyloom.plugin.plan import Plan
from policyloom.plugin.planned import Planned
from policyloom.plugin.statement import statement_page

SMALL = 150
"""Up to this many cells the table of all policies stands on the front page as well."""


def portal_plan(portal: PortalSite) -> Plan:
    """The trust's pages: the front page, the table, a page for each policy, the search."""
    frame = portal_frame(portal)
    schools = [school for school in portal.schools if school.logo]
    files = {portal_logo(s): portal.logos.get(s.id, portal.root / s.logo) for s in schools}
    if frame.logo:
        files[frame.logo] = portal.root / portal.logo
    pages = dict(_pages(portal, frame))
    pages |= dict(statement_page(portal.statement, frame))
    return Plan(pages, files, frame, False, "/", portal.schools)


def _pages(portal: PortalSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    table = matrix(portal)
    yield "index.md", _home(portal, frame, table)
    page = partial(Planned, frame=frame)
    yield (
        f"{POLICIES}index.md",
        page(
            template="portal-policies.html",
            title="All policies at all schools",
            description=f"Where each policy of {portal.trust} stands at each school.",
            context={"matrix": table},
        ),
    )
    for view in policy_views(portal):
        yield f"{POLICIES}{view.policy.id}.md", _policy(portal, frame, view)
    if answering(portal):
        yield f"{FOLDER}.md", _copies(portal, frame)
    if portal.searchable:
        policies = {policy.id: policy.title for policy in portal.policies}
        yield (
            f"{SEARCH}index.md",
            page(
                template="portal-search.html",
                title="Search every school’s policies",
                description=f"A search over what all schools of {portal.trust} publish.",
                context={
                    "schools": portal.schools,
                    "policies": portal.policies,
                    "titles": policies,
                    "topics": table.topics,
                },
            ),
        )


def _home(portal: PortalSite, frame: Frame, table: Matrix) -> Planned:
    return Planned(
        template="portal.html",
        title="Policies",
        frame=frame,
        words="index.md",
        facts={"trust.name": portal.trust},
        context={
            "cards": portal_cards(portal),
            "left": portal_cards(portal, left=True),
            "compact": len(portal.schools) > CARDS,
            "topics": policy_lines(portal),
            "news": news(portal),
            "matrix": table,
            "small": table.size <= SMALL,
            "copies": f"{FOLDER}/" if answering(portal) else "",
            "audience": portal.audience.value,
        },
        results=tuple(_results(portal)),
    )


def _copies(portal: PortalSite, frame: Frame) -> Planned:
    return Planned(
        template=COPIES,
        title=TITLE,
        frame=frame,
        description=ABOUT,
        article=partial(copies_article, portal),
        results=(link_entry(f"{FOLDER}/", TITLE, ABOUT),),
    )


def _policy(portal: PortalSite, frame: Frame, view: PolicyView) -> Planned:
    return Planned(
        template="portal-policy.html",
        group=f"{POLICIES}{view.policy.id}",
        title=f"{view.policy.title} at every school",
        frame=frame,
        description=view.summary,
        context={
            "view": view,
            "every": len(view.schools) + len(view.absent) + len(view.needless),
            "absent": WITHOUT,
            "needless": WITHOUT_NEED,
        },
    )


def _results(portal: PortalSite) -> Iterable[SearchEntry]:
    """What the page's own quick search finds: schools and policies by name, and each school's
    policies where there is no search over all schools."""
    for topic in policy_lines(portal):
        for line in topic.lines:
            yield link_entry(line.url, line.title, topic.title)
    for school in portal.schools:
        yield link_entry(school.url, school.name, school.place)
        if not portal.searchable:
            yield from map(partial(_result, school), lasting(school))


def _result(school: PortalSchool, entry: PortalEntry) -> SearchEntry:
    review = f" Next review {say_date(entry.review)}." if entry.review else ""
    words = f"{entry.summary} {entry.status.value.capitalize()}.{review}"
    return link_entry(entry.url, f"{entry.title} – {school.name}", words)
