"""The `policyloom` command: what people type, and what they read back.

Exit codes: 0 nothing blocking, 1 errors, 2 wrong use. The only place that reads the clock.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path

import click

from policyloom import __version__
from policyloom.findings import Finding, Findings, Severity, nearest
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
from policyloom.pipeline.approve import Approval, approve, write_records
from policyloom.pipeline.build import Asked, Engines, Report, all_shelves, build
from policyloom.pipeline.finished import finished_markdown
from policyloom.pipeline.pages import current_page
from policyloom.pipeline.standalone import build_standalone
from policyloom.pipeline.starting import AlreadyThere, new_clause, new_policy, new_school, start
from policyloom.pipeline.weave import Weave, weave

EXAMPLES = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """A day in ISO 8601, or "" where none is given."""
    if not value:
        return ""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a date. Write it as 2026-03-12.") from error


root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The trust's folder, where templates/ and schools/ are. Here, unless you say.",
)
today_option = click.option(
    "--today", callback=_day, help="Act as if today were this date (2026-03-12)."
)


def _today(given: str) -> str:
    return given or datetime.date.today().isoformat()


@click.group(context_settings=EXAMPLES)
@click.version_option(__version__, prog_name="policyloom")
def main() -> None:
    """Write a trust's policies once; publish every school's own edition."""


@main.command()
@root_option
@today_option
def check(root: Path, today: str) -> None:
    """List everything that is wrong, in one go.

    Example: policyloom check
    """
    findings = Findings()
    woven = weave(root, _today(today), findings)
    if woven is not None:
        all_shelves(woven, findings)
    _report(findings)
    if woven is not None:
        click.echo(_counted(woven))
    sys.exit(1 if findings.errors() else 0)


@main.command()
@click.argument("school")
@click.argument("policy")
@click.option("--audience", type=click.Choice([str(a) for a in Audience]), default="governors")
@root_option
@today_option
def render(school: str, policy: str, audience: str, root: Path, today: str) -> None:
    """Print the finished Markdown of one school's policy.

    Example: policyloom render canal-street social-media
    """
    findings = Findings()
    woven = _woven(root, today, findings)
    _known(woven, school, policy)
    stopped = findings.blocks(school, policy)
    if stopped:
        _report(Findings(stopped))
        sys.exit(1)
    page = current_page(woven.estate, woven.editions[school, policy], Audience(audience))
    click.echo(finished_markdown(woven.estate.root, page), nl=False)


@main.command("build")
@click.option("--school", "schools", multiple=True, help="Only this school; may be repeated.")
@click.option("--keep-going", is_flag=True, help="Publish the other schools when one has errors.")
@click.option("--no-pdfs", is_flag=True, help="Pages only.")
@click.option("--standalone", is_flag=True, help="Make one school's site for a host of its own.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --standalone writes.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one a core unless you say.")
@root_option
@today_option
def build_command(
    schools: tuple[str, ...],
    keep_going: bool,
    no_pdfs: bool,
    standalone: bool,
    out: Path | None,
    workers: int | None,
    root: Path,
    today: str,
) -> None:
    """Publish: a folder for each audience under site/, whole or not at all.

    Example: policyloom build --keep-going
    """
    from policyloom.plugin import build_portal, build_school

    asked = Asked(
        root=root.resolve(),
        today=_today(today),
        schools=schools,
        keep_going=keep_going,
        pdfs=not no_pdfs,
        workers=workers or 0,
    )
    findings = Findings()
    if standalone:
        if len(schools) != 1:
            raise click.UsageError("--standalone makes one school's site: name it with --school.")
        report = build_standalone(asked, schools[0], out, build_school, findings)
    else:
        report = build(asked, Engines(build_school, build_portal), findings, _progress)
    _report(findings)
    _summary(report, findings)
    sys.exit(1 if findings.errors() else 0)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@root_option
@today_option
def serve(port: int, root: Path, today: str) -> None:
    """Preview on this machine; a saved file shows at once.

    Example: policyloom serve --port 8001
    """
    from policyloom.plugin import serve_preview

    serve_preview(root.resolve(), port, today)


@main.command("approve")
@click.argument("school")
@click.argument("policy")
@click.option("--on", required=True, callback=_day, help="The day of the decision.")
@click.option("--by", required=True, help="The body that decided, as the scheme names it.")
@click.option("--minute", default="", help="The minute's reference.")
@click.option("--effective", callback=_day, help="From when, if later than the decision.")
@click.option("--review", callback=_day, help="The next review; the policy's cycle unless given.")
@click.option("--summary", default="", help="What was decided, in a sentence.")
@click.option("--decision", type=click.Choice([str(d) for d in Decision]), default=None)
@root_option
@today_option
def approve_command(
    school: str,
    policy: str,
    on: str,
    by: str,
    minute: str,
    effective: str,
    review: str,
    summary: str,
    decision: str | None,
    root: Path,
    today: str,
) -> None:
    """Record that a body approved a school's policy, as the files now say it.

    SCHOOL may be "all": one decision for every school that has adopted the policy.

    Example: policyloom approve canal-street complaints --on 2026-03-12 --by "governing body"
    """
    findings = Findings()
    woven = _woven(root, today, findings)
    everyone = school == "all"
    _known(woven, "" if everyone else school, policy)
    owners = [s for s, p in woven.editions if p == policy and (everyone or s == school)]
    stopped = Findings(f for owner in owners for f in findings.blocks(owner, policy))
    asked = Approval(policy, on, by, minute, effective, review, summary, decision or "")
    written = (
        () if stopped.errors() else approve(woven, () if everyone else (school,), asked, stopped)
    )
    if stopped.errors():
        _report(stopped)
        sys.exit(1)
    write_records(root.resolve(), written)
    for record in written:
        click.echo(f"Recorded in {record.name}")


@main.group()
def new() -> None:
    """Write a starting file for a school, a policy or a clause."""


@new.command("school")
@click.argument("name", metavar="ID")
@root_option
def new_school_command(name: str, root: Path) -> None:
    """A school's folder with its facts to fill in.

    Example: policyloom new school riverside
    """
    _write(lambda: new_school(root, name))


@new.command("policy")
@click.argument("name", metavar="ID")
@root_option
def new_policy_command(name: str, root: Path) -> None:
    """A policy with a first section and a first clause.

    Example: policyloom new policy lone-working
    """
    _write(lambda: new_policy(root, name, datetime.date.today().isoformat()))


@new.command("clause")
@click.argument("name", metavar="ID")
@click.option("--topic", default="general", show_default=True, help="The folder it belongs in.")
@root_option
def new_clause_command(name: str, topic: str, root: Path) -> None:
    """A clause with its wordings to write.

    Example: policyloom new clause sign-in --topic visitors
    """
    _write(lambda: new_clause(root, name, topic, datetime.date.today().isoformat()))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a trust in a new folder; it builds at once.

    Example: policyloom init our-trust
    """
    _write(lambda: start(folder))
    click.echo(f"Next: cd {folder} and run policyloom build")


