"""Builds after a small edit: a trust that is published enters, the case of one edit leaves.

Each edit is made as a person makes it, and each case sees to it that what the edit was for is
published.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml

from tests.bench.building import Built, Case, build, sized, sure, sure_of_files
from tests.bench.decisions import reword
from tests.bench.library import policies_of
from tests.bench.schools import schools_of
from tests.bench.size import DECIDED, TODAY, Size, editable
from tests.bench.trust_files import TrustFiles

EDITED = "2026-09-14"
"""The day of the revision of one-clause: after the last decision, so that it is a proposal."""
TOMORROW = (date.fromisoformat(TODAY) + timedelta(days=1)).isoformat()
HEAD, TELEPHONE = ("people", "head", "name"), ("school", "phone")
NEW_HEAD, NEW_TELEPHONE = "Perpetua Vane", "01632 960999"
"""Nobody in a synthetic trust is called so, or has that number."""


def nothing_changed(trust: Path, size: Size, *options: str) -> Case:
    """A second build, with nothing to do."""
    return {"name": "nothing-changed", **sized(size), **build_again(trust, *options).figures()}


def new_day(trust: Path, size: Size) -> Case:
    """The build of the next night: nothing was edited, and no day that files name has come."""
    return {"name": "new-day", **sized(size), **build_again(trust, "--today", TOMORROW).figures()}


def build_again(trust: Path, *options: str) -> Built:
    """Build what is published just so. Raises AssertionError where it is published all the same."""
    site = trust / "site"
    before = site.stat().st_ino
    again = build(trust, *options)
    stands = site.stat().st_ino == before and not again.written.files
    sure(stands, "nothing had changed, and the site was published again")
    return again


def one_contact(trust: Path, size: Size, audience: str) -> Case:
    """One school has another head."""
    built = build_with(trust, audience, _middle(size), HEAD, NEW_HEAD)
    return {"name": "one-contact", **sized(size), **built.figures()}


def one_telephone(trust: Path, size: Size, audience: str) -> Case:
    """One school has another telephone number, which every PDF of the school prints."""
    built = build_with(trust, audience, _middle(size), TELEPHONE, NEW_TELEPHONE)
    printed = built.pdfs >= size.policies
    sure(printed, f"{built.pdfs} PDFs were made anew, of {size.policies} policies and more")
    return {"name": "one-telephone", **sized(size), **built.figures()}


def build_with(
    trust: Path, audience: str, school: str, contact: Sequence[str], new: str, *options: str
) -> Built:
    """Give a school another contact, and build again. Raises AssertionError where the school's
    page of contacts does not show it, or shows the former as often as before."""
    page = trust / f"site/{audience}/{school}/contacts/index.html"
    before = page.read_text("utf-8")
    file, (*outer, last) = f"schools/{school}/school.yml", contact
    settings = yaml.safe_load((trust / file).read_text("utf-8"))
    within = settings["set"]
    for key in outer:
        within = within[key]
    former, within[last] = within[last], new
    TrustFiles(trust).yaml(file, settings)
    built = build(trust, *options)
    since = page.read_text("utf-8")
    shown = new in since and since.count(former) < before.count(former)
    sure(shown, f"{school} does not show its new {contact[-2]}: {new}")
    return built


def one_clause(trust: Path, size: Size, audience: str) -> Case:
    """A clause that one policy of every school holds is revised: each school's policy has a
    proposal, a comparison with what is in force, and the proposal's PDF."""
    policy, site = policies_of(size)[0], trust / "site" / audience
    proposals = [f"{school}/{policy}/proposed" for school in schools_of(size)]
    sure(not any((site / folder).exists() for folder in proposals), "something is proposed already")
    reword(trust, [editable(policy)], EDITED)
    built = build(trust)
    sure_of_files(site, (f"{folder}/index.html" for folder in proposals))
    for school in schools_of(size):
        _sure_of_comparison(site / school / policy)
        sure_of_files(site, [f"{school}/{policy}/proposed/{school}-{policy}-proposed.pdf"])
    schools = size.schools
    sure(built.pdfs == schools, f"{built.pdfs} PDFs were made, of {schools} schools' one policy")
    return {"name": "one-clause", **sized(size), "proposals": schools, **built.figures()}


def _sure_of_comparison(policy: Path) -> None:
    page = policy / f"changes/{DECIDED[-1]}..proposed/index.html"
    marked = page.is_file() and "<ins" in page.read_text("utf-8")
    sure(marked, f"{page} does not show what would change")


def _middle(size: Size) -> str:
    """The school that is edited."""
    return schools_of(size)[size.schools // 2]
