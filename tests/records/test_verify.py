"""`verify --against`: an earlier copy of the register exposes what was dropped or rewritten."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policyloom.model.policies import Audience
from policyloom.pipeline import register
from policyloom.pipeline.heads import trust_heads
from policyloom.pipeline.sites import portal_site
from tests.desk.deciding import decide, run
from tests.load.trusts import make_trust
from tests.trusts import TINY, TODAY, woven

DAYS = ("2024-03-02", "2025-03-03", "2026-03-04")
TRUSTS = "schools/approved/conduct"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A trust that decided three times for all its schools, and once for one of them."""
    made = make_trust(tmp_path / "tiny", TINY)
    for day in DAYS:
        decide(made, "all", "conduct", day)
    decide(made, "ashby", "complaints", DAYS[2])
    return made


@pytest.fixture
def copy(root: Path) -> Path:
    """The register as it was published: a school's heads, and the trust's own."""
    weave = woven(root)
    portal = replace(
        portal_site(weave, Audience.STAFF, ()), heads=trust_heads(weave, Audience.STAFF)
    )
    heads = {o: w.history.head for o, w in weave.editions.items() if o[0] and w.history.head}
    text = json.loads(register.write(portal))
    text["policies"] = [{"school": s, "policy": p, "head": h} for (s, p), h in heads.items()]
    path = root.parent / "policies.json"
    path.write_text(json.dumps(text), "utf-8")
    return path


def verified(root: Path, source: object) -> tuple[int, str]:
    result = run("verify", "--against", str(source), "--root", str(root), "--today", TODAY)
    return result.exit_code, " ".join(result.output.split())


def drop(root: Path, folder: str) -> None:
    (root / folder / f"{DAYS[2]}.md").unlink()


def test_what_is_whole_holds(root: Path, copy: Path) -> None:
    """Every published head is found: two schools' and the trust's own."""
    assert verified(root, copy) == (
        0,
        "10 records in 4 chains looked at. 4 published heads looked for.",
    )


@pytest.mark.parametrize("folder", ["schools/ashby/approved/complaints", TRUSTS])
def test_a_record_dropped_at_the_end_is_named(root: Path, copy: Path, folder: str) -> None:
    """The newest record of a chain cannot go unseen, the trust's own no more than a school's."""
    drop(root, folder)
    code, said = verified(root, copy)
    assert code == 1 and "[record-rewritten]" in said and folder in said


def test_without_the_copy_it_could_not_be_seen(root: Path) -> None:
    """A chain that ends earlier is whole in itself: that is why a copy is kept."""
    drop(root, "schools/ashby/approved/complaints")
    assert run("verify", "--root", str(root), "--today", TODAY).exit_code == 0


def test_an_older_copy_counts_too(root: Path, copy: Path) -> None:
    """What was decided since is no fault, and a copy from before the trust's heads is accepted."""
    text = json.loads(copy.read_text("utf-8"))
    del text["trust"]
    copy.write_text(json.dumps(text), "utf-8")
    decide(root, "ashby", "conduct", TODAY)
    assert verified(root, copy)[0] == 0
    drop(root, "schools/ashby/approved/complaints")
    assert verified(root, copy)[0] == 1


def test_records_of_a_policy_that_is_gone_are_looked_for(root: Path, copy: Path) -> None:
    """A policy taken out of the library keeps its records, the trust's own among them."""
    for file in ("templates/policies/complaints.yml", "schools/ashby/complaints.yml"):
        (root / file).unlink(missing_ok=True)
    assert "record-rewritten" not in verified(root, copy)[1]


@pytest.mark.parametrize("text", ["", "[]", '{"policies": 3}', '{"policies": []}', "\x00"])
def test_what_is_no_register_is_wrong_use(root: Path, text: str) -> None:
    """A copy that holds nothing proves nothing, and is not taken for proof."""
    path = root.parent / "other.json"
    path.write_text(text, "utf-8")
    code, said = verified(root, path)
    assert code == 2 and "not a policies.json" in said


def test_a_strange_trust_list_is_no_proof_and_no_crash(root: Path, copy: Path) -> None:
    """A copy whose second list somebody has spoilt still proves what its first says."""
    text = json.loads(copy.read_text("utf-8"))
    for strange in (7, [7], {"a": 1}, None):
        copy.write_text(json.dumps({**text, "trust": strange}), "utf-8")
        assert verified(root, copy)[0] == 0


@pytest.fixture
def address(copy: Path) -> Iterator[str]:
    """The copy where the site has it: at an address."""
    handler = functools.partial(_Quiet, directory=str(copy.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_published_register_will_do(root: Path, address: str) -> None:
    """The copy may be named by its address; one that is not there is wrong use."""
    assert verified(root, f"{address}/policies.json")[0] == 0
    drop(root, TRUSTS)
    assert verified(root, f"{address}/policies.json")[0] == 1
    code, said = verified(root, f"{address}/nothing.json")
    assert code == 2 and "cannot be read" in said


def test_a_lower_audience_is_not_told(root: Path) -> None:
    """A chain whose newest record is for governors is not named to staff."""
    policy = root / "templates/policies/conduct.yml"
    text = policy.read_text("utf-8")
    assert "audience: staff" in text
    policy.write_text(text.replace("audience: staff", "audience: governors"), "utf-8")
    decide(root, "all", "conduct", TODAY, "--summary", "For governors alone.")
    weave = woven(root)
    assert trust_heads(weave, Audience.STAFF) == ()
    assert [policy for policy, _ in trust_heads(weave, Audience.GOVERNORS)] == ["conduct"]
