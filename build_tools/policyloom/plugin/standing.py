"""Pages of a plan that stand published already. In: a plan and a published folder; out: the plan
with those pages and what the search says of them, and their files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from policyloom.outputs.policy_past import past_group
from policyloom.outputs.site import PortalPage, SiteError
from policyloom.outputs.standing import Standing
from policyloom.plugin.plan import Plan

INDEX = "search/search_index.json"
Entries = tuple[Mapping[str, Any], ...]


def written(uri: str) -> str:
    """Where MkDocs writes a page: `complaints.md` becomes `complaints/index.html`."""
    stem = uri.removesuffix(".md")
    return f"{stem}.html" if stem.endswith("index") else f"{stem}/index.html"


def found_pages(plan: Plan) -> Iterator[PortalPage]:
    """The pages that are to be found, as site maps list them: those that stand among them."""
    for uri, planned in plan.pages.items():
        if planned.listed:
            yield PortalPage(written(uri).removesuffix("index.html"), planned.updated)


def with_standing(plan: Plan, standing: Standing) -> Plan:
    """The plan without the work for pages that stand.

    Raises SiteError where the published folder is not what it was a moment ago.
    """
    if not standing.made:
        return plan
    pages = {uri: page for uri, page in plan.pages.items() if page.group in standing.made}
    found = _entries(standing.folder / INDEX)
    if found is None or not standing.has(map(written, pages)):
        raise SiteError(f"{standing.folder} was changed while the new site was made from it")
    entries = {
        uri: found.get(_address(uri), ())
        if page.searched
        else tuple(entry.fields() for entry in page.results)
        for uri, page in pages.items()
    }
    return replace(plan, standing=entries)


def place_standing(plan: Plan, standing: Standing, out: Path) -> tuple[str, ...]:
    """Put the files of the pages that stand into a site's folder, but for the folders, which are
    returned, that can be carried over whole."""
    carried = _carried(plan) if standing.carries else frozenset()
    apart = (uri for uri in plan.standing if _top(uri) not in carried)
    standing.place(map(written, apart), out)
    return tuple(sorted(carried))


def _carried(plan: Plan) -> frozenset[str]:
    """The folders of the policies that stand, where no other page or file is in them."""
    mine: set[str] = set()
    others = {_top(uri) for uri in plan.files}
    for uri, page in plan.pages.items():
        top = _top(uri)
        stands = page.group in (top, past_group(top)) and uri in plan.standing
        (mine if stands else others).add(top)
    return frozenset(mine - others)


def _top(uri: str) -> str:
    """The folder in which a page or file is, of those that lie side by side."""
    return uri.partition("/")[0].removesuffix(".md")


def _entries(path: Path) -> dict[str, Entries] | None:
    """What a published search says of each page, by the page's address."""
    try:
        docs = json.loads(path.read_text("utf-8"))["docs"]
        found: dict[str, list[Mapping[str, Any]]] = {}
        for entry in docs:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry)
        return {page: tuple(entries) for page, entries in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _address(uri: str) -> str:
    """The address of a page relative to its site: `complaints.md` is `complaints/`."""
    folder = PurePosixPath(written(uri)).parent.as_posix()
    return "" if folder == "." else f"{folder}/"
