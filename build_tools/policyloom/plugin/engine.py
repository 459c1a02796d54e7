"""Drives MkDocs inside this process: site data and a folder enter, finished pages leave.

MkDocs is not thread-safe: one build at a time in a process. What it would print is returned.
"""

from __future__ import annotations

import functools
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.theme import Theme
from mkdocs.utils import templates

from policyloom.outputs.site import PortalSite, Published, SchoolSite, SiteError
from policyloom.outputs.standing import Standing, same_file
from policyloom.plugin.compiled import CompiledTemplates
from policyloom.plugin.plan import Plan, school_plan
from policyloom.plugin.portal import portal_plan
from policyloom.plugin.settings import plugin_of, settings
from policyloom.plugin.standing import found_pages, place_standing, with_standing, written


def build_school(
    site: SchoolSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Write a school's site into `out`, which is emptied first.

    `cache` is a folder that keeps compiled templates between runs; pages of policies that are
    `standing` are taken from there. Raises SiteError with the engine's own messages where the site
    cannot be built or a page is missing afterwards.
    """
    return _publish(site.root, out, school_plan(site), site.site_url, cache, standing)


def build_portal(
    portal: PortalSite, out: Path, cache: Path | None = None, standing: Standing | None = None
) -> Published:
    """Write the trust's front page and the shared `assets/` into `out`, leaving all else there.

    Pages that are `standing` are taken from there. Raises SiteError as `build_school` does.
    """
    growing = out.with_name(f".{out.name}.partial")
    shutil.rmtree(growing, ignore_errors=True)  # what a build that was killed has left
    try:
        plan = portal_plan(portal)
        done = _publish(portal.root, growing, plan, portal.site_url, cache, standing)
        (growing / "robots.txt").write_text(_robots(portal), encoding="utf-8")
        shutil.rmtree(out / "assets", ignore_errors=True)
        shutil.copytree(growing, out, copy_function=same_file, dirs_exist_ok=True)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return done


def _publish(
    root: Path,
    out: Path,
    whole: Plan,
    site_url: str,
    cache: Path | None,
    standing: Standing | None = None,
) -> Published:
    plan = with_standing(whole, standing) if standing else whole
    with _heard() as messages:
        try:
            config = _config(root, out, plan, site_url, cache, messages)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
            carried = place_standing(plan, standing, out) if standing else ()
        except (Abort, MkDocsException, jinja2.TemplateError, OSError) as error:
            what = f"MkDocs could not build {plan.frame.name}'s site: {error}"
            raise SiteError(what, tuple(messages)) from error
    pages = tuple(written(uri) for uri in plan.pages)
    here = (page for page in pages if page.partition("/")[0] not in carried)
    missing = tuple(page for page in here if not (out / page).is_file())
    if missing:
        raise SiteError(f"MkDocs left out pages of {plan.frame.name}'s site", missing)
    return Published(pages, tuple(messages), tuple(found_pages(plan)), carried)


def _config(
    root: Path, out: Path, plan: Plan, site_url: str, cache: Path | None, heard: Collection[str]
) -> MkDocsConfig:
    config = settings(root, out, site_url, heard)
    plugin_of(root, config).plan = plan
    # MkDocs makes and compiles a Jinja environment for every build; one serves them all.
    own = functools.partial(_environment, config.theme, cache, not plan.shared)
    setattr(config.theme, "get_env", own)  # noqa: B010
    return config


def _environment(theme: Theme, cache: Path | None, lists: bool) -> jinja2.Environment:
    env = _shared_environment(tuple(theme.dirs), theme.locale.language, cache)
    env.filters["url"] = templates.url_filter
    if isinstance(env.loader, _ThemeLoader):
        env.loader.site += 1
        env.loader.lists = lists
    return env


@functools.lru_cache(maxsize=8)
def _shared_environment(
    dirs: tuple[str, ...], language: str, cache: Path | None
) -> jinja2.Environment:
    """As mkdocs.theme.Theme.get_env makes it, but kept, and reloading templates that change."""
    env = jinja2.Environment(loader=_ThemeLoader(dirs), auto_reload=True, cache_size=-1)
    env.filters["script_tag"] = templates.script_tag_filter
    if cache is not None:
        env.bytecode_cache = CompiledTemplates(cache)
    env.add_extension("jinja2.ext.i18n")
    env.install_null_translations()  # type: ignore[attr-defined]
    return env


class _ThemeLoader(jinja2.FileSystemLoader):
    """Lists a theme's files without walking its 14,000 icons, which MkDocs then leaves out, and
    none at all for a site that shares them. Looks once for each `site` whether a template has
    changed, not for each page."""

    site = 0
    lists = True

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, same = super().get_source(environment, template)
        looked = self.site

        def unchanged() -> bool:
            nonlocal looked
            if looked == self.site:
                return True
            looked = self.site
            return same()

        return source, path, unchanged

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath if self.lists else ():
            for folder, names, files in os.walk(top):
                names[:] = [name for name in names if not name.startswith(".")]
                found.update(Path(folder, file).relative_to(top).as_posix() for file in files)
        return sorted(found)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """MkDocs' warnings and errors as a list instead of on the terminal."""
    logger = logging.getLogger("mkdocs")
    handler = _Listener(logging.WARNING)
    before = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class _Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _robots(portal: PortalSite) -> str:
    """What search engines may do. Only the public's site map is announced: the others serve the
    search of whoever hosts them, and robots.txt is read before any sign-in."""
    if portal.noindex:
        return "User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", "Disallow:"]
    if portal.site_url:
        lines.append(f"Sitemap: {portal.site_url.rstrip('/')}/sitemap.xml")
    return "\n".join((*lines, ""))
