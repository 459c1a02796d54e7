"""One school's site that stands alone, for a host of its own. In: a school; out: its folders."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.places import Scope
from policyloom.outputs.site_files import school_follow
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.checks import block_library, block_school
from policyloom.pipeline.making import SchoolBuilder, SiteJob, make
from policyloom.pipeline.printing import printing
from policyloom.pipeline.reports import Report
from policyloom.pipeline.sites import listed_school, pdf_links, school_site, shelf
from policyloom.pipeline.typesetting import PdfJob, look_anew, make_pdfs, pdf_maker
from policyloom.pipeline.upcoming import next_change
from policyloom.pipeline.weave import blocking, weave, with_policies

MARK = ".policyloom-standalone"
"""Beside the audiences' folders, so never served: this folder is ours to replace."""


class NotOurs(Exception):
    """The folder that a site should take holds files that policyloom did not write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds files that policyloom did not write, and they would be lost. "
            "Name an empty folder, or one that does not exist yet."
        )


def build_standalone(
    asked: Asked, school: str, out: Path | None, build_school: SchoolBuilder, findings: Findings
) -> Report:
    """Make `build/standalone/<school>/<audience>/` (or `out/<audience>/`), whole or not at all.

    Raises NotOurs where `out` holds somebody's files, OSError where the disk refuses.
    """
    target = (out or asked.root / "build" / "standalone" / school).resolve()
    if out is not None:
        _require_ours(target)
    look_anew()
    report = Report()
    woven = weave(asked.root, asked.today, findings)
    if woven is None:
        return report
    if school not in with_policies(woven, findings).estate.schools:
        return report
    block_library(woven, findings)
    block_school(woven, school, findings)
    if school in blocking(findings, woven):
        return report
    growing = target.with_name(f"{target.name}.partial")
    shutil.rmtree(growing, ignore_errors=True)
    maker = pdf_maker(asked.root)
    pdfs: dict[Path, PdfJob] = {}
    sites: list[SiteJob] = []
    for audience in woven.estate.trust.sites:
        shelved = shelf(woven, school, audience)
        links = pdf_links(woven.estate, shelved)
        made = printing(maker, shelved, links, asked.redline_pdfs) if asked.pdfs else {}
        kept = {folder: job.kept for folder, job in made.items()}
        pdfs |= {job.kept: job for job in made.values()}
        listed = listed_school(woven, shelved, kept)
        site = school_site(woven, shelved, kept, standalone=True)
        followed = replace(site, follow=school_follow(listed))
        sites.append(SiteJob(followed, growing / audience, kept, listed))
    if school in blocking(findings, woven):
        return report
    failed = make_pdfs(asked.root, pdfs.values())
    done = make(asked.root, pdfs.values(), failed, sites, build_school)
    for problem in done.problems:
        findings.error(
            "site-engine",
            woven.estate.schools[school].place,
            f"The site could not be made: {problem}",
            "A page would be missing or wrong, so nothing was published.",
            "Correct what the message names.",
            Scope(school),
        )
    report.next_change = next_change(woven, (school,))
    if not done.problems:
        _replace(target, growing)
        report.published, report.pages, report.pdfs = True, done.pages, done.pdfs
        report.rendered = [f"{site.site.audience}/{school}" for site in sites]
    return report


def _require_ours(folder: Path) -> None:
    """A folder may be replaced where it is empty, is not there, or is one that we made."""
    if not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file()):
        raise NotOurs(folder)


def _replace(target: Path, growing: Path) -> None:
    """Let the new site take the old one's place; the old one stands until it does."""
    (growing / MARK).write_bytes(b"")
    previous = target.with_name(f"{target.name}.previous")
    shutil.rmtree(previous, ignore_errors=True)
    if target.exists():
        target.rename(previous)
    growing.rename(target)
    shutil.rmtree(previous, ignore_errors=True)
