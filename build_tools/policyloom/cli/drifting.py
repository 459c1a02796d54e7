"""The command about stale overrides: drift."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from policyloom.cli.asking import require_known, require_schools
from policyloom.cli.options import day_or_today, root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.outputs.drift_json import drift_json
from policyloom.outputs.drift_text import WIDTH, drift_text
from policyloom.pipeline.drifting import drift, woven_schools
from policyloom.pipeline.locks import alone
from policyloom.pipeline.settling import Settled, Settlement, override_file, settle
from policyloom.pipeline.weave import Weave
from policyloom.schemas.types import is_id

_NAME = "SCHOOL POLICY KEY"


@click.command("drift")
@click.argument("school", required=False)
@click.option("--keep", nargs=3, metavar=_NAME, help="The school's words stand: note that.")
@click.option("--adopt", nargs=3, metavar=_NAME, help="The trust's wording holds: drop the entry.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@root_option
@today_option
def drift_command(
    school: str | None,
    keep: tuple[str, str, str] | None,
    adopt: tuple[str, str, str] | None,
    form: str,
    root: Path,
    today: str,
) -> None:
    """List what schools wrote for a text that has been revised since, and settle it.

    Example: policyloom drift hazelbrook
    """
    if sum(given is not None for given in (school, keep, adopt)) > 1:
        raise click.UsageError("List a school's, or settle one: SCHOOL, --keep or --adopt.")
    day = day_or_today(today)
    if keep:
        _settle(root.resolve(), keep, Settlement.KEEP, day)
    elif adopt:
        _settle(root.resolve(), adopt, Settlement.ADOPT, day)
    else:
        _list(root.resolve(), school, form, day)


def _list(root: Path, school: str | None, form: str, today: str) -> None:
    require_schools(root, (school,) if school else ())
    findings = Findings()
    weave = _woven(root, today, (school,) if school else None, findings)
    found = drift(weave)
    if form == "json":
        click.echo(drift_json(found, today), nl=False)
    else:
        shown = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if shown else WIDTH
        click.echo(drift_text(found, width), nl=False)
    errors = Findings(f for f in findings.errors() if not school or f.scope.school in ("", school))
    report(errors)
    sys.exit(1 if len(errors) else 0)


def _woven(root: Path, today: str, schools: tuple[str, ...] | None, findings: Findings) -> Weave:
    weave = woven_schools(root, today, schools, findings)
    if weave is None:
        report(findings)
        sys.exit(1)
    return weave


def _settle(root: Path, name: tuple[str, str, str], settlement: Settlement, today: str) -> None:
    school, policy, key = name
    require_schools(root, (school,))
    with alone(root, "settlement"):
        # Read before the trust is, so that a change in between is found.
        path = root / override_file(school, policy)
        before = path.read_bytes() if is_id(policy) and path.is_file() else b""
        findings, refused = Findings(), Findings()
        weave = _woven(root, today, (school,), findings)
        if (school, policy) not in weave.editions:
            report(Findings(findings.blocks(school, policy)))
        require_known(weave, school, policy)
        done = settle(weave, (school, policy, key), settlement, before, refused)
    if done is None:
        report(refused)
        sys.exit(1)
    _tell(done)


def _tell(done: Settled) -> None:
    stale = done.stale
    if done.settlement is Settlement.KEEP:
        click.echo(f"{done.file}: the school's '{stale.key}' stands, against {stale.revised}.")
        return
    what = "the trust's order holds" if stale.sections else f"the trust's '{stale.key}' holds"
    click.echo(f"{done.file}: {what}; the school's entry is gone.")
    if done.empty:
        click.echo("Nothing is left in the file: it may be removed.")
    click.echo(f"See what that changes: policyloom diff {stale.school} {stale.policy}")
