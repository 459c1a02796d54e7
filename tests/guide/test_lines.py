"""docs/hosting.md: its lines are typed into a shell, and do what the page says."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import asked_headers
from tests.guide.hosting import (
    ASKED_FOR,
    DAILY,
    DRAFT,
    GOVERNORS,
    LOOKED_FOR,
    MODULES,
    PUBLIC,
    TEXT,
)
from tests.guide.servers import Machine, apache, nginx
from tests.guide.shell import Terminal, free_port, needs


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal that writes down what is mailed. Where the machine cannot read a PDF's text with
    `pdftotext`, a program of the same name does it with the library that the tests have."""
    found = Terminal(tmp_path / "home")
    found.program("mail", '#!/bin/sh\n{ echo "$@"; cat; } >> "$HOME/mailed"\n')
    if not shutil.which("pdftotext"):
        found.program("pdftotext", PDFTOTEXT)
    return found


PDFTOTEXT = f"""#!{sys.executable}
import sys, pypdf
print("\\n".join(page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages))
"""
SH = ("sh", "-c")
"""What cron types its lines into."""


def test_a_site_is_published_every_day(tmp_path: Path, served: Path, terminal: Terminal) -> None:
    """Where all is well nobody is written to; where something is wrong the office is sent what the
    build said, and the site stands as it was."""
    (line,) = DAILY.splitlines()
    *when, command = line.split(maxsplit=5)
    assert all(re.fullmatch(r"\*|[0-9]+", part) for part in when)
    here = Path(shutil.copytree(served, tmp_path / "policies"))
    (here / ".venv/bin").mkdir(parents=True)
    (here / ".venv/bin/policyloom").symlink_to(terminal.programs / "policyloom")
    assert "/srv/policies " in command
    command = command.replace("/srv/policies ", f"{here} ")

    assert terminal.typed(command, tmp_path, SH).returncode == 0
    assert (here / "build.log").read_text("utf-8") and not (terminal.home / "mailed").exists()

    published = (here / "site/public/policies.json").read_bytes()
    (here / "schools/riverside/visitors.yml").write_text("choose: {nothing: never}\n", "utf-8")
    terminal.typed(command, tmp_path, SH)
    mailed = (terminal.home / "mailed").read_text("utf-8")
    assert mailed.startswith("-s Policies were not published office@example.org\n")
    assert "schools/riverside/visitors.yml:1:" in mailed
    assert (here / "site/public/policies.json").read_bytes() == published


def test_what_is_in_the_wrong_folder_is_found(served: Path, terminal: Terminal) -> None:
    """A draft's words are found in no folder but the governors'. Each of the lines finds words that
    do stand in the public's: in a page, in a PDF and in the packed index of the search."""
    assert DRAFT in (served / "site/governors/riverside/visitors/proposed/index.html").read_text()
    asked = LOOKED_FOR.replace("phrase from the draft", DRAFT)
    done = terminal.typed(asked, served, SH)
    assert (done.stdout, done.stderr) == ("", "")
    lines = LOOKED_FOR.replace("phrase from the draft", "gatehouse").splitlines()
    for line, ending in zip(lines, (".html", ".pdf", ".pf_fragment"), strict=True):
        found = terminal.typed(line, served, SH).stdout.splitlines()
        assert any(name.startswith("site/public/") and name.endswith(ending) for name in found)


def test_who_has_not_signed_in_is_refused(host: Machine, terminal: Terminal) -> None:
    """Asked from outside, the governors' host says no to both; the public's sends its headers."""
    needs("curl")
    (headers,) = re.findall(r"`(curl [^`]+)`", TEXT)
    with apache(host, GOVERNORS, MODULES) as inner, nginx(host, PUBLIC) as outer:
        (terminal.home / ".curlrc").write_text(
            f"insecure\nconnect-to = governors.example.org:443:127.0.0.1:{inner}\n"
            f"connect-to = policies.example.org:443:127.0.0.1:{outer}\n"
        )
        said = terminal.says(ASKED_FOR, terminal.home).splitlines()
        assert [line.split()[1] for line in said] == ["401"] * 2
        sent = terminal.says(headers, terminal.home).splitlines()
    assert {f"{name}: {value}" for name, value in asked_headers().items()} <= {*sent}


def test_a_folder_is_shown_for_a_look(served: Path, terminal: Terminal) -> None:
    """The small web server for an intranet shows the staff's front page."""
    (command,) = re.findall(r"`(python3 -m http.server [^`]+)`", TEXT)
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with terminal.started(f"{command} --bind 127.0.0.1 {port}", served, address) as shown:
        assert shown == (served / "site/staff/index.html").read_text("utf-8")
