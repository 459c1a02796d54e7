"""A trust that is published once for all tests of builds, and copies of it to change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyloom.pipeline import school_notes
from tests.trusts import publish, tiny_trust


@pytest.fixture(scope="session", autouse=True)
def all_recalled() -> Iterator[None]:
    """Few policies are enough to recall all that is known of a school: a tiny trust has no more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(school_notes, "FEW", 0)
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny trust that was published once; copy it before changing it."""
    root = tiny_trust(tmp_path_factory.mktemp("published") / "tiny")
    assert publish(root).published
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    """A published trust to change; copied with its files' times, so that nothing looks touched."""
    return Path(shutil.copytree(published, tmp_path / "tiny", symlinks=True))
