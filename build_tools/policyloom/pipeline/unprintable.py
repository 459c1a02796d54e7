"""Where a character that the fonts lack was written. In: a page's missing glyphs; out: findings.

Each is told at the place where somebody can change it: the fact's own line, the clause, or the
school's words. A fact is told of once, however many policies it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from policyloom.findings import Findings
from policyloom.model.editions import Occurrence
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, Tier, Value
from policyloom.model.pages import Page
from policyloom.model.places import EVERYTHING, Place, Scope
from policyloom.outputs.glyphs import font_faults
from policyloom.outputs.pdf import FONTS, PdfMaker
from policyloom.outputs.pdf_blocks import clean
from policyloom.pipeline.accounts import Account
from policyloom.pipeline.sites import printed_pages
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.texts import split_name

_NAME = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
_WHY = "In the PDF there would be an empty box."
_REWRITE = "Write it with other characters, or use fonts that have this one."
_REFONT = (
    "A record is never edited: use fonts that have this character, or decide on the policy again "
    "in other words."
)


def tell_unprintable(woven: Weave, account: Account, findings: Findings) -> None:
    """Add a finding for every character of a policy's pages that their PDFs could not show.

    Where the fonts are at fault no page is looked at: that is told once (`pipeline.workshop`).
    """
    root = woven.estate.root
    if font_faults(root / FONTS):
        return
    maker = PdfMaker(root)
    told = account.told.values()
    pages = (page for each in told for _, page in printed_pages(each.page, each.life))
    for page in {(page.policy, page.edition): page for page in pages}.values():
        for char, label in maker.missing_glyphs(page):
            edition = woven.editions.get((page.school, page.policy))
            _Search(woven.estate, edition, page, char, label).tell(findings)


class _Search:
    """The search for one character of one page."""

    def __init__(
        self, estate: Estate, woven: Woven | None, page: Page, char: str, label: str
    ) -> None:
        self.estate, self.woven, self.page = estate, woven, page
        self.char, self.label = char, label

    def tell(self, findings: Findings) -> None:
        place, where, scope, fix = self.found()
        findings.error(
            "missing-glyph",
            place,
            f"The fonts have no '{self.char}' (U+{ord(self.char):04X}), which stands in {where}",
            _WHY,
            fix,
            scope,
        )

    def found(self) -> tuple[Place, str, Scope, str]:
        """The place, what stands there in words, what it concerns, and what to do."""
        scope = Scope(self.page.school, self.page.policy)
        if self.occurrence and self.char in clean(self.occurrence.text):
            return self.wording(self.occurrence), f"'{self.label}'", scope, _REWRITE
        fact = next(self.facts(), None)
        if fact is not None:
            return fact.place, f"the fact '{fact.fact}'", self.reach(fact), _REWRITE
        frozen = self.frozen()
        if frozen is not None:
            return frozen, f"'{self.label}'", scope, _REFONT
        usual = Place(f"schools/{self.page.school}/school.yml")
        return self.woven.edition.place if self.woven else usual, self.label, scope, _REWRITE

    @cached_property
    def occurrence(self) -> Occurrence | None:
        """What the files now say where the character stands, if a clause stands there."""
        return self.woven.edition.occurrences.get(self.label) if self.woven else None

    def wording(self, occurrence: Occurrence) -> Place:
        """The character's own line, where the text is the trust's; else where the text begins."""
        clause = self.estate.clauses.get(occurrence.clause)
        for wording in clause.wordings if clause else ():
            if wording.place == occurrence.place and self.char in wording.text:
                return wording.at(wording.text.index(self.char))
        return occurrence.place

    def facts(self) -> Iterator[FactEntry]:
        """The facts that hold the character; those that the clause names come first."""
        if self.woven is None:
            return
        edition, near = self.woven.edition, self.occurrence
        known = {**(near.facts if near else {}), **edition.facts}
        specs = self.woven.weaver.specs
        named = [split_name(name, specs)[0] for name in _NAME.findall(near.text if near else "")]
        for fact in dict.fromkeys([*named, *known]):
            if fact in known and self.says(known[fact].value):
                yield known[fact]
        yield from (entry for entry in self.dated() if self.says(entry.value))

    def dated(self) -> Iterator[FactEntry]:
        """Every entry of the school's and the trust's, for a past edition names who was then."""
        school = self.estate.schools.get(self.page.school)
        for facts in (school.facts if school else {}, self.estate.trust.facts):
            for entries in facts.values():
                yield from entries

    def says(self, value: Value) -> bool:
        texts = (value.text, *value.fields.values(), *value.items)
        return any(self.char in clean(text) for text in texts)

    def reach(self, fact: FactEntry) -> Scope:
        """What a fact concerns: a policy, a school, or everything that the trust publishes."""
        if fact.tier is Tier.TRUST:
            return EVERYTHING
        narrow = fact.tier in (Tier.POLICY, Tier.LEAF, Tier.CLAUSE)
        return Scope(self.page.school, self.page.policy if narrow else "")

    def frozen(self) -> Place | None:
        """The record of this page's edition, if its words hold the character."""
        for record in self.woven.story.records if self.woven else ():
            texts = (record.draft.body, record.draft.title, record.ruling.by, record.ruling.minute)
            if record.edition == self.page.edition and any(self.char in clean(t) for t in texts):
                return record.place
        return None
