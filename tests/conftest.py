"""What many tests stand on: the example trust, built once for all workers, and a tiny trust."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from policyloom.findings import Findings
from policyloom.pipeline.weave import Weave
from tests.trusts import copy_example, publish, tiny_trust, woven

# A busy machine is slow at times; what a test shows does not depend on how long it takes.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="Write the golden files anew instead of comparing with them.",
    )


@pytest.fixture(scope="session")
def example_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a copy of the example trust, published; the test workers share one."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    root = folder / "example"
    with FileLock(folder / "example.lock"):
        if not (root / "site").is_dir():
            findings = Findings()
            report = publish(copy_example(root), findings, workers=2)
            assert report.published, "\n".join(map(str, findings.in_order()))
    return root


@pytest.fixture(scope="session")
def example(example_root: Path) -> Path:
    """The same; the tests in a browser call its address so."""
    return example_root


@pytest.fixture(scope="session")
def weave(example: Path) -> Weave:
    """Every edition of the example, woven in this process."""
    return woven(example)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tiny trust that may be changed and published."""
    return tiny_trust(tmp_path / "tiny")
