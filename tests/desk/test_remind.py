"""`policyloom remind`: who owes what, from a published list alone, or a loud failure."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.desk.deciding import decide, row, run
from tests.trusts import TODAY, change_trust, publish, tiny_trust

ENTRY: dict[str, Any] = {
    "kind": "woven",
    "school": "ashby",
    "school_name": "Ashby School",
    "policy": "conduct",
    "title": "Code of conduct",
    "status": "in force",
    "review": "2027-09-01",
    "url": "ashby/conduct/",
    "owner": "Director of people",
    "decides": ["governing body", "trust board"],
    "proposed": False,
    "scheduled": "",
}


def listing(*changes: dict[str, Any]) -> str:
    """The text of a list with an entry for each of these changes to the usual one."""
    return json.dumps({"policies": [ENTRY | change for change in changes], "trust": []})


def remind(tmp_path: Path, text: str, *asked: str, today: str = TODAY) -> Result:
    source = tmp_path / "policies.json"
    source.write_text(text, "utf-8")
    return run("remind", str(source), "--today", today, *asked)


def owed(tmp_path: Path, *changes: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    result = remind(tmp_path, listing(*changes), "--format", "json", *more.pop("asked", ()), **more)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["owed"]
    return found


# ------------------------------------------------------------------ what is owed


@pytest.mark.parametrize(
    ("today", "owes", "days"),
    [
        ("2027-07-02", [], None),
        ("2027-07-03", ["due"], 60),
        ("2027-09-01", ["due"], 0),
        ("2027-09-02", ["overdue"], -1),
    ],
)
def test_a_review_presses_from_its_own_day(
    tmp_path: Path, today: str, owes: list[str], days: int | None
) -> None:
    """Sixty days ahead it is due, and on the day after it is overdue."""
    found = owed(tmp_path, {}, today=today)
    assert [o["owes"] for o in found] == owes
    assert [o["days_left"] for o in found] == ([days] if owes else [])


@pytest.mark.parametrize(
    ("change", "owes"),
    [
        ({"status": "draft", "review": ""}, ["draft"]),
        ({"proposed": True}, ["proposed"]),
        ({"proposed": True, "review": "2026-11-01"}, ["overdue", "proposed"]),
        ({"review": "2026-11-01", "scheduled": "2026-12-01"}, []),
        ({"status": "withdrawn", "review": ""}, []),
        ({"status": "school has left", "review": "2026-11-01"}, []),
        ({"status": "scheduled", "review": "2026-12-01"}, ["due"]),
        ({"kind": "attached"}, ["attached"]),
        ({"kind": "attached", "review": "2026-11-01"}, ["overdue"]),
        ({"kind": "attached", "review": ""}, ["attached"]),
    ],
)
def test_what_each_state_owes(tmp_path: Path, change: dict[str, Any], owes: list[str]) -> None:
    """Drafts, proposals and attached files are told of; what is ended or decided already is not."""
    assert [o["owes"] for o in owed(tmp_path, change)] == owes


def test_days_ahead_can_be_said(tmp_path: Path) -> None:
    """--within widens and narrows what counts as due."""
    near = {"review": "2026-12-01"}
    assert owed(tmp_path, near, asked=("--within", "10")) == []
    assert len(owed(tmp_path, near, asked=("--within", "11"))) == 1


def test_groups_name_whom_it_concerns(tmp_path: Path) -> None:
    """Sorted by owner, by the body that decides next, or by school; nobody is left out."""
    text = listing(
        {"review": "2026-11-19"},
        {"review": "2026-11-21", "school_name": "Brook School", "owner": "Head of governance"},
        {"status": "draft", "review": "", "owner": "", "decides": ["academy council"]},
    )
    headings = {
        by: re.findall(r"^(\S.*)$", remind(tmp_path, text, "--by", by).stdout, re.M)[3:]
        for by in ("owner", "body", "school")
    }
    assert headings == {
        "owner": ["Director of people", "Head of governance", "Nobody is named"],
        "body": ["Academy council", "Governing body"],
        "school": ["Ashby School", "Brook School"],
    }
    said = remind(tmp_path, text).stdout
    assert "1 overdue, 1 due within 60 days, 1 draft." in said
    assert "Code of conduct, Ashby School: review by 19 November 2026, 1 day ago." in said
    assert "Decides next: governing body or trust board." in said


def test_nothing_owed_is_told_too(tmp_path: Path) -> None:
    """Whoever reads it knows that the job has run, on how many policies."""
    said = remind(tmp_path, listing({}, {"school": "brook"})).stdout
    assert "2 policies of 2 schools looked at" in said and "Nothing is owed." in said


HOSTILE = "<img src=x> @head | `code` [x](http://x.example.org)\x1b[31m"


def test_what_a_list_says_is_only_words(tmp_path: Path) -> None:
    """No markup, mention or extra cell comes of it, and nothing that steers a terminal."""
    text = listing({"title": HOSTILE, "owner": HOSTILE, "review": "2026-11-01"})
    shown = remind(tmp_path, text, "--format", "markdown").stdout
    assert not re.search(r"<img|@head|`|\[x\]|\x1b", shown)
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len({line.count("|") for line in rows}) == 1
    assert "\x1b" not in remind(tmp_path, text).stdout


# ------------------------------------------------------------------ a list that will not do


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<!doctype html><title>Sign in</title>", "It is a web page, not a list"),
        ("nothing", "It is not JSON"),
        ("[" * 100_000, "It is not JSON"),
        ("[]", "no list of policies"),
        ('{"policies": 7}', "no list of policies"),
        ('{"policies": []}', "It lists no policy"),
        (json.dumps({"policies": [{"school": "ashby"}]}), "published by an older policyloom"),
        (listing({"review": "soon"}), "policies.0.review"),
        (listing({}, {"status": "asleep"}), "policies.1.status"),
        (listing({"decides": "the board"}), "policies.0.decides"),
    ],
)
def test_a_list_that_cannot_be_read_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    """Exit code 1, what it is instead, and what to do; nothing that could pass for an answer."""
    result = remind(tmp_path, text)
    assert result.exit_code == 1 and result.stdout == ""
    assert "Nobody could be reminded: " in result.stderr and says in result.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are each told in a sentence."""
    (tmp_path / "odd.json").write_bytes(b"\xff\xfe\x00")
    for name, says in (
        ("none.json", "No such file"),
        ("", "It is a folder. Name the list in it"),
        ("odd.json", "not text"),
    ):
        result = run("remind", str(tmp_path / name))
        assert result.exit_code == 1 and says in result.stderr, result.output


