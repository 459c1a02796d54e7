"""The record format, version 1. In: a draft and a ruling; out: a file's text, and back.

A record is Markdown with front matter. Its last line of front matter is a seal: the SHA-256 of
every other byte of the file. `previous` is the SHA-256 of the record before it, so that records
form a chain whose head can be published. The body holds wording and conditions as they were
decided; particulars are named places (`{{ people.head.name }}`), so that a person's name is
never frozen. See docs/records.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import yaml

from policyloom.findings import Findings
from policyloom.model.editions import Origin
from policyloom.model.estate import RecordFile
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience, Numbering
from policyloom.model.records import Decision, Draft, Record, Recorded, RecordedLine, Ruling
from policyloom.model.remembered import remembered

VERSION = 1
NONE = "none"
_SEAL = re.compile(rb"^seal: ([0-9a-f]{64})\n", re.MULTILINE)
_PARTS = re.compile(rb"\A---\n(.*?\n)---\n\n(.*)\Z", re.DOTALL)
_CLAUSES = re.compile(rb"^clauses:\n((?:[- ].*\n)+)", re.MULTILINE)
_DEEPEST = 8
"""Front matter is never nested this deeply; the fast YAML reader must not be given more."""


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def freeze(
    draft: Draft,
    ruling: Ruling,
    edition: str,
    previous: str,
    covers: Mapping[str, str] | None = None,
) -> str:
    """The text of a record. `previous` is the digest of the record before, or ""."""
    front: dict[str, Any] = {
        "record": VERSION,
        "school": draft.school,
        "policy": draft.policy,
        "edition": edition,
        "decision": str(ruling.decision),
        "decided": ruling.decided,
        "by": ruling.by,
        "minute": ruling.minute,
        "effective": ruling.effective,
        "review": ruling.review,
        "summary": ruling.summary,
        "superseded-by": ruling.superseded_by,
        "shared": ruling.shared,
        "covers": dict(covers or {}),
        "title": draft.title,
        "noun": draft.noun,
        "number": draft.number,
        "numbering": str(draft.numbering),
        "contents": draft.contents,
        "audience": str(draft.audience),
        "cycle": draft.cycle,
        "related": [_plain(line) for line in draft.related],
        "related-in-text": draft.related_in_text,
        "conditions": dict(draft.conditions),
        "clauses": [_plain(occurrence) for occurrence in draft.occurrences],
        "previous": previous or NONE,
        "wording": sha256(draft.body.encode()),
    }
    kept = {key: value for key, value in front.items() if value not in ("", [], {})}
    # `school: ""` says that the trust decided, so it always stands.
    kept = {"record": VERSION, "school": draft.school, **kept}
    head = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)
    unsealed = f"---\n{head}---\n\n{draft.body}"
    seal = sha256(unsealed.encode())
    return f"---\n{head}seal: {seal}\n---\n\n{draft.body}"


def _plain(item: Recorded | RecordedLine) -> dict[str, Any]:
    named = ((field.name, getattr(item, field.name)) for field in fields(item))
    return {
        name: list(value) if isinstance(value, tuple) else str(value)
        for name, value in named
        if value
    }


def thaw(file: RecordFile, findings: Findings) -> Record | None:
    """A record file as a Record; None, with a finding, where it is not as it was written."""
    scope = Scope(file.school, file.policy)
    place = Place(file.file)
    parts = _PARTS.match(file.data)
    seals = _SEAL.findall(parts[1]) if parts else []
    if parts is None or len(seals) != 1 or not parts[1].endswith(b"seal: " + seals[0] + b"\n"):
        _broken(findings, place, scope, "This is not a record: its front matter is broken")
        return None
    unsealed = b"---\n" + _SEAL.sub(b"", parts[1]) + b"---\n\n" + parts[2]
    if sha256(unsealed) != seals[0].decode():
        _broken(findings, place, scope, "This record is not as it was written: its seal is broken")
        return None
    try:
        front, clauses = _front_matter(parts[1])
    except yaml.YAMLError:
        _broken(findings, place, scope, "This is not a record: its front matter is broken")
        return None
    if front.get("record") != VERSION:
        findings.error(
            "record-version",
            place,
            f"This record is of version {front.get('record')!r}, and this program reads 1",
            "A record that is read by guesswork could say what was never decided.",
            "Use the newer policyloom that wrote it.",
            scope,
        )
        return None
    return _record(front, _clauses(clauses), parts[2].decode(), sha256(file.data), place)


@remembered
def _front_matter(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The front matter, and what it says of its clauses, which many records say alike.

    Raises yaml.YAMLError where it is not what `freeze` writes.
    """
    match = _CLAUSES.search(data)
    rest = data if match is None else data[: match.start()] + data[match.end() :]
    front = _yaml(rest)
    if not isinstance(front, dict) or "clauses" in front:
        raise yaml.YAMLError("not a mapping with each key once")
    return front, match[1] if match else b"[]"


@remembered
def _clauses(data: bytes) -> tuple[Recorded, ...]:
    return tuple(_recorded(item) for item in _yaml(data))


def _yaml(data: bytes) -> Any:
    depth = 0
    for event in yaml.parse(data, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise yaml.YAMLError("nested too deeply")
    return yaml.load(data, Loader=yaml.CSafeLoader)


def _broken(findings: Findings, place: Place, scope: Scope, what: str) -> None:
    findings.error(
        "record-broken",
        place,
        what,
        "What was approved can no longer be shown, nor proved.",
        "Put the file back from a copy or from version control. Never edit a record: "
        "approve again instead.",
        scope,
    )


def _record(
    front: Mapping[str, Any],
    clauses: tuple[Recorded, ...],
    body: str,
    digest: str,
    place: Place,
) -> Record:
    text = {key: str(value) for key, value in front.items()}
    get = text.get
    draft = Draft(
        school=get("school", ""),
        policy=text["policy"],
        title=text["title"],
        noun=get("noun", "policy"),
        number=get("number", ""),
        numbering=Numbering(text["numbering"]),
        contents=bool(front.get("contents", True)),
        audience=Audience(text["audience"]),
        cycle=int(text["cycle"]),
        related=tuple(RecordedLine(**line) for line in front.get("related", [])),
        related_in_text=bool(front.get("related-in-text", False)),
        occurrences=clauses,
        conditions=dict(front.get("conditions", {})),
        body=body,
    )
    ruling = Ruling(
        decision=Decision(text["decision"]),
        decided=text["decided"],
        by=text["by"],
        effective=text["effective"],
        review=text["review"],
        minute=get("minute", ""),
        summary=get("summary", ""),
        superseded_by=get("superseded-by", ""),
        shared=get("shared", ""),
    )
    previous = text["previous"]
    return Record(
        edition=text["edition"],
        draft=draft,
        ruling=ruling,
        previous="" if previous == NONE else previous,
        wording=text["wording"],
        digest=digest,
        place=place,
        covers=dict(front.get("covers", {})),
    )


def _recorded(item: Mapping[str, Any]) -> Recorded:
    return Recorded(
        key=item["key"],
        clause=item["clause"],
        title=item["title"],
        revised=item.get("revised", ""),
        origin=Origin(item["origin"]),
        because=item.get("because", ""),
        choice=item.get("choice", ""),
        roles=tuple(item.get("roles", ())),
    )
