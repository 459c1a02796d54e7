"""The last build: what it was made from and what it found, so that the same is not done again.

In: what is asked and the files that it would be made from. Out: what the last build found, where
nothing is different. Content decides, not time: every authored file is read, and none is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policyloom.findings import Finding, Severity
from policyloom.model.places import Place, Scope
from policyloom.pipeline.upcoming import Upcoming

FILE = "build/last.json"


@dataclass(frozen=True, slots=True)
class Last:
    """A build that had no errors: the key of all that it was made from, what it found, and the
    parts of the site that stood when it ended."""

    key: str
    parts: tuple[str, ...]
    findings: tuple[Finding, ...]
    next_change: Upcoming | None = None


def read_last(root: Path) -> Last | None:
    """What the last build left; None where it left nothing that can be used."""
    try:
        data = json.loads((root / FILE).read_text("utf-8"))
        coming = data["next_change"]
        return Last(
            data["key"],
            tuple(data["parts"]),
            tuple(_finding(each) for each in data["findings"]),
            Upcoming(coming["day"], tuple(coming["why"])) if coming else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_last(root: Path, last: Last) -> None:
    """Keep a build for the next. A disk that refuses costs the next build time, nothing else."""
    path = root / FILE
    partial = path.with_suffix(".partial")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(asdict(last), indent=1, ensure_ascii=False), "utf-8")
        partial.replace(path)


def forget_last(root: Path) -> None:
    """The next build has to look for itself. Raises OSError where the disk refuses."""
    (root / FILE).unlink(missing_ok=True)


def _finding(data: Mapping[str, Any]) -> Finding:
    place, scope = Place(**data["place"]), Scope(**data["scope"])
    words = {name: data[name] for name in ("code", "what", "why", "fix")}
    return Finding(severity=Severity(data["severity"]), place=place, scope=scope, **words)
