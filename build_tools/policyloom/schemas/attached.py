"""What authors may write about a file that is attached as it was approved."""

from __future__ import annotations

from pydantic import Field

from policyloom.model.policies import Audience
from policyloom.schemas.base import Authored
from policyloom.schemas.statutory import RowIds
from policyloom.schemas.types import Day, Id, Words


class AttachedFile(Authored):
    """`schools/<school>/attached/<id>.yml`, or `schools/attached/<id>.yml` for every school."""

    title: Words
    summary: Words
    topic: Words
    audience: Audience
    owner: Words
    approved: Day
    by: Words
    review: Day
    effective: Day | None = None
    minute: Words | None = None
    number: Words | None = None
    noun: Words = "policy"
    policy: Id | None = None
    register_: RowIds = Field([], alias="register")
    schools: list[Id] | None = None
