"""What a build makes anew, as its makers see it. In: a trust's folder; out: names.

Pages and sites are named by their folders below the site, all else by `<school>/<policy>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from policyloom.model.remembered import forget
from policyloom.outputs import calendars, feeds, site_changes
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.policy_past import past_group
from policyloom.pipeline import finished, portals
from policyloom.plugin.adapter import PolicyloomPlugin
from tests.trusts import publish


@dataclass
class Redone:
    """What was made: schools' sites, the folders of policies in them and on portals, the pages of
    what was decided before, policies' PDFs and those of their redlines, Markdown; the audiences'
    searches over all schools; the sites of which the feed or the calendar was made; and the
    policies of which editions were compared."""

    sites: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    pdfs: set[str] = field(default_factory=set)
    redlines: set[str] = field(default_factory=set)
    markdown: set[str] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)
    follow: set[str] = field(default_factory=set)
    compared: set[str] = field(default_factory=set)


def publish_watched(root: Path, monkeypatch: pytest.MonkeyPatch) -> Redone:
    """Publish a trust with all that it can have, and note what is made."""
    done = Redone()
    forget()  # as a new process would

    def page(plugin: Any, html: Any, *, page: Any, config: Any, **_: Any) -> None:
        folder, group = Path(config.site_dir), plugin._planned(page).group
        portal = re.fullmatch(r"\.portal-(\w+)\.partial", folder.name)
        if group:
            site = portal[1] if portal else f"{folder.parent.name}/{folder.name}"
            made = done.past if group.endswith(past_group("")) else done.pages
            made.add(f"{site}/{group.removesuffix(past_group(''))}")

    def pdf(maker: Any, page: Any, data: Any) -> None:
        made = done.redlines if data["noun"] == "Redline" else done.pdfs
        made.add(f"{page.school}/{page.policy}")

    def markdown(root: Any, page: Any) -> None:
        done.markdown.add(f"{page.school}/{page.policy}")

    def search(portal: Any, wordings: Any, out: Any) -> None:
        done.searches.add(str(portal.audience))

    def follow(trust: Any, school: Any, folder: Any) -> None:
        done.follow.add(f"{folder.audience}/{school.id}")

    watch = ((PolicyloomPlugin, "on_page_content", page), (PdfMaker, "make_from", pdf))
    more = ((finished, "finished_markdown", markdown), (portals, "write_search", search))

    def redline(contrast: Any, page: Any) -> None:
        done.compared.add(f"{page.school}/{page.policy}")

    beside = ((feeds, "school_feed", follow), (calendars, "school_calendar", follow))
    compared = ((site_changes, "redline_of", redline),)
    for owner, name, note in (*watch, *more, *beside, *compared):
        monkeypatch.setattr(owner, name, _noted(getattr(owner, name), note))
    report = publish(root, redline_pdfs=True)
    monkeypatch.undo()
    done.sites = set(report.rendered)
    return done


def _noted(make: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    def noted(*args: Any, **named: Any) -> Any:
        note(*args, **named)
        return make(*args, **named)

    return noted
