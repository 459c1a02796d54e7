"""The pages of a school's policies: what is in force, each edition, each comparison, old addresses.

In: a school's site. Out: planned pages by MkDocs' name for them, below the school's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import ENDED, Page
from policyloom.outputs.html import Aids, Article, PdfLink, article
from policyloom.outputs.linked_data import policy_data
from policyloom.outputs.policy_part import PolicyPart, policy_parts
from policyloom.outputs.policy_past import past_groups
from policyloom.outputs.site import SchoolSite, SitePage
from policyloom.outputs.site_changes import contrast_article
from policyloom.outputs.site_editions import (
    asof_article,
    contrast_trail,
    edition_aids,
    moved_article,
    proposed_aids,
)
from policyloom.outputs.site_life import PROPOSED, Contrast, Moment
from policyloom.outputs.site_search import link_entry
from policyloom.outputs.site_timeline import history_aids
from policyloom.outputs.site_views import Frame
from policyloom.outputs.site_words import up
from policyloom.plugin.planned import Planned

TEMPLATE = "policy.html"


def policy_pages(site: SchoolSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    """Every page of every policy of a school."""
    for part in policy_parts(site, frame):
        policy, past = part.entry.page.policy, past_groups(part.entry)
        for uri, planned in _Pages(part).pages():
            folder = uri.removesuffix(".md").removesuffix("/index")
            yield uri, replace(planned, group=past.get(folder, policy))


@dataclass(frozen=True)
class _Pages:
    part: PolicyPart

    @property
    def titles(self) -> Mapping[str, str]:
        return self.part.around.titles

    def pages(self) -> Iterator[tuple[str, Planned]]:
        entry = self.part.entry
        policy, life = entry.page.policy, entry.life
        yield f"{policy}.md", self.policy(entry)
        if life.moments:
            yield f"{policy}/versions/index.md", self.asof(entry)
        for moment in life.moments:
            yield f"{moment.folder}.md", self.edition(entry, moment)
        if life.proposed is not None:
            yield f"{policy}/{PROPOSED}.md", self.proposed(entry, life.proposed)
        for contrast in life.contrasts:
            yield f"{contrast.folder}.md", self.contrast(entry, contrast)
        for old in life.was:
            yield f"{old}.md", self.moved(entry, old, policy)
            if life.moments:
                yield (
                    f"{old}/versions/index.md",
                    self.moved(entry, f"{old}/versions", f"{policy}/versions"),
                )

    def hrefs(self, folder: str) -> dict[str, str]:
        """The addresses of the school's policies as a page in this folder sees them."""
        return {f"policy:{policy}": f"{up(folder)}{policy}/" for policy in self.titles}

    def pdf(self, folder: str, name: str) -> PdfLink | None:
        known = name and folder in self.part.printed
        return PdfLink(name, self.part.lengths.get(folder, 0)) if known else None

    def file(self, entry: SitePage) -> str:
        """The name of the PDF beside a policy's own page, or ""."""
        return entry.pdf_name if entry.page.policy in self.part.printed else ""

    def written(self, page: Page, folder: str, pdf: PdfLink | None, aids: Aids) -> Article:
        return article(page, self.hrefs(folder), pdf, f"{up(folder)}images/", aids)

    def policy(self, entry: SitePage) -> Planned:
        page = entry.page
        contacts = entry.life.current.updated if entry.life.current else ""
        ended = page.status in ENDED
        gone = link_entry(f"{page.policy}/", f"{page.title} (no longer in force)", page.summary)

        def make() -> Article:
            aids = history_aids(entry, self.titles, self.part.lengths)
            return self.written(page, page.policy, self.pdf(page.policy, entry.pdf_name), aids)

        return Planned(
            template=TEMPLATE,
            title=page.title,
            frame=self.part.around.frame,
            description=page.summary,
            updated=max(page.approved, contacts),
            article=make,
            context={"data": policy_data(self.part.around.site, page, contacts, self.file(entry))},
            results=(gone,) if ended else (),
            within=page.policy,
        )

    def edition(self, entry: SitePage, moment: Moment) -> Planned:
        page = moment.page or entry.page

        def make() -> Article:
            aids, pdf = edition_aids(entry, moment), self.pdf(moment.folder, moment.pdf_name)
            return self.written(page, moment.folder, pdf, aids)

        title = f"{moment.title}, edition of {say_date(moment.decided)}"
        return self._quiet(entry, title, make=make)

    def proposed(self, entry: SitePage, page: Page) -> Planned:
        folder = f"{entry.page.policy}/{PROPOSED}"

        def make() -> Article:
            pdf = self.pdf(folder, entry.life.proposed_pdf)
            return self.written(page, folder, pdf, proposed_aids(entry))

        return self._quiet(entry, f"{page.title}, proposed", make=make)

    def contrast(self, entry: SitePage, contrast: Contrast) -> Planned:
        folder = contrast.folder

        def make() -> Article:
            made = contrast_article(
                contrast,
                entry.page,
                self.hrefs(folder),
                f"{up(folder)}images/",
                contrast.pdf_name if folder in self.part.printed else "",
            )
            return replace(made, html=contrast_trail(entry, contrast) + Markup(made.html))

        between = f"from {contrast.old.words} to {contrast.new.words}"
        title = f"{entry.page.title}: what changed {between}"
        return self._quiet(entry, title, make=make)

    def asof(self, entry: SitePage) -> Planned:
        return self._quiet(
            entry, f"{entry.page.title}: editions by date", make=lambda: asof_article(entry)
        )

    def moved(self, entry: SitePage, old: str, new: str) -> Planned:
        target = f"{up(old)}{new}/"
        found = self._quiet(
            entry, f"{entry.page.title}", make=lambda: moved_article(entry.page.title, target)
        )
        return replace(found, moved=target)

    def _quiet(self, entry: SitePage, title: str, *, make: Callable[[], Article]) -> Planned:
        return Planned(
            template=TEMPLATE,
            title=title,
            frame=self.part.around.frame,
            article=make,
            listed=False,
            within=entry.page.policy,
        )
