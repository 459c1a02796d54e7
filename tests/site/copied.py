"""A trust with a past whose audiences have addresses: its copies have codes. In: a folder, or a
site; out: the trust, and what the page says of a code."""

from __future__ import annotations

from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.copies import BEGINNING, checked
from policyloom.outputs.copy_known import Known, known_copies
from policyloom.outputs.site import SchoolSite
from policyloom.pipeline.sites import Shelf, school_site, shelf
from policyloom.pipeline.weave import Weave
from tests.site.lived import TODAY, lived_trust
from tests.trusts import change_trust, woven

ADDRESSES = {"staff": "https://staff.example.org/", "governors": "https://governors.example.org/"}
OTHER = "222"
"""Particulars that no copy here names."""


def copied_trust(folder: Path) -> Path:
    """The trust with a past, each audience with an address of its own."""
    root = lived_trust(folder)
    edits = [[f"  {name}:\n", f"  {name}: {url}\n"] for name, url in ADDRESSES.items()]
    change_trust(root, {"schools/trust.yml": {"edit": edits}})
    return root


def weave_of(root: Path, today: str = TODAY) -> Weave:
    return woven(root, Findings(), today)


def shelf_of(root: Path, school: str, audience: Audience, today: str = TODAY) -> Shelf:
    return shelf(weave_of(root, today), school, audience)


def site_of(root: Path, school: str, audience: Audience, today: str = TODAY) -> SchoolSite:
    weave = weave_of(root, today)
    return school_site(weave, shelf(weave, school, audience), ())


def page_of(root: Path, school: str, policy: str, audience: Audience, today: str = TODAY) -> Page:
    """A policy's own page, as it was on a day."""
    pages = shelf_of(root, school, audience, today).pages
    return next(page for page in pages if page.policy == policy)


def with_other_contacts(code: str) -> str:
    """The code of a copy of the same edition that names somebody else."""
    return checked(code[:BEGINNING] + OTHER)


def known(site: SchoolSite, code: str) -> list[Known]:
    """The copies that a site takes a code for."""
    every = (each for _, listed in known_copies(site) for each in listed)
    return [each for each in every if code[:BEGINNING] in each.begins]


def answer(site: SchoolSite, code: str) -> str:
    """What the site says a copy is, or "" where it knows none."""
    found = known(site, code)
    assert len(found) <= 1
    if not found:
        return ""
    (copy,) = found
    changed = copy.changed if code[BEGINNING:-1] not in copy.today else None
    return (changed or copy.answer).short
