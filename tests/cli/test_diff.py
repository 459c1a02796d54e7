"""`policyloom diff`: which two texts it compares, in which forms, and what it says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from click.testing import Result

from tests.desk.deciding import run
from tests.site.lived import TODAY, lived_trust


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny trust with four decisions on one policy, and a proposal."""
    return lived_trust(tmp_path_factory.mktemp("diff") / "tiny")


def diff(root: Path, *asked: str) -> Result:
    return run("diff", "brook", *asked, "--root", str(root), "--today", TODAY)


def sides(root: Path, *asked: str) -> tuple[str, str]:
    """The names of the two texts that are compared."""
    result = diff(root, *asked, "--format", "json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    return data["from"]["edition"], data["to"]["edition"]


def test_what_is_in_force_is_compared_with_what_is_proposed(lived: Path) -> None:
    """Unless somebody says otherwise; and a draft that was never decided with the trust's text."""
    assert sides(lived, "complaints") == ("2026-03-12", "proposed")
    assert sides(lived, "conduct") == ("trust", "draft")


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (("--from", "trust"), ("trust", "2026-03-12")),
        (("--from", "2024-03-12", "--to", "2025-03-12"), ("2024-03-12", "2025-03-12")),
        (("--from", "2024-12-24", "--to", "2026-01-01"), ("2024-03-12", "2025-03-12")),
        (("--to", "2026-03-12"), ("2025-03-12", "2026-03-12")),
        (("--from", "ashby"), ("ashby", "2026-03-12")),
        (("--from", "2025-03-12", "--to", "proposed"), ("2025-03-12", "proposed")),
    ],
)
def test_either_text_can_be_named(
    lived: Path, asked: tuple[str, ...], wanted: tuple[str, str]
) -> None:
    """By edition, by a day on which it was in force, as the trust's, a school's or proposed."""
    assert sides(lived, "complaints", *asked) == wanted


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--from", "2024-03-13x"), "There is no edition '2024-03-13x'. The editions are: 2026-1"),
        (("--from", "2020-01-01"), "Nothing was in force on 1 January 2020. The editions are:"),
        (("--from", "2024-03-12", "--to", "2024-03-12"), "there is nothing to compare"),
        (("--to", "trust"), "use --from trust"),
        (("--from", "proposed"), "use --to proposed"),
        (("--to", "ashby"), "use --from ashby"),
        (("--from", "brook"), "Name another school"),
        (("--to", "brook"), "the text is this school's already"),
        (("--from", "2025-02-30"), "'2025-02-30' is not a date"),
        (("--to", "2025-13-01"), "'2025-13-01' is not a date"),
        (("--format", "pdf"), "add --out changes.pdf"),
    ],
)
def test_wrong_use_is_told_with_what_there_is(
    lived: Path, asked: tuple[str, ...], told: str
) -> None:
    """A name that is not there is answered with those that are, and exit code 2."""
    result = diff(lived, "complaints", *asked)
    assert result.exit_code == 2 and told in " ".join(result.stderr.split())


def test_text_tells_the_changes_and_shows_the_words(lived: Path) -> None:
    """A person at a terminal reads how many changes there are and which words they are."""
    said = diff(lived, "complaints", "--from", "2024-03-12", "--to", "2025-03-12").stdout
    assert "From the edition of 12 March 2024 to the edition of 12 March 2025. 1 change" in said
    assert "{+ and a letter+}" in said


def test_files_stand_alone(lived: Path, tmp_path: Path) -> None:
    """HTML asks nothing of another file or host; a PDF is one."""
    page, pdf = tmp_path / "changes.html", tmp_path / "changes.pdf"
    assert diff(lived, "complaints", "--format", "html", "--out", str(page)).exit_code == 0
    shown = lxml.html.fromstring(page.read_bytes())
    assert shown.xpath("//ins") and not shown.xpath("//@src|//link/@href")
    assert "url(" not in page.read_text("utf-8")
    assert diff(lived, "complaints", "--format", "pdf", "--out", str(pdf)).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
