"""A record is read back as it was written, or it is found not to be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyloom.findings import Findings
from policyloom.model.records import Decision, Draft, Ruling
from policyloom.pipeline.approve import approve
from policyloom.pipeline.refusals import Approval
from policyloom.records import freeze, histories, thaw
from policyloom.records.format import sha256
from tests.records.samples import BODY, DRAFT, RULING, chain, record_file
from tests.trusts import tiny_trust, woven

TEXT = freeze(DRAFT, RULING, "2024-10-01", "")
NASTY = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc", "Co", "Cn"),
        blacklist_characters="\u2028\u2029\ufeff",
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


def read(text: str) -> tuple[Draft, Ruling]:
    findings = Findings()
    record = thaw(record_file(text, "2024-10-01"), findings)
    assert record is not None, list(findings)
    assert not findings.errors()
    return record.draft, record.ruling


def refused(data: bytes) -> bool:
    findings = Findings()
    file = replace(record_file("", "2024-10-01"), data=data)
    record = thaw(file, findings)
    assert (record is None) == bool(findings.errors())
    assert all(str(f.place).startswith(file.file) for f in findings)
    return record is None


@pytest.mark.parametrize("decision", list(Decision))
def test_what_was_written_is_read_back(decision: Decision) -> None:
    """Every part of a decision survives, whatever was decided."""
    ruling = replace(RULING, decision=decision, superseded_by="complaints", shared="2024-10-01")
    assert read(freeze(DRAFT, ruling, "2024-10-01", "")) == (DRAFT, ruling)


@settings(max_examples=150, deadline=None)
@given(NASTY, NASTY, NASTY)
def test_no_text_is_mistaken_for_something_else(title: str, summary: str, number: str) -> None:
    """`NO`, `0123`, `1.10`, dates, colons and quotes are read back as the words they were."""
    draft, ruling = replace(DRAFT, title=title, number=number), replace(RULING, summary=summary)
    assert read(freeze(draft, ruling, "2024-10-01", "")) == (draft, ruling)


@pytest.mark.parametrize(
    "word", ["NO", "0123", "1.10", "2024-10-01", "null", "~", "[a]", "!x", "1e3"]
)
def test_words_that_yaml_would_change(word: str) -> None:
    """What YAML would take for a number, a date or nothing stays a text."""
    draft, ruling = replace(DRAFT, title=word, number=word), replace(RULING, minute=word)
    assert read(freeze(draft, ruling, "2024-10-01", "")) == (draft, ruling)


def test_the_same_decision_is_the_same_bytes() -> None:
    """Freezing has no clock and no order of its own."""
    assert freeze(DRAFT, RULING, "2024-10-01", "") == TEXT
    assert freeze(*read(TEXT), "2024-10-01", "") == TEXT


def test_a_record_reads_well() -> None:
    """The body is Markdown under front matter, and stands in the file as it was decided."""
    assert TEXT.startswith("---\nrecord: 1\nschool: ashby\n")
    assert TEXT.endswith(f"---\n\n{BODY}")


# ------------------------------------------------------------------ tampering


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_every_flipped_byte_is_found(mask: int) -> None:
    """Wherever one byte of a record is changed, the record is no longer taken for one."""
    data = TEXT.encode()
    missed = [
        index
        for index in range(len(data))
        if not refused(data[:index] + bytes([data[index] ^ mask]) + data[index + 1 :])
    ]
    assert missed == []


def test_every_cut_and_every_addition_is_found() -> None:
    """A record that was cut short, grew, or had its line ends changed is found."""
    data = TEXT.encode()
    assert not refused(data)
    assert all(refused(data[:length]) for length in range(len(data)))
    assert all(refused(data[:i] + data[i + 1 :]) for i in range(len(data)))
    for extra in (b"\n", b" ", b"\0", b"\nmore\n"):
        assert refused(data + extra) and refused(extra + data)
    assert refused(data.replace(b"\n", b"\r\n"))
    assert refused(b"\xef\xbb\xbf" + data)
    assert refused(b"")


def test_a_second_seal_is_found() -> None:
    """A record holds one seal, at the end of its front matter, and no other."""
    line = next(line for line in TEXT.splitlines() if line.startswith("seal: "))
    assert refused(TEXT.replace(line, f"{line}\n{line}").encode())
    moved = TEXT.replace(f"{line}\n", "").replace("record: 1\n", f"record: 1\n{line}\n")
    assert refused(moved.encode())


def test_a_newer_version_is_not_guessed_at() -> None:
    """A record of another format version is a finding, even where its seal is right."""
    other = sealed(TEXT.replace("record: 1\n", "record: 2\n", 1))
    findings = Findings()
    assert thaw(record_file(other, "2024-10-01"), findings) is None
    assert [f.code for f in findings] == ["record-version"]


def sealed(text: str) -> str:
    """A text under a seal that fits it, as a forger would make it."""
    unsealed = re.sub(r"^seal: .*\n", "", text, count=1, flags=re.MULTILINE)
    seal = sha256(unsealed.encode())
    return unsealed.replace("\n---\n\n", f"\nseal: {seal}\n---\n\n", 1)


# ------------------------------------------------------------------ the chain

DAYS = ("2022-10-01", "2023-10-01", "2024-10-01", "2024-10-01-2", "2025-10-01")


def codes(files: list[object]) -> list[str]:
    findings = Findings()
    histories(files, findings)  # type: ignore[arg-type]
    return [finding.code for finding in findings]


def test_an_unbroken_chain_is_in_order() -> None:
    """Records are read in the order of their dates, and second decisions of a day come second."""
    findings = Findings()
    found = histories(reversed(chain(*DAYS)), findings)
    assert [record.edition for record in found["ashby", "conduct"].records] == list(DAYS)
    assert list(findings) == []


@pytest.mark.parametrize("gone", range(len(DAYS) - 1))
def test_a_record_taken_away_is_found(gone: int) -> None:
    """Whichever record but the newest is deleted, the next one tells. The newest one's absence
    shows in the published heads alone."""
    files = chain(*DAYS)
    assert "record-chain" in codes([f for i, f in enumerate(files) if i != gone])


@pytest.mark.parametrize("at", range(len(DAYS) - 1))
def test_two_records_swapped_are_found(at: int) -> None:
    """Records that have changed names are found, though each is whole."""
    files = chain(*DAYS)
    one, two = files[at], files[at + 1]
    files[at], files[at + 1] = replace(one, data=two.data), replace(two, data=one.data)
    assert "record-chain" in codes(list(files))


@pytest.mark.parametrize("at", range(len(DAYS)))
def test_a_record_renamed_is_found(at: int) -> None:
    """A record says which edition it is; another name for its file is found."""
    files = chain(*DAYS)
    name = files[at].file.replace(DAYS[at], "2019-01-01")
    files[at] = replace(files[at], edition="2019-01-01", file=name)
    assert "record-chain" in codes(list(files))


def test_a_record_of_another_school_is_found() -> None:
    """A record says whose it is; a copy in another school's folder is found."""
    first = chain(DAYS[0])[0]
    moved = replace(first, school="brook", file=first.file.replace("ashby", "brook"))
    assert codes([moved]) == ["record-chain"]


