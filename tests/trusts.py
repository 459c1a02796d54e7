"""Trusts to test on: the repository's example and a tiny one. In: a folder to fill; out: its path.

Both stand in folders of their own, with the repository's look, so that tests may change and build
them.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyloom.findings import Findings
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.build import Engines, build
from policyloom.pipeline.reports import Report
from policyloom.pipeline.weave import Weave, weave
from policyloom.plugin import build_portal, build_school
from tests.load.trusts import make_trust

HERE = Path(__file__).resolve().parents[1]
TODAY = "2026-11-20"
"""The day on which the tests look at a trust; nothing may depend on any other."""

LOOK = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages")
ENGINES = Engines(build_school, build_portal)

TINY: dict[str, Any] = {
    "schools/approved": {"remove": True},
    "schools/ashby/approved": {"remove": True},
    "templates/facts.yml": {
        "edit": [
            ["[school], about: The school's name", "[trust, school], about: The school's name"],
            ["[authority], about", "[trust, authority], about"],
        ]
    },
    "schools/trust.yml": {
        "edit": [
            ["  staff:\nlook", "  staff:\n  governors:\nlook"],
            [
                "set:\n",
                "set:\n  school: {name: the school, email: office@millrace.example.org}\n"
                "  authority.name: the local authority\n",
            ],
        ]
    },
}
"""What turns the loader's base trust, which need only load, into one that can be published."""


def tiny_trust(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """The tiny trust in a new folder: two schools, two policies, no finding, no record.

    `changes` are made to it as in tests/cases/load/README.md.
    """
    make_trust(folder, TINY)
    if changes:
        change_trust(folder, changes)
    dress(folder)
    return folder


def change_trust(folder: Path, changes: Mapping[str, Any]) -> None:
    """Make changes to a trust that is there already."""
    from tests.load import trusts

    for name, change in changes.items():
        trusts._change(folder / name, change)


def copy_example(folder: Path) -> Path:
    """The example trust's authored files in a new folder."""
    for name in ("templates", "schools"):
        shutil.copytree(HERE / name, folder / name)
    dress(folder)
    return folder


def dress(folder: Path) -> None:
    """Give a trust the repository's look where it has none of its own."""
    for name in LOOK:
        target = folder / name
        if target.exists():
            continue
        if (HERE / name).is_dir():
            shutil.copytree(HERE / name, target)
        else:
            shutil.copy2(HERE / name, target)


def publish(root: Path, findings: Findings | None = None, **asked: Any) -> Report:
    """Build a trust in this process, unless `workers` says otherwise."""
    wanted = {"today": TODAY, "workers": 1, **asked}
    found = Findings() if findings is None else findings
    return build(Asked(root=root, **wanted), ENGINES, found, lambda _: None)


def woven(root: Path, findings: Findings | None = None, today: str = TODAY) -> Weave:
    """Every edition of a trust that can be read."""
    result = weave(root, today, Findings() if findings is None else findings)
    assert result is not None
    return result


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
