"""Commands about decisions: approve, verify."""

from __future__ import annotations

import sys
import urllib.request
from pathlib import Path

import click

from policyloom.cli.asking import require_known, woven_trust
from policyloom.cli.options import as_day, root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.model.records import Decision
from policyloom.outputs.impact_words import count
from policyloom.pipeline import register
from policyloom.pipeline.approve import approve, clear_unfinished, write_records
from policyloom.pipeline.heads import chains
from policyloom.pipeline.locks import alone
from policyloom.pipeline.refusals import Approval
from policyloom.records import verify_against

MOST = 100 * 1024 * 1024
"""Bytes of a register that are read; a national library's is far smaller."""


@click.command("approve")
@click.argument("school")
@click.argument("policy")
@click.option("--on", required=True, callback=as_day, help="The day of the decision.")
@click.option("--by", required=True, help="The body that decided, as the scheme names it.")
@click.option("--minute", default="", help="The minute's reference.")
@click.option("--effective", callback=as_day, help="From when, if later than the decision.")
@click.option("--review", callback=as_day, help="The next review; the policy's cycle unless given.")
@click.option("--summary", default="", help="What was decided, in a sentence.")
@click.option("--decision", type=click.Choice([str(d) for d in Decision]), default=None)
@click.option("--superseded-by", default="", help="The policy that takes this one's place.")
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
    superseded_by: str,
    root: Path,
    today: str,
) -> None:
    """Record that a body approved a school's policy, as the files now say it.

    SCHOOL may be "all": one decision for every school that has adopted the policy.

    Example: policyloom approve canal-street complaints --on 2026-11-17 --by "local governing body"
    """
    asked = Approval(
        policy, on, by, minute, effective, review, summary, decision or "", superseded_by
    )
    with alone(root.resolve(), "decision"):
        _approve(root, today, school, asked)


def _approve(root: Path, today: str, school: str, asked: Approval) -> None:
    """Read, refuse or freeze, and write, with nobody else deciding meanwhile."""
    findings = Findings()
    woven = woven_trust(root, today, findings)
    everyone = school == "all"
    require_known(woven, "" if everyone else school, asked.policy)
    owners = [s for s, p in woven.editions if p == asked.policy and (everyone or s == school)]
    stopped = Findings(f for owner in owners for f in findings.blocks(owner, asked.policy))
    written = (
        () if stopped.errors() else approve(woven, () if everyone else (school,), asked, stopped)
    )
    if stopped.errors():
        report(stopped)
        sys.exit(1)
    for name in clear_unfinished(root.resolve(), woven, asked.policy):
        click.echo(f"Cleared away {name}, which was never wholly decided")
    write_records(root.resolve(), written)
    for record in written:
        click.echo(f"Recorded in {record.name}")


@click.command()
@click.option("--against", help="An earlier policies.json: a file, or its https address.")
@root_option
@today_option
def verify(against: str | None, root: Path, today: str) -> None:
    """Prove that no record was altered, reordered, taken away or, with --against, rewritten.

    Example: policyloom verify --against last-year/policies.json
    """
    findings = Findings()
    woven = woven_trust(root, today, findings)
    found = Findings(f for f in findings if f.code.startswith("record-"))
    known = chains(woven)
    looked = verify_against(known, _register(against), found) if against else 0
    report(found)
    records = sum(len(chain.records) for chain in known.values())
    click.echo(f"{count(records, 'record')} in {count(len(known), 'chain')} looked at.")
    if against:
        click.echo(f"{count(looked, 'published head')} looked for.")
    sys.exit(1 if found.errors() else 0)


def _register(source: str) -> list[dict[str, str]]:
    """The entries of an earlier register. A source that cannot be read is wrong use."""
    try:
        if source.startswith(("https://", "http://")):
            with urllib.request.urlopen(source, timeout=30) as answer:
                text = answer.read(MOST).decode()
        else:
            text = Path(source).read_text("utf-8")
    except (OSError, ValueError) as error:
        cause = getattr(error, "reason", error)  # what an address that fails gives as its reason
        reason = (getattr(cause, "strerror", None) or str(error)).rstrip(".")
        raise click.UsageError(f"{source} cannot be read: {reason}.") from error
    entries = register.read_heads(text)
    if not entries:
        raise click.UsageError(f"{source} is not a policies.json with published policies in it.")
    return entries
