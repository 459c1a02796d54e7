"""Records to test on: one school's policy, decided three times. Out: record files, as on disk."""

from __future__ import annotations

from dataclasses import replace

from policyloom.model.editions import Origin
from policyloom.model.estate import RecordFile
from policyloom.model.policies import Audience, Numbering
from policyloom.model.records import Decision, Draft, Recorded, RecordedLine, Ruling
from policyloom.records import freeze
from policyloom.records.format import sha256

BODY = (
    "## 1 Rules {#rules}\n\n"
    "<!-- rule-kind -->\n<!--= staff.many -->Staff<!--/--> are kind to everyone at "
    "{{ school.name }}.<!-- /rule-kind -->\n"
)

DRAFT = Draft(
    school="ashby",
    policy="conduct",
    title="Code: “conduct” — what's right",
    noun="policy",
    number="HR02",
    numbering=Numbering.DECIMAL,
    contents=True,
    audience=Audience.STAFF,
    cycle=12,
    related=(
        RecordedLine("policy", "Complaints policy", "", "policy:complaints"),
        RecordedLine("law", "Equality Act 2010", "", "https://www.legislation.gov.uk/ukpga/2010/15"),
    ),
    related_in_text=True,
    occurrences=(
        Recorded("rule-kind", "rule-kind", "Kindness", "2025-09-01", Origin.KEPT, roles=("staff",)),
        Recorded("gone", "gone", "No", "2024-09-01", Origin.OMITTED, "None: no pool", "yes"),
    ),
    conditions={"reply": "school", "staff": "trust"},
    body=BODY,
)  # fmt: skip

RULING = Ruling(
    decision=Decision.FIRST,
    decided="2024-10-01",
    by="governing body",
    effective="2024-10-01",
    review="2025-10-01",
    minute="24/117: agreed",
    summary="Yes",
)


def record_file(text: str, edition: str) -> RecordFile:
    name = f"schools/ashby/approved/conduct/{edition}.md"
    return RecordFile("ashby", "conduct", edition, name, text.encode())


def chain(*days: str) -> list[RecordFile]:
    """Records of these days, each with words of its own, each naming the one before it."""
    files: list[RecordFile] = []
    for day in days:
        body = BODY.replace("everyone", f"everyone, since {day},")
        draft = replace(DRAFT, body=body)
        ruling = replace(RULING, decided=day, effective=day, decision=Decision.CHANGED)
        previous = sha256(files[-1].data) if files else ""
        files.append(record_file(freeze(draft, ruling, day, previous), day))
    return files
