"""The MkDocs plugin: carries out a plan, its own or that of a preview of the whole trust.

`build_school` and `build_portal` hand it a plan. Run by plain `mkdocs build` or `mkdocs serve`
it asks the pipeline for everything and publishes all the schools in one site.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import templates

from policyloom.outputs.html import TocEntry
from policyloom.outputs.site_search import (
    SUBJECTS,
    SUBJECTS_BOOST,
    SearchEntry,
    part_entries,
)
from policyloom.outputs.site_views import Frame
from policyloom.plugin.article_page import ArticlePage
from policyloom.plugin.menu import marked
from policyloom.plugin.plan import Plan, merged, school_plan
from policyloom.plugin.planned import Planned
from policyloom.plugin.portal import portal_plan
from policyloom.plugin.standing import found_pages
from policyloom.render import Once

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_PLACE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_THEME_FILES = ("assets/stylesheets/", "assets/javascripts/", "assets/images/", "assets/fonts/")
_UNUSED = ("assets/javascripts/lunr/",)
"""Stemmers of other languages than English, which is built into the search itself."""
_WORKSHOP = (".map", ".ttf")
"""Files that help to make a site, or its PDFs, but that no page asks for."""
_WATCHED = ("templates", "schools", "site_overrides")
_LOOK = "look.css"
"""A site's own colours: in a file, so that a host may forbid styles that stand in pages."""
PLUGINS = frozenset({"material/search", "policyloom"})
"""Plugins of which we know what they do with a page, and that they begin anew with every site."""
UNDATED = "1980-01-01"
"""Stands for "no date" where MkDocs needs one; it reaches no page."""


class PolicyloomConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it does is in the authored files."""


class PolicyloomPlugin(BasePlugin[PolicyloomConfig]):  # type: ignore[no-untyped-call]
    """Publishes policyloom's pages with MkDocs."""

    plan: Plan | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find out what to publish, and give the site its name."""
        self.once: defaultdict[tuple[int, int], dict[str, str]] = defaultdict(dict)
        self.results: dict[str, Iterable[Mapping[str, Any]]] = {}
        self.aside: str | None = ""
        if self.plan is None:
            self.plan = _preview(Path(config.config_file_path).parent)
        # Material writes the name as it is: as Markup it is escaped once, everywhere.
        config.site_name = escape(self.plan.frame.name)
        if self.plan.frame.logo:
            config.theme["favicon"] = self.plan.frame.base + self.plan.frame.logo
        if self.plan.shared or not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")  # the portal's lists every page
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what lies in the pages' folder by the plan's pages and files."""
        plan = self._plan()
        for file in list(files):
            if _left_out(file, config, plan):
                files.remove(file)
        for uri, planned in plan.pages.items():
            if uri in plan.standing:
                continue
            file = File.generated(config, uri, content=_source(planned, config))
            files.append(file)
            if planned.article is not None:
                ArticlePage(None, file, config)  # it makes itself known to its file
        for uri, path in plan.files.items():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        for base, style in sorted({(f.base, f.style) for f in _frames(plan)}):
            files.append(File.generated(config, base + _LOOK, content=style))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date the pages, so that nothing depends on the day of the build, and let none depend on
        its neighbours in a list that no reader sees."""
        for uri, planned in self._plan().pages.items():
            file = files.get_file_from_path(uri)
            if file is not None and file.page is not None:
                file.page.update_date = planned.updated or UNDATED
                file.page.previous_page = file.page.next_page = None
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Lead to the shared copy of the theme's files."""
        env.add_extension(Once)
        env.filters["marked"] = marked
        if self._plan().shared:
            env.filters["url"] = _shared_url
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give the page its template, title and description."""
        planned = self._planned(page)
        page.title = escape(planned.title)
        page.meta["template"] = planned.template
        if planned.description:
            page.meta["description"] = escape(planned.description)
        page.meta["search"] = {"exclude": True}  # site_search makes better entries, and faster
        if planned.article is None:
            page.meta["hide"] = ["toc"] if planned.frame.groups else ["toc", "navigation"]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page its HTML: the article, or the trust's own words."""
        planned = self._planned(page)
        if planned.article is None:
            self._index(page, planned.results)
            return _filled(html, planned)
        made = planned.article()
        page.toc = _toc(made.toc)
        entries = planned.results
        if planned.searched:
            entries = part_entries(page.url, planned.description, made.parts, made.titles)
        self._index(page, entries)
        return made.html

    @event_priority(100)  # before the search
    def _spared(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Put an article aside: the search goes through each for marks that ours never have, which
        takes as long as the template."""
        if self._planned(page).article is not None and PLUGINS.issuperset(config.plugins):
            self.aside, page.content = page.content, ""
        return context

    def _shown(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the templates what they show."""
        planned = self._planned(page)
        if self.aside:
            self.aside, page.content = "", self.aside
        context.update(
            planned.context,
            frame=planned.frame,
            within=planned.within and planned.frame.base + planned.within + "/",
            listed=planned.listed,
            moved=planned.moved,
            once=self.once[id(planned.frame), page.url.count("/")],
        )
        return context

    on_page_context = CombinedEvent(_spared, _shown)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what is written: MkDocs holds its pages long after it has built them."""
        page.content, page.toc = "", TableOfContents([])
        return output

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The not-found page has a frame too, and finds its site from any depth."""
        plan = self._plan()
        context["frame"] = plan.frame
        context["schools"] = plan.schools
        context["found"] = tuple(found_pages(plan))
        if template_name == "404.html" and not config.site_url:
            context["base_url"] = plan.home
        return context

    @event_priority(50)  # before the search writes its file
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tell the search what it finds, page by page in the order of the plan."""
        search = config.plugins.get("material/search")
        if search is None:
            return
        plan = self._plan()
        search.config["fields"].setdefault(SUBJECTS, {"boost": SUBJECTS_BOOST})
        for uri in plan.pages:
            search.search_index.entries.extend(plan.standing.get(uri) or self.results.get(uri, ()))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild the preview when any authored file changes."""
        root = Path(config.config_file_path).parent
        for name in _WATCHED:
            if (root / name).is_dir():
                server.watch(str(root / name))
        return server

    def _plan(self) -> Plan:
        if self.plan is None:
            raise PluginError("policyloom: MkDocs asked for pages before it read its configuration")
        return self.plan

    def _index(self, page: Page, entries: Iterable[SearchEntry]) -> None:
        self.results[page.file.src_uri] = [entry.fields() for entry in entries]

    def _planned(self, page: Page) -> Planned:
        return self._plan().pages[page.file.src_uri]


def _preview(root: Path) -> Plan:
    from policyloom.pipeline import preview_sites
    from policyloom.pipeline.preview import NothingToPreview

    try:
        portal, schools = preview_sites(root)
    except NothingToPreview as error:
        found = "\n".join(str(finding) for finding in error.findings.errors())
        raise PluginError(f"There is nothing to preview:\n{found}") from error
    return merged((portal_plan(portal), *(school_plan(s, f"{s.school}/") for s in schools)))


def _frames(plan: Plan) -> Iterable[Frame]:
    """The frames of a plan's pages, that of the not-found page among them."""
    return (plan.frame, *(planned.frame for planned in plan.pages.values()))


def _left_out(file: File, config: MkDocsConfig, plan: Plan) -> bool:
    """Whether MkDocs found a file that is not to be published as it lies there."""
    if file.src_dir == config.docs_dir:
        return file.is_documentation_page()  # the words of a page, not a page
    if file.src_uri.startswith("assets/"):
        return plan.shared or file.src_uri.endswith(_WORKSHOP) or file.src_uri.startswith(_UNUSED)
    return True  # a template that is not rendered, such as the site map of a hidden site


def _source(planned: Planned, config: MkDocsConfig) -> str:
    if not planned.words:
        return ""
    return (Path(config.docs_dir) / planned.words).read_text(encoding="utf-8")


def _filled(html: str, planned: Planned) -> str:
    """The trust's words with their facts; the values are text and nothing else."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in planned.facts:
            known = ", ".join(sorted(planned.facts))
            raise PluginError(
                f"templates/pages/{planned.words} uses '{match[1]}', which that page does not "
                f"have. It may use: {known}."
            )
        return str(escape(planned.facts[match[1]]))

    return _PLACE.sub(value, html)


@jinja2.pass_context
def _shared_url(context: Any, value: str) -> str:
    """MkDocs' `url` filter, with the theme's own files one folder up."""
    found = f"../{value}" if str(value).startswith(_THEME_FILES) else value
    return templates.url_filter(context, found)


def _toc(entries: tuple[TocEntry, ...]) -> TableOfContents:
    """Headings nested under the nearest higher one above them, as MkDocs wants them."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for entry in entries:
        # Titles are HTML in MkDocs; as str, because its templates strip tags from them.
        link = AnchorLink(str(escape(entry.title)), entry.id, entry.level)
        while open_ and open_[-1].level >= entry.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return TableOfContents(top)
