"""Two schools as they are published: every kind of decision, an attached file, hostile words."""

from __future__ import annotations

from dataclasses import replace

from policyloom.model.pages import Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
from policyloom.outputs.folders import Folder
from policyloom.outputs.site import PortalDecision, PortalEntry, PortalSchool

TRUST = "Weaver’s Bridge Learning Trust"
HOSTILE = (
    '</title><script>alert(1)</script> & "x";,\\n\r\nEND:VCALENDAR\r\nEND:VEVENT\x07 ünïcödé 校'
)
ADDRESS = "https://policies.example.org/governors/"


def folder(address: str = ADDRESS, inside: str = "") -> Folder:
    """The portal's folder, or that of a school inside it."""
    return Folder(Audience.GOVERNORS, address + inside if address else "", inside)


def decision(policy: str, decided: str, **changes: object) -> PortalDecision:
    """A decision of Hazelbrook's; `changes` replace fields."""
    made = PortalDecision(
        policy=policy,
        title=f"{policy.capitalize()} policy",
        edition=decided,
        decision=Decision.CHANGED,
        decided=decided,
        by="governing body",
        effective=decided,
        summary="Plainer words.",
        url=f"hazelbrook/{policy}/versions/{decided}/",
        changes=f"hazelbrook/{policy}/changes/before..{decided}/",
        digest=f"{policy}-{decided}",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def entry(school: str, policy: str, review: str, **changes: object) -> PortalEntry:
    """What a school has of a policy; `changes` replace fields."""
    made = PortalEntry(
        policy=policy,
        title=f"{policy.capitalize()} policy",
        summary="What this is about.",
        status=Status.IN_FORCE,
        review=review,
        url=f"{school}/{policy}/",
        topic="Staff",
        owner="Director of people",
        approved="2026-03-12",
        approved_by="governing body",
        effective="2026-03-12",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def hazelbrook() -> PortalSchool:
    """A school with a past, a draft, a policy that was withdrawn and an attached file."""
    return PortalSchool(
        id="hazelbrook",
        name="Hazelbrook School",
        url="hazelbrook/",
        logo="",
        primary="#0b5c4a",
        accent="#8a3ffc",
        entries=(
            entry("hazelbrook", "complaints", "2027-03-31"),
            entry("hazelbrook", "conduct", "", status=Status.DRAFT, approved=""),
            entry("hazelbrook", "lettings", "2027-01-31", status=Status.WITHDRAWN),
            entry("hazelbrook", "uniform", "2026-12-01", status=Status.SCHEDULED, owner="É/M"),
            entry(
                "hazelbrook", "behaviour", "2028-02-29", approved="2026-02-01", sha256="b" * 64,
                file="hazelbrook/behaviour/hazelbrook-behaviour.docx", owner="校長",
            ),
        ),
        decisions=(
            decision("complaints", "2026-03-12"),
            decision("complaints", "2025-03-12", decision=Decision.FIRST, changes=""),
            decision("lettings", "2026-05-01", decision=Decision.WITHDRAWN, summary=""),
            decision("uniform", "2026-06-30", effective="2026-12-01", title=HOSTILE),
        ),
    )  # fmt: skip


def ashby() -> PortalSchool:
    """A school that nothing has been decided at, with an id of its own for the same policy."""
    return PortalSchool(
        id="ashby",
        name=HOSTILE,
        url="ashby/",
        logo="",
        primary="#0b5c4a",
        accent="#8a3ffc",
        entries=(entry("ashby", "complaints", "2026-12-25", title=HOSTILE, topic=HOSTILE),),
    )
