"""A character that the fonts lack is told where it was written, as widely as it reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Finding, Findings
from policyloom.pipeline.shelves import all_shelves
from tests.trusts import change_trust, publish, woven

CHAR = "漢"
HARM = "templates/clauses/conduct/rule-harm.md"
ASHBY = "schools/ashby/school.yml"


def found(root: Path) -> list[Finding]:
    """What is wrong once every page has been looked at."""
    findings = Findings()
    all_shelves(woven(root, findings), findings)
    return list(findings)


def edit(old: str, new: str) -> dict[str, list[list[str]]]:
    return {"edit": [[old, new]]}


@pytest.mark.parametrize(
    ("file", "change", "wanted"),
    [
        (
            ASHBY,
            edit("name: Ashby School", f"name: Ashby {CHAR} School"),
            ["schools/ashby/school.yml:1:7 fact 'school.name' school ashby"],
        ),
        (
            ASHBY,
            edit("name: Tom Hale", f"name: Tom {CHAR} Hale"),
            ["schools/ashby/school.yml:14:7 fact 'people.head' school ashby"],
        ),
        (
            "schools/trust.yml",
            edit("name: Millrace Trust", f"name: Millrace {CHAR} Trust"),
            ["schools/trust.yml:1:7 fact 'trust.name' library"],
        ),
        (
            "schools/brook/complaints.yml",
            {"append": f"set: {{channels: [letter, {CHAR}]}}\n"},
            ["schools/brook/complaints.yml:3:17 fact 'channels' policy complaints at brook"],
        ),
        (
            "schools/ashby/conduct.yml",
            edit("are kind, always", f"are kind, {CHAR} always"),
            ["schools/ashby/conduct.yml:5:12 'rule-kind' policy conduct at ashby"],
        ),
        (
            HARM,
            edit("=== item dont\nharm", f"=== item dont\nharm {CHAR} or"),
            [
                f"{HARM}:10:6 'rule-harm' policy conduct at ashby",
                f"{HARM}:10:6 'rule-harm' policy conduct at brook",
            ],
        ),
    ],
    ids=["name", "dated", "trust", "list", "own-words", "clause"],
)
def test_it_is_told_where_it_was_written(
    tiny: Path, file: str, change: dict[str, object], wanted: list[str]
) -> None:
    """One finding for a fact, at the fact, however many policies it reaches; one for an
    occurrence, at its words."""
    change_trust(tiny, {file: change})
    told = [f for f in found(tiny) if f.code == "missing-glyph"]
    words = [f.what.split("stands in ")[1].removeprefix("the ").rstrip(".") for f in told]
    assert sorted(
        f"{f.place} {stands} {f.scope}" for f, stands in zip(told, words, strict=True)
    ) == sorted(wanted)
    assert all(f"'{CHAR}' (U+6F22)" in f.what for f in told)


def test_other_schools_are_published(tiny: Path) -> None:
    """A school's own name stops that school alone."""
    change_trust(tiny, {ASHBY: edit("name: Ashby School", f"name: Ashby {CHAR} School")})
    report = publish(tiny, keep_going=True)
    assert report.published and report.held == ["ashby"]
    assert (tiny / "site/governors/brook/conduct/brook-conduct.pdf").is_file()


def test_without_fonts_no_character_is_told_of(tiny: Path) -> None:
    """That there are no fonts is one fault; each letter of each page is none of its own."""
    for font in (tiny / "site_overrides/assets/fonts").glob("*.ttf"):
        font.unlink()
    assert [f for f in found(tiny) if f.code == "missing-glyph"] == []
