"""What commands ask of a trust before they begin: that it can be read, and that names are known."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.options import day_or_today
from policyloom.cli.telling import report
from policyloom.findings import Findings, nearest
from policyloom.model.dates import say_date
from policyloom.pipeline.weave import Weave, weave


def woven_trust(root: Path, today: str, findings: Findings) -> Weave:
    woven = weave(root.resolve(), day_or_today(today), findings)
    if woven is None:
        report(findings)
        sys.exit(1)
    return woven


def require_known(woven: Weave, school: str, policy: str) -> None:
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


def require_of_the_trust(woven: Weave, school: str) -> None:
    """Stop where a school has left the trust: nothing is prepared for its board any more."""
    found = woven.estate.schools[school]
    if found.has_left(woven.today):
        raise click.UsageError(
            f"{found.name} left the trust on {say_date(found.left)}. Its past editions are kept; "
            "nothing more is decided here."
        )


def require_schools(root: Path, names: tuple[str, ...]) -> None:
    """Stop, with the nearest right name, on a school that has no folder."""
    known = [path.parent.name for path in (root / "schools").glob("*/school.yml")]
    for name in names:
        if name not in known:
            raise click.UsageError(f"There is no school '{name}'. {nearest(name, known)}")