class Host(http.server.BaseHTTPRequestHandler):
    """Answers as hosts do, and remembers what it was asked."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append(self.path)
        code, headers, body = server.answers.get(self.path, (404, {}, ""))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    answers: dict[str, tuple[int, dict[str, str], str]]
    asked: list[str]


@contextmanager
def host(answers: dict[str, tuple[int, dict[str, str], str]]) -> Iterator[tuple[str, list[str]]]:
    """A host with these answers: its address, and what it was asked."""
    server = Server(("127.0.0.1", 0), Host)
    server.answers, server.asked = answers, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", server.asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((404, {}, ""), "The host has nothing there (404)"),
        ((401, {}, ""), "without a sign-in (401)"),
        ((503, {}, ""), "The host answered 503"),
        ((302, {"Location": "http://sign-in.example.org/"}, ""), "leads on to sign-in.example.org"),
        ((200, {}, "<html>Sign in</html>"), "It is a web page"),
        ((200, {"Content-Length": "9999"}, "{"), "Nobody could be reminded"),
    ],
)
def test_a_host_that_does_not_answer_with_a_list(
    answer: tuple[int, dict[str, str], str], says: str
) -> None:
    """What the host said is told, and no other host is asked."""
    with host({"/policies.json": answer}) as (address, asked):
        result = run("remind", f"{address}/policies.json")
    assert result.exit_code == 1 and says in result.stderr, result.output
    assert "Traceback" not in result.output and asked == ["/policies.json"]


def test_a_host_that_is_not_there() -> None:
    """A host that does not answer, and an address that is none, end in a sentence each."""
    for address in ("http://127.0.0.1:9/policies.json", "http://[x/policies.json", "https://"):
        result = run("remind", address)
        assert result.exit_code == 1 and "Nobody could be reminded" in result.stderr, address


def test_pages_are_linked_from_where_the_list_was_found() -> None:
    """A list at an address gives each policy the address of its page; nothing else is fetched."""
    text = listing({"review": "2026-11-01"})
    moved = (301, {"Location": "/list/policies.json"}, "")
    with host({"/p.json": moved, "/list/policies.json": (200, {}, text)}) as (address, asked):
        result = run("remind", f"{address}/p.json", "--format", "markdown", "--today", TODAY)
    assert result.exit_code == 0, result.output
    assert f"[Code of conduct](<{address}/list/ashby/conduct/>)" in result.stdout
    assert asked == ["/p.json", "/list/policies.json"]


# ------------------------------------------------------------------ a site that was published


def test_a_published_site_says_what_status_says(tmp_path: Path) -> None:
    """The governors' list gives the same owner, bodies and days as the files themselves."""
    root = tiny_trust(tmp_path / "tiny")
    decide(root, "ashby", "conduct", "2025-12-01")
    decide(root, "brook", "conduct", "2025-11-01")
    words = [["kind, always", "kind, and say so"]]
    change_trust(root, {"schools/ashby/conduct.yml": {"edit": words}})
    publish(root, pdfs=False)
    source = root / "site/governors/policies.json"
    said = run("remind", str(source), "--format", "json", "--today", TODAY)
    found = {(o["school"], o["policy"], o["owes"]): o for o in json.loads(said.stdout)["owed"]}
    assert {key for key in found if key[1] == "complaints"} == {
        ("ashby", "complaints", "draft"),
        ("brook", "complaints", "draft"),
    }
    for school, owes in (("ashby", "due"), ("brook", "overdue")):
        told, wanted = found[school, "conduct", owes], row(root, school, "conduct")
        for key in ("days_left", "owner", "decides", "review", "school_name"):
            assert told[key] == wanted[key], key
    assert ("ashby", "conduct", "proposed") in found
    assert ("brook", "conduct", "proposed") not in found
