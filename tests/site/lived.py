"""A tiny trust with a past: decisions of every kind at one school, made by the real command."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from tests.desk.deciding import decide
from tests.trusts import change_trust, tiny_trust

TODAY = "2026-11-20"
BODY = "governing body"


def lived_trust(folder: Path) -> Path:
    """Brook's complaints: two past editions, one in force, one scheduled, and a proposal."""
    root = tiny_trust(folder)
    decide(root, "brook", "complaints", "2024-03-12", "--minute", "GB 24/1")
    edit(root, "A form", "A form and a letter")
    decide(root, "brook", "complaints", "2025-03-12", "--summary", "Plainer headings.")
    decide(root, "brook", "complaints", "2026-03-12", "--minute", "GB 26/4")
    edit(root, "A form and a letter", "What to send")
    decide(
        root, "brook", "complaints", "2026-10-01", "--effective", "2027-01-01",
        "--summary", "A shorter heading.",
    )  # fmt: skip
    edit(root, "What to send", "What you may send")
    change_trust(
        root,
        {
            "schools/ashby/conduct.yml": {
                "edit": [["kind, always", "kind, as {{ people.head.name }} asks"]]
            }
        },
    )
    decide(root, "ashby", "conduct", "2025-10-01")
    return root


def edit(root: Path, old: str, new: str) -> None:
    """Another heading in every arrangement of the complaints policy."""
    for path in (root / "templates/policies/complaints").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def page(folder: Path) -> lxml.html.HtmlElement:
    """A published page."""
    return lxml.html.fromstring((folder / "index.html").read_bytes())


def words(found: lxml.html.HtmlElement, path: str) -> list[str]:
    """The text of what an XPath finds, with single spaces."""
    return [" ".join(part.text_content().split()) for part in found.xpath(path)]
