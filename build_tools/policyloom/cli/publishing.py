"""Commands that read a trust and publish it: check, render, build, serve."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.asking import require_known, require_schools, woven_trust
from policyloom.cli.finding_forms import Forms, form_options
from policyloom.cli.options import as_cluster, as_shard, day_or_today, root_option, today_option
from policyloom.cli.telling import accepted, counted, progress, report, summary
from policyloom.findings import Findings
from policyloom.model.policies import Audience
from policyloom.pipeline.asked import Asked, Shard
from policyloom.pipeline.build import Engines, build
from policyloom.pipeline.checks import run_checks
from policyloom.pipeline.finished import finished_markdown
from policyloom.pipeline.locks import alone
from policyloom.pipeline.pages import current_page, refuse_reader
from policyloom.pipeline.shelves import all_shelves
from policyloom.pipeline.standalone import build_standalone
from policyloom.pipeline.unrevised import check_unrevised
from policyloom.pipeline.weave import weave, with_policies
from policyloom.pipeline.workshop import workshop_findings


@click.command()
@form_options
@root_option
@today_option
def check(
    form: str | None,
    out: Path | None,
    summary: Path | None,
    guide: str,
    root: Path,
    today: str,
) -> None:
    """List everything that is wrong, in one go.

    Example: policyloom check
    """
    findings = Findings()
    forms = Forms(root, day_or_today(today), form or "", out, summary, guide)
    workshop_findings(root, findings)
    woven = weave(root, day_or_today(today), findings)
    if woven is None:
        forms.give(findings, "")
    else:
        all_shelves(with_policies(woven, findings), findings)
        check_unrevised(woven, findings)
        standing = run_checks(woven, findings)
        forms.give(findings, counted(woven) + accepted(standing), standing)
    sys.exit(1 if findings.errors() else 0)


@click.command()
@click.argument("school")
@click.argument("policy")
@click.option(
    "--audience",
    type=click.Choice([str(a) for a in Audience]),
    default="governors",
    show_default=True,
    help="As these may read it: an annex for others is left out.",
)
@root_option
@today_option
def render(school: str, policy: str, audience: str, root: Path, today: str) -> None:
    """Print the finished Markdown of one school's policy.

    Example: policyloom render canal-street social-media
    """
    findings = Findings()
    woven = woven_trust(root, today, findings)
    require_known(woven, school, policy)
    edition, reader = woven.editions[school, policy], Audience(audience)
    stopped = Findings(findings.blocks(school, policy))
    refuse_reader(edition, reader, stopped)
    if stopped.errors():
        report(stopped)
        sys.exit(1)
    page = current_page(woven.estate, edition, reader)
    click.echo(finished_markdown(woven.estate.root, page), nl=False)


@click.command("build")
@click.option("--school", "schools", multiple=True, help="Only this school; may be repeated.")
@click.option("--keep-going", is_flag=True, help="Publish the other schools when one has errors.")
@click.option("--no-pdfs", is_flag=True, help="Pages only.")
@click.option("--redline-pdfs", is_flag=True, help="A PDF of each comparison as well.")
@click.option(
    "--no-history", is_flag=True, help="No past editions, dates or redlines beside the policies."
)
@click.option("--standalone", is_flag=True, help="Make one school's site for a host of its own.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --standalone writes.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one a core unless you say.")
@click.option(
    "--executor",
    "cluster",
    metavar="dask://HOST:PORT",
    callback=as_cluster,
    help="Have a running Dask cluster do the work. The trust's folder has to lie on a disk that "
    "every worker sees at the same path.",
)
@click.option(
    "--shard",
    metavar="I/N",
    callback=as_shard,
    help="Make only the I-th of N parts of the schools, and leave them under build/shards/ for "
    "'policyloom merge'. Nothing is published.",
)
@root_option
@today_option
def build_command(
    schools: tuple[str, ...],
    keep_going: bool,
    no_pdfs: bool,
    no_history: bool,
    redline_pdfs: bool,
    standalone: bool,
    out: Path | None,
    workers: int | None,
    cluster: str,
    shard: Shard | None,
    root: Path,
    today: str,
) -> None:
    """Publish: a folder for each audience under site/, whole or not at all.

    Example: policyloom build --keep-going

    Example: policyloom build --executor dask://10.0.0.5:8786

    Example: policyloom build --shard 2/4
    """
    from policyloom.plugin import build_portal, build_school

    asked = Asked(
        root=root.resolve(),
        today=day_or_today(today),
        schools=schools,
        keep_going=keep_going,
        pdfs=not no_pdfs,
        history=not no_history,
        redline_pdfs=redline_pdfs,
        workers=workers or 0,
        cluster=cluster,
        shard=shard,
    )
    findings = Findings()
    require_schools(root, schools)
    if standalone and len(schools) != 1:
        raise click.UsageError("--standalone makes one school's site: name it with --school.")
    _require_that_fit(asked, standalone)
    with alone(asked.root, "build"):
        workshop_findings(asked.root, findings, asked.pdfs, keep=True)
        if standalone:
            done = build_standalone(asked, schools[0], out, build_school, findings)
        else:
            done = build(asked, Engines(build_school, build_portal), findings, progress)
    report(findings)
    summary(done, findings)
    sys.exit(1 if findings.errors() else 0)


def _require_that_fit(asked: Asked, standalone: bool) -> None:
    """Stop where two options ask for what cannot be done together."""
    if asked.shard and (standalone or asked.schools):
        raise click.UsageError(
            "--shard chooses the schools itself: leave out --school and --standalone."
        )
    if asked.cluster and (standalone or asked.workers):
        raise click.UsageError(
            "--executor hands the work to a cluster, which has its own workers: leave out "
            "--workers and --standalone."
        )


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@root_option
@today_option
def serve(port: int, root: Path, today: str) -> None:
    """Preview on this machine; a saved file shows at once.

    Example: policyloom serve --port 8001
    """
    from policyloom.plugin import serve_preview

    click.echo(f"Preview at http://127.0.0.1:{port}/ once it is made. Control-C ends it.")
    serve_preview(root.resolve(), port, today)