def test_a_forged_middle_is_found() -> None:
    """Whoever rewrites a record and its seal has to rewrite every later one, and the head."""
    files = chain(*DAYS)
    forged = sealed(files[1].data.decode().replace("are kind", "need not be kind"))
    files[1] = replace(files[1], data=forged.encode())
    assert not refused(files[1].data)
    assert codes(list(files)) == ["record-chain"]


def test_the_head_proves_the_newest() -> None:
    """The published head is the digest of the newest record, so that its absence shows."""
    files = chain(*DAYS)
    whole = histories(files, Findings())["ashby", "conduct"]
    less = histories(files[:-1], Findings())["ashby", "conduct"]
    assert whole.head == sha256(files[-1].data) != less.head


# ------------------------------------------------------------------ people


def test_nobody_is_frozen(tmp_path: Path) -> None:
    """A record names posts and places for names; no person's name nor address is in it."""
    clause = "templates/clauses/conduct/contact-office.md"
    told = (
        "Ask {{ people.head.name }} ({{ people.head.post }}) or write to "
        "{{ school.email }} in {{ reply }}."
    )
    was = "Ask [the office](mailto:{{ school.email }}), which answers in {{ reply }}, or see\n"
    omitted = "  - {clause: contact-office, because: We have no office., against: 2024-09-01}\n"
    named = "people.head: {name: the head, post: Head}"
    changes = {
        clause: {"edit": [[f"{was}[our complaints policy](policy:complaints).", told]]},
        "schools/trust.yml": {"edit": [["school: {name", f"{named}\n  school: {{name"]]},
        "schools/ashby/conduct.yml": {"edit": [[f"omit:\n{omitted}", ""]]},
    }
    trust = tiny_trust(tmp_path / "tiny", changes)
    findings = Findings()
    weave = woven(trust, findings)
    assert findings.blocks("ashby", "conduct") == []
    asked = Approval("conduct", "2026-11-01", "governing body")
    written = approve(weave, ("ashby",), asked, Findings())
    text = written[0].text
    for value in ("Tom Hale", "Alma Reyes", "office@ashby"):
        assert value not in text
    for place in ("people.head.name", "people.head.post", "school.email", "school.name"):
        assert f"{{{{ {place} }}}}" in text
    assert "1 school day" in text
