"""A trust with a past, published once for all the tests that only look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.lived import lived_trust
from tests.trusts import publish


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny trust with a past, published; copy it before changing it."""
    root = lived_trust(tmp_path_factory.mktemp("lived") / "tiny")
    report = publish(root)
    assert report.published
    return root


@pytest.fixture
def root(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "tiny", symlinks=True))
