"""Files to attach, and trusts that have them. In: a folder; out: the path of a trust."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.trusts import tiny_trust

BODY = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"}
PUBLIC, STAFF, GOVERNORS = "canary-of-all", "canary-of-staff", "canary-of-governors"
"""Words that stand in the attached file of each audience and in what is said of it."""


def record(**said: str) -> str:
    """A record of an attached file; `said` comes before what is usual."""
    usual = {
        "title": "First aid policy",
        "summary": "What is done for a person who is hurt.",
        "topic": "Health",
        "audience": "public",
        "owner": "Director of estates",
        "approved": "2026-01-10",
        "by": "governing body",
        "effective": "2026-02-01",
        "review": "2027-01-10",
    }
    return "".join(f"{key}: {value}\n" for key, value in {**usual, **said}.items())


def word(canary: str = "") -> dict[str, Any]:
    """A Word document as a change of a trust, with a word in it that is not packed away."""
    return {"zip": {**BODY, "word/document.xml": f"<w:document>{canary}</w:document>"}}


def attach(id_: str, folder: str = "ashby/", canary: str = "", **said: str) -> dict[str, Any]:
    """The changes that attach a Word document of this id, at a school or (folder "") the trust."""
    place = f"schools/{folder}attached/{id_}"
    return {f"{place}.yml": record(**said), f"{place}.docx": word(canary)}


def for_each_audience() -> dict[str, Any]:
    """One attached file for each audience, each with its canary wherever one can stand."""
    changes: dict[str, Any] = {}
    for audience, canary in (("public", PUBLIC), ("staff", STAFF), ("governors", GOVERNORS)):
        said = {"title": f"The {canary} file", "summary": f"About {canary}.", "topic": canary}
        changes |= attach(f"a-{canary}", canary=canary, audience=audience, **said)
    return changes


def trust_with(folder: Path, changes: dict[str, Any]) -> Path:
    """The tiny trust with these changes."""
    return tiny_trust(folder, changes)
