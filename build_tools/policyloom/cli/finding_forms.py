"""In which form `policyloom check` tells what it found, and where it writes it.

In: findings and what was asked for; out: text on the screen, files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from policyloom.cli.telling import report
from policyloom.findings import Finding, Findings
from policyloom.model.checks import Acceptance
from policyloom.outputs.findings_github import findings_github
from policyloom.outputs.findings_json import findings_json
from policyloom.outputs.findings_sarif import findings_sarif
from policyloom.outputs.findings_summary import findings_summary
from policyloom.outputs.findings_text import findings_text
from policyloom.pipeline.checks.registry import REGISTRY

FORMATS = ("text", "json", "github", "sarif")
_FILE = click.Path(dir_okay=False, path_type=Path)
_ENDINGS = {".json": "json", ".sarif": "sarif"}
_Command = TypeVar("_Command", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Forms:
    """What was asked for. `root` is the trust's folder as it was given, `guide` the address of the
    page that explains each code, or ""."""

    root: Path
    today: str
    form: str = ""
    out: Path | None = None
    summary: Path | None = None
    guide: str = ""

    def give(
        self,
        findings: Findings,
        looked_at: str,
        accepted: Sequence[tuple[Acceptance, Finding]] = (),
    ) -> None:
        """Tell the findings, how much was looked at ("" where nothing could be read), and to
        programs that know of such a thing also what is accepted."""
        form = self.form or _ENDINGS.get(self.out.suffix.lower() if self.out else "", "text")
        if self.summary is not None:
            self.summary.write_text(findings_summary(findings.in_order(), looked_at), "utf-8")
        if self.out is not None:
            self.out.write_text(self._text(findings, form, accepted), "utf-8", newline="\n")
            click.echo(f"Wrote {self.out}", err=True)
        elif form == "text":
            report(findings)
        else:
            click.echo(self._text(findings, form, accepted), nl=False)
        if looked_at:
            click.echo(looked_at, err=form != "text" and self.out is None)

    def _text(
        self, findings: Findings, form: str, accepted: Sequence[tuple[Acceptance, Finding]]
    ) -> str:
        found = findings.in_order()
        match form:
            case "json":
                return findings_json(found, self.today)
            case "github":
                return findings_github(found, self._folder())
            case "sarif":
                return findings_sarif(found, self._folder(), self.guide, _titles(), accepted)
            case _:
                return findings_text(found)

    def _folder(self) -> str:
        """The trust's folder below the current one, where a code host has the repository."""
        here, root = Path.cwd(), self.root.resolve()
        inside = root.is_relative_to(here) and root != here
        return root.relative_to(here).as_posix() if inside else ""


def _titles() -> dict[str, str]:
    return {str(check): entry.title for check, entry in REGISTRY.items()}


def form_options(command: _Command) -> _Command:
    """The options of a command that tells findings."""
    options = (
        click.option(
            "--format", "form", type=click.Choice(FORMATS), help="Text, unless --out's ending says."
        ),
        click.option("--out", type=_FILE, help="Write to this file."),
        click.option("--summary", type=_FILE, help="Write a summary to this file, as Markdown."),
        click.option(
            "--guide",
            default="",
            metavar="ADDRESS",
            help="SARIF: the page that explains each code, at an anchor of its name.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
