"""No input file makes loading raise: random bytes, YAML and Markdown in the place of any file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.load.names import Names
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.places import Place
from tests.load.trusts import BASE

FILES = sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("*") if p.is_file())
QUICK = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

KEYS = """
title name set tree trees clause as wording section heading body list lead items item each table
caption header rows row cell text para aside annex slot related policy law url adopts phase
authority party look front replace omit add order choose because against sections facts options
one many revisions date kind meaning why choices default bullet rule-kind rule-harm people.head
school.name staff 2025-09-01 ashby.pool << : :~~ ~ ~-~ ~~-~ ,~ { } [ ] " ' |~ > &a *a !! ---~ # {{
}} {% [?la ]( ![ === ?
"""
SIGNS = """
{{ }} { [?la [ ] ]( ) ![ * ** _ ` < > & &amp; school.name staff.many policy: javascript: word \\ "
http:// x.svg [^1] ____ TBC # - 1. \x02 é 😀
"""
YAMLISH = st.lists(
    st.sampled_from([*(key.replace("~", "\n") for key in KEYS.split()), " ", "  ", ": ", "\t"]),
    max_size=60,
).map("".join)
SENTENCES = st.lists(st.sampled_from([*SIGNS.split(), " "]), max_size=40).map("".join)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "trust"
    shutil.copytree(BASE, folder)
    return folder


@contextmanager
def changed(path: Path, data: bytes) -> Iterator[None]:
    """The file with other contents, put back afterwards."""
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(before)


def load(trust: Path) -> None:
    findings = Findings()
    estate = load_estate(trust, findings)
    assert estate is not None or findings.errors()
    for finding in findings.in_order():
        str(finding).encode("utf-8")
        assert finding.what and finding.why and finding.fix, finding
        assert finding.place.line >= 1 and finding.place.column >= 1


@QUICK
@given(file=st.sampled_from(FILES), data=st.binary(max_size=300))
def test_random_bytes(trust: Path, file: str, data: bytes) -> None:
    """Random bytes in the place of any file give findings or an estate."""
    with changed(trust / file, data):
        load(trust)


@QUICK
@given(file=st.sampled_from(FILES), text=YAMLISH)
def test_random_yaml(trust: Path, file: str, text: str) -> None:
    """Random pieces of YAML in the place of any file give findings or an estate."""
    with changed(trust / file, text.encode()):
        load(trust)


@QUICK
@given(
    file=st.sampled_from(FILES),
    start=st.floats(0, 1),
    length=st.integers(0, 30),
    text=YAMLISH | st.text(max_size=20),
)
def test_random_cuts(trust: Path, file: str, start: float, length: int, text: str) -> None:
    """A valid file with a piece replaced by something random gives findings or an estate."""
    before = (trust / file).read_bytes()
    at = int(start * len(before))
    data = before[:at] + text.encode("utf-8", "surrogatepass") + before[at + length :]
    with changed(trust / file, data):
        load(trust)


@QUICK
@given(text=SENTENCES)
def test_random_clause(trust: Path, text: str) -> None:
    """A clause with a random text gives findings or an estate."""
    path = trust / "templates/clauses/conduct/rule-kind.md"
    head = path.read_text(encoding="utf-8").split("{{", 1)[0]
    with changed(path, (head + text).encode()):
        load(trust)


@QUICK
@given(text=SENTENCES)
def test_faults_lie_within_the_text(trust: Path, text: str) -> None:
    """Each fault of a text has an offset that the text has."""
    findings = Findings()
    estate = load_estate(trust, Findings())
    assert estate is not None
    texts = Texts(Names(estate.facts), frozenset(), frozenset(), Report(findings))
    for check in (texts.wording, texts.words):
        check(text, lambda offset: Place("x.md", 1, offset + 1))
    assert all(1 <= f.place.column <= len(text) + 1 for f in findings)


@QUICK
@given(text=st.text() | YAMLISH)
def test_random_yaml_text(text: str) -> None:
    """Any text is a mapping or a finding."""
    findings = Findings()
    document = read_yaml(text, "x.yml", Report(findings))
    assert document is not None or len(findings)
