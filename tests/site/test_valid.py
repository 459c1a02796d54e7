"""Every kind of page is valid HTML, says the Nu Html Checker (`make valid` gets it through npm).

Skipped where Java or the checker is not there: it is 32 MB, and no page depends on it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.kinds import looked_at
from tests.trusts import HERE

JAR = Path(os.environ.get("VNU_JAR", HERE / "build/valid/node_modules/vnu-jar/build/dist/vnu.jar"))
JAVA = shutil.which("java")
BAD = "<!doctype html><html lang=en><title>Bad</title><p><ul><li>in a paragraph</ul></p>"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(JAVA is None, reason="Java is not here, on which the checker runs"),
    pytest.mark.skipif(not JAR.is_file(), reason=f"{JAR} is not here: `make valid` gets it"),
]
MATERIALS = ('type="checkbox"', 'data-md-toggle="', 'autocomplete="off"')
"""Marks of the two check boxes that Material's own base.html writes into each page. "off" keeps
Firefox from opening the menu again when a page is loaded anew, though HTML allows it on no check
box; no part of a theme that can be replaced holds them."""


def checked(*pages: Path) -> list[str]:
    """What the checker says of pages, warnings included."""
    command = [str(JAVA), "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, check=True)
    return [_told(message) for message in json.loads(done.stdout)["messages"] if _ours(message)]


def _ours(message: dict[str, Any]) -> bool:
    extract = message.get("extract", "")
    known = message["message"].startswith("Attribute “autocomplete” is only allowed when")
    return not (known and all(mark in extract for mark in MATERIALS))


def _told(message: dict[str, Any]) -> str:
    where = message["url"].rpartition("/site/")[2]
    return f"{where}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')!r}"


def test_every_kind_of_page_is_valid(example_root: Path) -> None:
    """The checker has no error and no warning about a page of any kind but Material's own two."""
    assert checked(*(example_root / "site" / page for page in looked_at())) == []


def test_the_checker_sees_a_bad_page(tmp_path: Path) -> None:
    """A page that is not valid is told of: silence means valid."""
    (tmp_path / "bad.html").write_text(BAD, "utf-8")
    assert any("“p”" in told for told in checked(tmp_path / "bad.html"))
