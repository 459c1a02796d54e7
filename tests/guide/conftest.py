"""What the tests of docs/hosting.md stand on: a published trust on a machine that serves it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyloom.pipeline.starting import start
from tests.desk.deciding import decide
from tests.guide.hosting import DRAFT
from tests.guide.servers import Machine, machine
from tests.trusts import publish


@pytest.fixture(scope="session")
def served() -> Iterator[Path]:
    """A published trust with a draft that only governors may read, where servers may read it."""
    with tempfile.TemporaryDirectory(prefix="policyloom-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        start(folder / "trust")
        decide(folder / "trust", "riverside", "visitors", "2026-09-15")
        own = folder / "trust/schools/riverside/visitors.yml"
        words = own.read_text("utf-8").replace("sign in at the gatehouse", f"read {DRAFT}")
        assert DRAFT in words
        own.write_text(words, "utf-8")
        assert publish(folder / "trust").published
        yield folder / "trust"


@pytest.fixture(scope="session")
def host(served: Path) -> Machine:
    """The machine on which the servers run."""
    return machine(served.parent, served / "site")
