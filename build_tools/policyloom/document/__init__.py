"""Documents: one tree of nodes for each page, its Markdown, and that Markdown read back."""

from policyloom.document.build import Texts, build_blocks
from policyloom.document.numbers import number
from policyloom.document.particulars import fill_particulars, for_audience
from policyloom.document.read import read_blocks
from policyloom.document.unnamed import NO_NAME, names_left_out
from policyloom.document.write import Marks, write_blocks

__all__ = [
    "NO_NAME",
    "Marks",
    "Texts",
    "build_blocks",
    "fill_particulars",
    "for_audience",
    "names_left_out",
    "number",
    "read_blocks",
    "write_blocks",
]
