"""Pages built by hand from the model's types, for the PDF tests: every node, every front matter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from policyloom.model.nodes import (
    Block,
    SectionBlock,
    Text,
)
from policyloom.model.pages import Contact, Detail, Masthead, Page, RelatedLine, Status
from policyloom.model.policies import Audience, Numbering, RelatedKind
from policyloom.model.tree import Style
from tests.pdf.building import items, para, section
from tests.pdf.sample_text import SAYS, annex, filler, grounds, introduction, matrix, rules

CREST = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" width="120" height="60">
<path d="M6 4h48v26c0 16-12 24-24 28C18 54 6 46 6 30Z" fill="#0b5c4a"/>
<path d="M30 12c10 8 10 22 0 34-10-12-10-26 0-34Z" fill="#f4efe4"/>
<circle cx="84" cy="30" r="22" fill="none" stroke="#8a3ffc" stroke-width="5"/></svg>
"""

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">
<rect width="200" height="60" fill="#dfe7ef"/><circle cx="40" cy="30" r="18" fill="#1f3a5f"/></svg>
"""


def place_images(root: Path) -> None:
    """Writes the images that the sample pages name under a trust's root."""
    for name, content in (
        ("schools/hazelbrook/logo.svg", CREST),
        ("templates/assets/signpost.svg", PICTURE),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


HEAD = Contact("Head teacher", "Alma Reyes", "head@hazelbrook.example.org", "01632 960123")
CHAIR = Contact("Chair of governors", "Tom Hale", "chair@hazelbrook.example.org", "")

HAZELBROOK = Masthead(
    school="Hazelbrook School",
    trust="Weaver’s Bridge Learning Trust",
    address=(),
    contacts=(
        Detail("Telephone", "01632 960123", "tel:01632960123"),
        Detail("Email", "office@hazelbrook.example.org", "mailto:office@hazelbrook.example.org"),
        Detail("Website", "hazelbrook.example.org", "https://hazelbrook.example.org"),
    ),
    motto="Look closely, speak kindly",
    founded="1883",
    website="https://hazelbrook.example.org",
    logo="schools/hazelbrook/logo.svg",
    primary="#0b5c4a",
    accent="#8a3ffc",
)


def full_page() -> Page:
    """A page with everything: every node type, all front and back matter, about nine pages."""
    return Page(
        school="hazelbrook",
        policy="social-media",
        edition="2026-03-12",
        status=Status.IN_FORCE,
        title="Social media policy",
        noun="policy",
        number="HR02",
        summary="How our staff use social media at work and at home, and what we do to keep "
        "pupils, families and colleagues safe.",
        audience=Audience.PUBLIC,
        numbering=Numbering.DECIMAL,
        contents=True,
        approved="2026-03-12",
        approved_by="governing body",
        effective="2026-04-01",
        review="2027-03-12",
        banner="",
        masthead=HAZELBROOK,
        details=(
            Detail("Approved by", "Governing body"),
            Detail("Approved on", "12 March 2026"),
            Detail("In force from", "1 April 2026"),
            Detail("Next review", "March 2027"),
            Detail("Owner", "Director of people"),
            Detail(
                "Questions to", "head@hazelbrook.example.org", "mailto:head@hazelbrook.example.org"
            ),
        ),
        adoption="Adopted by the governing body of Hazelbrook School on 12 March 2026.",
        signatures=(HEAD, CHAIR),
        cycles=(("Every year", True), ("Every two years", False), ("Every three years", False)),
        related=(
            RelatedLine(
                RelatedKind.POLICY, "Data protection policy", "GOV04", "policy:data-protection"
            ),
            RelatedLine(RelatedKind.POLICY, "Complaints policy", "", "policy:complaints"),
            RelatedLine(RelatedKind.DOCUMENT, "Code of conduct", "HR01"),
            RelatedLine(
                RelatedKind.LAW,
                "Equality Act 2010",
                "",
                "https://www.legislation.gov.uk/ukpga/2010/15",
            ),
        ),
        body=(
            introduction(),
            grounds(),
            section("contact-rules", "3", "Who may be in contact with whom", matrix()),
            section("rule-table", "4", "Conditions of use", para("Everyone signs:"), rules()),
            *filler(3, 5),
            annex(),
        ),
        signoff=(HEAD, CHAIR, Contact("Staff governor", "")),
        provider=(
            Contact("General enquiries", "", "hello@larch.example.org", "01632 960200"),
            Contact("Adviser for schools", "Priya Nand", "priya@larch.example.org", "07700 900123"),
        ),
        provider_name="Larch People Services: advice you can use on Monday",
        end_mark="End of policy",
        footer="Founded 1883 · hazelbrook.example.org",
        differences=(),
        titles={},
    )


def roman_draft() -> Page:
    """A short draft with numbered paragraphs, a letterhead and no contents."""
    lead = para("Colleagues must never:", key="lead", label="(ii)")
    paragraphs = (
        para(SAYS, key="one", label="(i)"),
        lead,
        items(
            "never", Style.BULLET, "befriend a pupil", "share a private number", "use a false name"
        ),
        para(SAYS, key="three", label="(iii)"),
        para("A short one.", key="four", label="(iv)"),
    )
    return replace(
        full_page(),
        edition="draft",
        status=Status.DRAFT,
        title="Guidance on social media",
        noun="guidance",
        number="",
        approved="",
        approved_by="",
        effective="",
        contents=False,
        numbering=Numbering.ROMAN,
        banner="Draft for governors: nobody has approved this text yet.",
        masthead=replace(
            HAZELBROOK,
            address=("Hazelbrook Lane", "Northmoor", "NM4 7QD"),
            primary="#ffd23f",
            accent="#00a0c0",
        ),
        details=(
            Detail("Owner", "Director of people"),
            Detail("Audience", "All who work at the school"),
        ),
        adoption="",
        signatures=(),
        cycles=(),
        body=(
            section("one", "1", "Introduction", *paragraphs),
            section("two", "2", "Scope", *paragraphs),
            section("three", "3", "Online bullying", *paragraphs),
        ),
        signoff=(),
        provider=(),
        provider_name="",
        footer="",
        end_mark="",
    )


def short_page(*blocks: Block) -> Page:
    """A page with nothing but its title and these blocks in one section."""
    return replace(
        roman_draft(),
        masthead=replace(HAZELBROOK, logo="", motto=""),
        banner="",
        summary="",
        details=(),
        related=(),
        body=(SectionBlock("only", 2, "", (Text("Text"),), blocks),),
    )
