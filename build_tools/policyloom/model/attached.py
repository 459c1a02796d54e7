"""Attached documents: approved files of a school or the trust that are not woven from clauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.model.statutory import RowRef


class Form(StrEnum):
    """What kind of file is attached; the value is the ending of its name."""

    PDF = "pdf"
    WORD = "docx"
    ODT = "odt"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file with its record, as one school has it. Dates are ISO 8601.

    `policy` is the library's policy that it stands in for, or "". `file` is relative to the
    trust's root, `size` in bytes; `place` is that of the record. A file that the trust shares is
    there once for each school that it is for. `register` are the rows of the statutory register
    that it meets; where it names none, those of the policy that it stands in for.
    """

    school: str
    id: str
    title: str
    summary: str
    topic: str
    audience: Audience
    owner: str
    approved: str
    by: str
    effective: str
    review: str
    form: Form
    file: str
    size: int
    sha256: str
    place: Place
    policy: str = ""
    number: str = ""
    noun: str = "policy"
    minute: str = ""
    register: tuple[RowRef, ...] = ()
