"""One school's site that stands alone, for a host of its own. In: a school; out: its folders."""

from __future__ import annotations

import shutil
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.places import Scope
from policyloom.outputs.pdf import PdfMaker
from policyloom.pipeline.build import Asked, Report
from policyloom.pipeline.jobs import Job, PdfJob, SchoolBuilder, SiteJob, run
from policyloom.pipeline.printing import printing
from policyloom.pipeline.sites import pdf_links, school_site, shelf
from policyloom.pipeline.upcoming import next_change
from policyloom.pipeline.weave import blocking, weave


def build_standalone(
    asked: Asked, school: str, out: Path | None, build_school: SchoolBuilder, findings: Findings
) -> Report:
    """Make `build/standalone/<school>/<audience>/` (or `out/<audience>/`), whole or not at all.

    Raises OSError where the disk refuses.
    """
    report = Report()
    woven = weave(asked.root, asked.today, findings)
    if woven is None:
        return report
    target = (out or asked.root / "build" / "standalone" / school).resolve()
    growing = target.with_name(f"{target.name}.partial")
    shutil.rmtree(growing, ignore_errors=True)
    maker = PdfMaker(asked.root)
    pdfs: dict[Path, PdfJob] = {}
    sites: list[SiteJob] = []
    for audience in woven.estate.trust.sites:
        shelved = shelf(woven, school, audience)
        links = pdf_links(woven.estate, shelved)
        made = printing(maker, shelved, links, asked.redline_pdfs) if asked.pdfs else {}
        kept = {folder: job.kept for folder, job in made.items()}
        pdfs |= {job.kept: job for job in made.values()}
        site = school_site(woven, shelved, kept, standalone=True)
        sites.append(SiteJob(site, growing / audience, kept))
    if school in blocking(findings, woven):
        return report
    done = run(Job(asked.root, school, tuple(pdfs.values()), tuple(sites), build_school))
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
        shutil.rmtree(target, ignore_errors=True)
        growing.rename(target)
        report.published, report.pages, report.pdfs = True, done.pages, done.pdfs
        report.rendered = [f"{site.site.audience}/{school}" for site in sites]
    return report
