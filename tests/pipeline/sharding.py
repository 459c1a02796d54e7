"""Shards made and joined, and changes to a tiny trust. In: a trust's folder; out: the same with
shards, or published."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from policyloom.findings import Findings
from policyloom.pipeline.asked import Shard
from policyloom.pipeline.merging import merge
from policyloom.pipeline.reports import Report
from tests.trusts import ENGINES, publish

UNUSED = {
    "templates/clauses/conduct/spare.md": "---\ntitle: Spare\nadapt: locked\nrevisions:\n"
    "  - {date: 2024-09-01, kind: meaning, why: First issued}\n---\nNobody says this.\n"
}
"""A clause that nothing uses: a warning."""
PHONE = {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}}
"""Ashby alone has changed."""
BROKEN = {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"}
"""Brook alone has an error."""


def copy(root: Path, folder: Path) -> Path:
    return Path(shutil.copytree(root, folder / "tiny", symlinks=True))


def make_shards(root: Path, of: int, **asked: Any) -> list[Report]:
    """Every shard of a trust, one after the other."""
    return [publish(root, shard=Shard(number, of), **asked) for number in range(1, of + 1)]


def join(root: Path, findings: Findings | None = None, *folders: Path) -> Report:
    return merge(root, folders, ENGINES, Findings() if findings is None else findings, print)


def told(findings: Findings, root: Path) -> list[str]:
    return sorted(str(finding).replace(str(root), "") for finding in findings)
