"""The command that joins shards: merge."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.options import root_option
from policyloom.cli.telling import progress, report, summary
from policyloom.findings import Findings
from policyloom.pipeline.build import Engines
from policyloom.pipeline.locks import alone
from policyloom.pipeline.merging import merge


@click.command("merge")
@click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
@root_option
def merge_command(folders: tuple[Path, ...], root: Path) -> None:
    """Join the shards that 'policyloom build --shard' has left, and publish.

    FOLDER is that of a shard; all below build/shards/, unless you say. The site is the one that
    'policyloom build' makes of the same files, on the day and with the options that the shards
    were made with.

    Example: policyloom merge
    """
    from policyloom.plugin import build_portal, build_school

    findings, where = Findings(), root.resolve()
    with alone(where, "build"):
        done = merge(where, folders, Engines(build_school, build_portal), findings, progress)
    report(findings)
    summary(done, findings)
    sys.exit(1 if findings.errors() else 0)
