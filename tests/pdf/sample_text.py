"""Hand-made parts of a page for the PDF tests: every kind of node, and tables that fill pages."""

from __future__ import annotations

from policyloom.model.nodes import (
    AsideBlock,
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
from policyloom.model.tree import Join, Style
from tests.pdf.building import fact, item, items, para, run, section

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
