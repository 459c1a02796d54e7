"""Every edition of the example says one thing: as a tree, as Markdown and as a record."""

from __future__ import annotations

import pytest

from policyloom.document import fill_particulars, read_blocks
from policyloom.findings import Findings
from policyloom.model.estate import RecordFile
from policyloom.model.nodes import SectionBlock, spans
from policyloom.model.policies import Audience
from policyloom.model.records import Decision, Ruling
from policyloom.pipeline.finished import finished_markdown
from policyloom.pipeline.pages import current_page
from policyloom.pipeline.weave import Weave
from policyloom.records import freeze, thaw
from tests.document.test_round_trip import flat
from tests.example.markdown import Finished
from tests.example.reading import everyone

RULING = Ruling(Decision.FIRST, "2026-09-10", "trust board", "2026-09-10", "2027-09-10")


def test_finished_markdown_is_the_page(weave: Weave) -> None:
    """Parsing the finished Markdown of every edition gives the tree that its page is drawn from."""
    pages = list(everyone(weave))
    assert len(pages) >= 5 * 5
    for page in pages:
        text = Finished(finished_markdown(weave.estate.root, page)).edition
        read = read_blocks(text.strip() + "\n", page.numbering)
        assert flat(read) == flat(page.body), (page.school, page.policy)


def test_every_edition_survives_its_record(weave: Weave) -> None:
    """Frozen and read back, an edition is the same, with each particular's place left open."""
    for (school, policy), woven in weave.editions.items():
        text = freeze(woven.draft, RULING, "2026-09-10", "")
        findings = Findings()
        file = RecordFile(school, policy, "2026-09-10", "record.md", text.encode())
        record = thaw(file, findings)
        assert record is not None, list(findings)
        assert (record.draft, record.ruling) == (woven.draft, RULING)
        read = read_blocks(record.draft.body, record.draft.numbering)
        assert read == fill_particulars(woven.blocks, lambda name: f"‹{name}›"), (school, policy)


def test_no_particular_is_frozen(weave: Weave) -> None:
    """No name, address, number or email that an edition's facts hold stands in its record."""
    for woven in weave.editions.values():
        text = freeze(woven.draft, RULING, "2026-09-10", "")
        for fact, entry in woven.edition.facts.items():
            if fact.startswith("people.") and (name := entry.value.fields.get("name", "")):
                if name[0].isupper():
                    assert name not in text, (woven.edition.school, woven.edition.policy, fact)
                for field in ("email", "phone"):
                    value = entry.value.fields.get(field, "")
                    assert not value or value not in text, (woven.edition.policy, fact, field)


def test_every_occurrence_reaches_the_page(weave: Weave) -> None:
    """What an edition holds stands on its page once, under its key, with words."""
    for (school, policy), woven in weave.editions.items():
        standing = [
            key
            for key, occurrence in woven.edition.occurrences.items()
            if occurrence.origin.value not in ("omitted", "not applicable")
        ]
        found = [span.key for span in spans(woven.blocks) if span.key]
        assert sorted(found) == sorted(standing), (school, policy)


@pytest.mark.parametrize("audience", list(Audience))
def test_an_annex_is_for_its_audience(weave: Weave, audience: Audience) -> None:
    """A page holds an annex only for those who may read it, whatever its policy's audience."""
    narrowed = 0
    for woven in weave.editions.values():
        page = current_page(weave.estate, woven, audience)
        kept = [b.audience for b in page.body if isinstance(b, SectionBlock) and b.audience]
        assert all(audience.may_read(Audience(name)) for name in kept)
        everyone = current_page(weave.estate, woven, Audience.GOVERNORS)
        narrowed += len(everyone.body) - len(page.body)
    assert (narrowed == 0) == (audience is Audience.GOVERNORS)
