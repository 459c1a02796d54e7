"""A trust's root for the PDF tests: the real layout and fonts, and the sample pages' images."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.outputs.pdf import FONTS, LAYOUT, PdfMaker
from tests.pdf.samples import place_images

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with this repository's layout and fonts beside images of its own."""
    root = tmp_path_factory.mktemp("trust")
    for name in (LAYOUT, FONTS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(HERE / name)
    place_images(root)
    return root


@pytest.fixture(scope="session")
def maker(root: Path) -> PdfMaker:
    return PdfMaker(root)