def _write(make: Callable[[], list[str]]) -> None:
    try:
        for name in make():
            click.echo(f"Wrote {name}")
    except (AlreadyThere, ValueError) as error:
        raise click.ClickException(str(error)) from error


def _woven(root: Path, today: str, findings: Findings) -> Weave:
    woven = weave(root.resolve(), _today(today), findings)
    if woven is None:
        _report(findings)
        sys.exit(1)
    return woven


def _known(woven: Weave, school: str, policy: str) -> None:
    """Stop, with the nearest right name, on a school or policy that is not there."""
    schools = woven.estate.schools
    if school and school not in schools:
        raise click.UsageError(f"There is no school '{school}'. {nearest(school, schools)}")
    if policy not in woven.estate.policies:
        known = woven.estate.policies
        raise click.UsageError(f"There is no policy '{policy}'. {nearest(policy, known)}")
    if school and (school, policy) not in woven.editions:
        adopted = schools[school].adopts
        raise click.UsageError(
            f"{schools[school].name} has not adopted '{policy}'. {nearest(policy, adopted)}"
        )


def _progress(step: str) -> None:
    """Say what has just been done, on a terminal; say nothing into a pipe or a file."""
    if sys.stderr.isatty():
        click.echo(f"  {step}", err=True)


def _report(findings: Findings) -> None:
    for finding in findings.in_order():
        click.echo(_told(finding), err=True)


def _told(finding: Finding) -> str:
    colour = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    head = click.style(str(finding.severity), fg=colour[finding.severity], bold=True)
    return (
        f"{finding.place}: {head}: {finding.what} [{finding.code}]\n"
        f"    why: {finding.why}\n"
        f"    do:  {finding.fix}"
    )


def _counted(woven: Weave) -> str:
    estate = woven.estate
    return (
        f"{len(estate.clauses)} clauses, {len(estate.policies)} policies, "
        f"{len(estate.schools)} schools, {sum(1 for s, _ in woven.editions if s)} editions."
    )


def _summary(report: Report, findings: Findings) -> None:
    errors = len(findings.errors())
    if errors and not report.published:
        click.echo(f"Nothing was published: {errors} error{'s' * (errors > 1)}.", err=True)
        return
    if not report.published:
        click.echo("Nothing has changed.")
        return
    click.echo(
        f"Published {report.pages} pages and {report.pdfs} PDFs in {len(report.rendered)} sites; "
        f"{len(report.unchanged)} unchanged."
    )
    if report.held:
        click.echo("Kept at their last release: " + ", ".join(report.held) + ".", err=True)
