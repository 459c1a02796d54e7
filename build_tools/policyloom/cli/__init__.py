"""The `policyloom` command: what people type, and what they read back.

Exit codes: 0 nothing blocking, 1 errors, 2 wrong use.
"""

from __future__ import annotations

import click

from policyloom import __version__
from policyloom.cli.deciding import approve_command, verify
from policyloom.cli.publishing import build_command, check, render, serve
from policyloom.cli.starting import init, new

EXAMPLES = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


@click.group(context_settings=EXAMPLES)
@click.version_option(__version__, prog_name="policyloom")
def main() -> None:
    """Write a trust's policies once; publish every school's own edition."""


for command in (check, render, build_command, serve, approve_command, verify, new, init):
    main.add_command(command)
