"""What was made on one day is taken over on another, for as long as nothing in it turns."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.pipeline import build as building
from policyloom.pipeline import jobs
from policyloom.pipeline.approve import approve
from policyloom.pipeline.holding import Holds, holding, one_day, shortest
from policyloom.pipeline.last import read_last
from policyloom.pipeline.loom import Loom
from policyloom.pipeline.refusals import Approval
from tests.pipeline.apart import served
from tests.trusts import HERE, change_trust, files, publish, tiny_trust, woven

DATED: dict[str, Any] = {
    "schools/ashby/school.yml": {
        "append": "    - {from: 2027-01-04, name: Ines Okafor, post: Head teacher}\n"
    },
    "schools/brook/school.yml": {"append": "left: 2027-03-01\n"},
    "schools/ashby/attached/lettings.yml": (
        "title: Lettings\ntopic: Premises\naudience: public\nowner: Estates\n"
        'by: the governing body\napproved: "2026-09-10"\neffective: "2026-12-10"\n'
        'review: "2027-09-10"\nsummary: What the hall may be used for.\n'
    ),
}
DECIDED = (
    Approval("conduct", "2026-09-14", "governing body", review="2026-12-31"),
    Approval("complaints", "2026-11-02", "governing body", effective="2026-11-25"),
)
TURNS = (
    "2026-11-01",  # the review of 31 December begins to count as due
    "2026-11-25",
    "2026-12-10",
    "2027-01-01",  # that review is past
    "2027-01-04",
    "2027-03-01",
)
"""The days on which something turns, of those looked at below."""
BETWEEN = ("2026-10-31", "2026-11-02", "2026-11-24", "2026-12-09", "2026-12-31", "2027-02-28")


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust whose files name many days, not yet published."""
    root = tiny_trust(tmp_path_factory.mktemp("dated") / "tiny", DATED)
    shutil.copy2(
        HERE / "schools/attached/gifts-and-hospitality.pdf",
        root / "schools/ashby/attached/lettings.pdf",
    )
    for approval in DECIDED:
        weave = woven(root, today=approval.on)
        found = Findings()
        for record in approve(weave, (), approval, found):
            path = root / record.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(record.text, "utf-8")
        assert not found.errors(), list(found)
    return root


@pytest.fixture
def root(dated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dated, tmp_path / "tiny", symlinks=True))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was read and looked at in this process: "trust", and schools by name."""
    found: list[str] = []
    load = load_estate

    def loaded(*given: Any, **named: Any) -> Any:
        found.append("trust")
        return load(*given, **named)

    def looked_at(trust: Any, school: str, *given: Any) -> Loom:
        found.append(school)
        return Loom(trust, school, *given)

    monkeypatch.setattr(building, "load_estate", loaded)
    monkeypatch.setattr(jobs, "Loom", looked_at)
    yield found


def on(root: Path, day: str, findings: Findings | None = None) -> None:
    publish(root, findings, today=day, pdfs=False)


def made(root: Path) -> dict[str, bytes]:
    return served(root) | files(root / "build/markdown")


def test_on_a_day_on_which_nothing_turns_nothing_is_read(root: Path, looked: list[str]) -> None:
    """From one decision to the next a daily build has nothing to do."""
    on(root, "2026-11-06")
    assert looked == ["trust", "ashby", "brook"]
    on(root, "2026-11-07")
    on(root, "2026-11-24")
    assert looked == ["trust", "ashby", "brook"]


def test_the_school_of_which_something_turns_is_made(root: Path, looked: list[str]) -> None:
    """One has a new head from that day on; of the other nothing is looked at."""
    on(root, "2027-01-02")
    looked.clear()
    on(root, "2027-01-04")
    assert looked == ["trust", "ashby"]
    assert "Ines Okafor" in (root / "site/public/ashby/contacts/index.html").read_text("utf-8")


def test_an_earlier_day_is_another(root: Path, looked: list[str]) -> None:
    """What is asked as of a day before the last build is looked into."""
    on(root, "2026-12-20")
    looked.clear()
    on(root, "2026-12-19")
    assert looked == ["trust", "ashby", "brook"]


def test_checks_of_other_schools_are_made_each_day(root: Path, looked: list[str]) -> None:
    """A trust that has made a check an error has every school looked at every day, for what is
    wrong with one may turn on a day that another's files name."""
    change_trust(root, {"schools/trust.yml": {"append": "checks: {review-overdue: error}\n"}})
    on(root, "2026-11-02")
    looked.clear()
    on(root, "2026-11-03")
    assert looked == ["trust", "ashby", "brook"]
    assert read_last(root).holds == Holds("2026-11-03", "2026-11-04")


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # an example takes seconds: too long to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(days=st.lists(st.sampled_from([*TURNS, *BETWEEN]), min_size=2, max_size=4))
@example(days=["2026-10-31", *TURNS])
@example(days=sorted([*TURNS, *BETWEEN]))
def test_whatever_day_follows_which_a_build_gives_what_one_from_nothing_gives(
    dated: Path, days: list[str]
) -> None:
    """After builds on any days the last has the pages, calendars, register and Markdown of a build
    of that day from nothing, and finds what that finds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(dated, Path(folder) / "tiny", symlinks=True))
        found = Findings()
        for day in days:
            found = Findings()
            on(root, day, found)
        fresh, anew = Path(shutil.copytree(dated, Path(folder) / "fresh")), Findings()
        on(fresh, days[-1], anew)
        assert sorted(map(str, found)) == sorted(map(str, anew))
        assert made(root) == made(fresh)


def test_each_turn_turns_something(dated: Path, tmp_path: Path) -> None:
    """The days of the property above are days on which pages change: else it proves nothing."""
    root = Path(shutil.copytree(dated, tmp_path / "tiny", symlinks=True))
    on(root, "2026-10-31")
    for day in TURNS:
        before = made(root)
        on(root, day)
        assert made(root) != before, day


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ((), ""),
        (("2026-01-01",), ""),
        (("2026-11-20",), "2026-11-21"),  # named today: past from tomorrow on
        (("2026-11-19",), ""),
        (("2026-11-21",), "2026-11-21"),
        (("2027-01-20",), "2026-11-21"),  # 60 days before it a review is due
        (("2027-01-19",), "2027-01-19"),  # due since today
        (("2026-13-45", "0000-00-00"), ""),
        (("9999-12-31",), "9999-11-01"),
    ],
)
def test_until_when_a_named_day_lets_things_be(days: tuple[str, ...], until: str) -> None:
    """A day counts as itself, as the day after it, and as the first on which a review is due."""
    assert holding(days, "2026-11-20") == Holds("2026-11-20", until)


def test_what_holds_together_holds_for_the_shortest() -> None:
    """Of several things the first that ends says until when the whole is right."""
    parts = [Holds("2026-01-01", ""), Holds("2026-03-01", "2026-12-24"), one_day("2026-12-31")]
    whole = shortest("2026-11-20", parts)
    assert whole == Holds("2026-11-20", "2026-12-24")
    assert whole.on("2026-11-20") and whole.on("2026-12-23")
    assert not whole.on("2026-12-24") and not whole.on("2026-11-19")
    assert one_day("2026-12-31").until == "2027-01-01"
