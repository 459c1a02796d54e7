"""The last build: what it was made from and what it found, so that the same is not done again.

In: what is asked and the files that it would be made from. Out: what was found then, for the whole
trust where nothing is different, or for each school of which nothing is. Content decides, not time:
every authored file is read, and what stands published is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from policyloom.findings import Finding, Severity
from policyloom.model.places import Place, Scope
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.holding import Holds
from policyloom.pipeline.upcoming import Upcoming

FILE = "build/cache/last"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a school that nothing stopped. `key` is that of all it was made from but the
    day, and `holds` says for which days it is right; `parts` are the parts of the site that it
    has, by folder, each with its own key."""

    key: str
    holds: Holds
    parts: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    next_change: Upcoming | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """The last build. Where it had no errors and still is the last, `key` is that of all that it
    was made from but the day, else ""; `holds` says for which days it is right. `parts` are those
    of the site that stood when it ended. `schools` may be those of earlier builds."""

    key: str
    holds: Holds
    parts: tuple[str, ...]
    findings: tuple[Finding, ...]
    next_change: Upcoming | None = None
    schools: Mapping[str, Kept] = field(default_factory=dict)


NONE = Last("", Holds("", ""), (), ())


def read_last(root: Path) -> Last:
    """What the last build left; `NONE` where it left nothing that can be used."""
    try:
        data = json.loads(read_checked(root / FILE) or b"")
        return Last(
            data["key"],
            Holds(**data["holds"]),
            tuple(data["parts"]),
            _findings(data["findings"]),
            _upcoming(data["next_change"]),
            {school: read_kept(each) for school, each in data["schools"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return NONE


def write_last(root: Path, last: Last) -> None:
    """Keep a build for the next. A disk that refuses costs the next build time, nothing else."""
    data = json.dumps(asdict(last), ensure_ascii=False).encode()
    with suppress(OSError):
        write_checked(root / FILE, data)


def forget_last(root: Path, last: Last) -> None:
    """The next build has to look for itself, unless this one is finished. What is known of single
    schools stays. Raises OSError where the disk refuses."""
    (root / FILE).unlink(missing_ok=True)
    if last.schools:
        write_last(root, replace(NONE, schools=last.schools))


def read_kept(data: Mapping[str, Any]) -> Kept:
    """What came of a school, from the data that it was written as."""
    parts = {str(folder): str(key) for folder, key in data["parts"].items()}
    holds, findings = Holds(**data["holds"]), _findings(data["findings"])
    return Kept(data["key"], holds, parts, findings, _upcoming(data["next_change"]))


def _upcoming(data: Mapping[str, Any] | None) -> Upcoming | None:
    return Upcoming(data["day"], tuple(data["why"])) if data else None


def _findings(data: list[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(_finding(each) for each in data)


def _finding(data: Mapping[str, Any]) -> Finding:
    place, scope = Place(**data["place"]), Scope(**data["scope"])
    words = {name: data[name] for name in ("code", "what", "why", "fix")}
    return Finding(severity=Severity(data["severity"]), place=place, scope=scope, **words)
