"""What authors may write about a file that is attached as it was approved."""

from __future__ import annotations

from pydantic import Field

from policyloom.model.policies import Audience
from policyloom.schemas.base import Authored
from policyloom.schemas.statutory import RowIds
from policyloom.schemas.types import Day, Id, Words


class AttachedFile(Authored):
    """`schools/<school>/attached/<id>.yml`, or `schools/attached/<id>.yml` for every school."""

    title: Words = Field(description="The document's title.")
    summary: Words = Field(description="A sentence or two that tell a parent what it is about.")
    topic: Words = Field(description="Under which it is listed.")
    audience: Audience = Field(description="Who may read it.")
    owner: Words = Field(description="The post that looks after it.")
    approved: Day = Field(description="The day on which it was approved.")
    by: Words = Field(description="Who approved it.")
    review: Day = Field(description="The day by which it has to be reviewed.")
    effective: Day | None = Field(
        None, description="From when it counts; the day of approval, if left out."
    )
    minute: Words | None = Field(None, description="The minute's reference.")
    number: Words | None = Field(None, description="Its number.")
    noun: Words = Field(
        "policy", description="What it is, such as a policy, a procedure or guidance."
    )
    policy: Id | None = Field(None, description="The policy of the library for which it stands in.")
    register_: RowIds = Field(
        [], alias="register", description="The rows of the statutory register that it meets."
    )
    schools: list[Id] | None = Field(
        None,
        description="The schools that share it, where not all do. Only for a file of the trust.",
    )
