"""Pages built by hand from the model's types, for the PDF tests: every node, every front matter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Image,
    Link,
    ListBlock,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.pages import Contact, Detail, Masthead, Page, RelatedLine, Status
from policyloom.model.policies import Audience, Numbering, RelatedKind
from policyloom.model.tree import Join, Style
from tests.pdf.building import fact, item, items, para, run, section

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

SAYS = (
    "Staff may use their own accounts as they like in their own time, so long as nothing they post "
    "can be taken for the school’s own view."
)


def matrix() -> TableBlock:
    who = (
        ("Pupils now at the school", "Never, on any service", "Through the school’s own accounts"),
        ("Pupils who have left and are under 18", "Never", ""),
        ("Pupils who have left and are over 18", "With care; tell a leader first", "Allowed"),
        (
            "Parents and carers",
            "Never as friends or followers",
            "Through the school’s own accounts",
        ),
        ("Governors", "Allowed, with care", "Allowed"),
        ("Colleagues", "Allowed", "Allowed"),
        ("Other professionals", "Allowed, with care", "Allowed for work"),
        ("The wider community", "Allowed", "Through the school office"),
    )
    return TableBlock(
        "contact",
        "Private contact and contact for work",
        (run("Person"), run("On a personal account"), run("On a school account")),
        tuple(tuple(run(cell) for cell in row) for row in who),
        row_header=True,
    )


def rules(count: int = 25) -> TableBlock:
    """A long table of numbered rules, some several sentences long."""
    return TableBlock(
        "rules",
        "",
        (run("Number"), run("Rule")),
        tuple(
            (
                run(str(n)),
                Run(
                    (
                        Span(f"rule-{n}", (Text(f"I will keep rule {n} in mind when I post."),)),
                        Span(f"rule-{n}/more", (Text(" ".join([SAYS] * (1 + n % 3))),)),
                    )
                ),
            )
            for n in range(1, count + 1)
        ),
    )


def introduction() -> SectionBlock:
    return section(
        "introduction",
        "1",
        "Introduction",
        para(
            fact("school.name", "Hazelbrook School"),
            " uses social media to share what children learn and to hear from families. "
            "This policy says what we ask of ",
            Strong((Text("everyone who works here"),)),
            ", and why. It rests on the ",
            Link(
                "https://www.legislation.gov.uk/ukpga/2018/12", (Text("Data Protection Act 2018"),)
            ),
            " and goes with our ",
            Link("policy:complaints", (Text("complaints policy"),)),
            ".",
            key="def-social-media",
        ),
        Paragraph(
            Run(
                (
                    Span("no-disrepute", (Text("Nobody may bring the school into disrepute"),)),
                    Span("no-insult", (Text("insult a colleague"),)),
                    Span("no-secrets", (Emphasis((Text("publish what is confidential"),)),)),
                ),
                Join.OR,
            )
        ),
        AsideBlock(
            "in-short",
            (Text("In short"),),
            (
                para("Be yourself, be kind, and keep pupils out of your private accounts."),
                items(
                    "short", Style.BULLET, "Ask before you post a picture.", "If unsure, do not."
                ),
            ),
        ),
    )


def grounds() -> SectionBlock:
    nested = items("traits", Style.LETTERS, "age", "disability", "sex", "religion or belief")
    deep = ListBlock("deep", Style.ROMAN, (item("by name", nested), item("by picture")))
    return section(
        "avoid",
        "2",
        "What to avoid",
        para("Staff must not:", key="lead-avoid"),
        ListBlock(
            "avoid-list",
            Style.BULLET,
            (
                item("post anything that could harm the school’s name"),
                item("insult anyone because of who they are:", deep),
                item("give away what a pupil or a parent has told them in confidence"),
            ),
        ),
        section(
            "before",
            "2.1",
            "Before you post",
            items(
                "steps",
                Style.DECIMAL,
                "Read it again as a parent would. " + SAYS,
                "Check that every pupil shown has consent.",
                "Ask whether you would say it in the hall.",
            ),
            para(
                "The sign ",
                Image("signpost.svg", "a signpost"),
                " marks a post that a leader has read.",
            ),
            para(Image("signpost.svg", "A signpost with one arm, in the school’s colours")),
            level=3,
        ),
    )


def filler(count: int, start: int) -> Blocks:
    names = (
        "Scope", "Objectives", "Use within school", "Use outside school", "Misuse",
        "Monitoring and review", "Training", "Reporting a concern",
    )  # fmt: skip
    return tuple(
        section(
            f"part-{n}",
            str(n),
            names[n % len(names)],
            *(para(f"{SAYS} {SAYS}", key=f"part-{n}-{p}") for p in range(3)),
            section(f"part-{n}-sub", f"{n}.1", "In practice", para(f"{SAYS} {SAYS}"), level=3),
        )
        for n in range(start, start + count)
    )


def annex() -> SectionBlock:
    body = (
        para("Report what you see to the service itself first.", key="incident-report"),
        items("report", Style.DECIMAL, "Take a screenshot.", "Tell the safeguarding lead."),
    )
    return SectionBlock(
        "incidents", 2, "Annex A", (Text("When something goes wrong"),), body, "annex"
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
