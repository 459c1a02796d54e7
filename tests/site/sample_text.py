"""Hand-made texts for tests: every kind of node, in a policy and in a short draft."""

from __future__ import annotations

from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Emphasis,
    Fact,
    Inline,
    Inlines,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.tree import Join, Style


def words(text: str) -> Inlines:
    return (Text(text),)


def span(key: str, *content: str | Inline) -> Span:
    return Span(key, tuple(Text(c) if isinstance(c, str) else c for c in content))


def run(*spans: Span, join: Join = Join.SPACE) -> Run:
    return Run(spans, join)


def para(key: str, *content: str | Inline, label: str = "") -> Paragraph:
    return Paragraph(run(span(key, *content)), label)


def item(key: str, text: str, *blocks: Block) -> ListItem:
    return ListItem(run(span(key, text)), blocks)


def section(name: str, label: str, heading: str, *blocks: Block, level: int = 2) -> SectionBlock:
    return SectionBlock(name, level, label, words(heading), blocks)


SCHOOL = Fact("school.name", "Hazelbrook School", Nature.PARTICULAR)

MATRIX = TableBlock(
    "contact",
    "Whom staff may be in touch with, and how",
    (run(span("", "Whom")), run(span("", "Own account")), run(span("", "School account"))),
    (
        (
            run(span("", "Pupils")),
            run(span("con-pupils/own", "Never, whatever the pupil’s age.")),
            run(
                span("con-pupils/school", "Yes, where a leader has agreed the account."),
                span("con-pupils/record", "A record is kept."),
            ),
        ),
        (
            run(span("", "Former pupils under 18")),
            run(span("con-former/own", "Never.")),
            run(),
        ),
        (
            run(span("", "Parents and carers")),
            run(span("con-parents/own", "Only where a friendship began before the child joined.")),
            run(
                span("con-parents/school", "Yes."),
            ),
        ),
    ),
    row_header=True,
)

RISK = TableBlock(
    "risk",
    "How serious an incident is",
    tuple(run(span("", w)) for w in ("Likelihood", "Slight harm", "Some harm", "Serious harm")),
    tuple(
        tuple(run(span("", w)) for w in row)
        for row in (
            ("Unlikely", "Note it", "Tell a leader", "Tell the head teacher"),
            ("Likely", "Tell a leader", "Tell the head teacher", "Tell the safeguarding lead"),
            ("Very likely", "Tell the head teacher", "Act today", "Act at once"),
        )
    ),
    row_header=True,
)

SOCIAL_MEDIA: tuple[Block, ...] = (
    section(
        "introduction",
        "1",
        "Introduction",
        para(
            "def-social-media",
            "Social media means any service on which people share words, pictures or sound with "
            "others: Facebook, Instagram and X are examples.",
        ),
        Paragraph(
            run(
                span("scope-all-staff", "This policy is for everyone who works at ", SCHOOL, "."),
                span(
                    "scope-own-time", "It applies ", Emphasis(words("in their own time")), " too."
                ),
            )
        ),
    ),
    section(
        "conduct",
        "2",
        "How staff conduct themselves",
        para("rule-lead", "Staff must not:"),
        ListBlock(
            "conduct-list",
            Style.BULLET,
            (
                item("rule-disrepute", f"bring {SCHOOL.text} into disrepute"),
                item("rule-confidence", "share anything that they were told in confidence"),
                item(
                    "rule-discriminate",
                    "post anything that discriminates, on grounds of:",
                    ListBlock(
                        "grounds",
                        Style.BULLET,
                        (item("", "age"), item("", "disability"), item("", "race")),
                    ),
                ),
            ),
        ),
        section(
            "images",
            "2.1",
            "Pictures of pupils",
            para(
                "rule-photographs",
                "Staff must not publish photographs of pupils on a personal account, ",
                Strong(words("even where a parent has agreed")),
                ".",
            ),
            para(
                "rule-devices",
                "They take photographs with the school’s own devices and follow the ",
                Link("policy:data-protection", words("data protection policy")),
                " when they store them.",
            ),
            level=3,
        ),
        AsideBlock(
            "think",
            words("Before you post"),
            (
                para("tip-audience", "Ask who may see it, today and in ten years."),
                para(
                    "tip-help",
                    "If in doubt, ask. There is help at the ",
                    Link("https://www.example.org/helpline", words("professionals’ helpline")),
                    ".",
                ),
            ),
        ),
    ),
    section(
        "contact",
        "3",
        "Being in touch with pupils and families",
        MATRIX,
        Paragraph(
            run(
                span("con-report", "Staff tell the head teacher of any message that worries them."),
                span("con-keep", "They keep the message, and they show it to nobody else."),
            ),
            "(i)",
        ),
        para("con-reply", "They do not reply to it.", label="(ii)"),
        ListBlock(
            "steps",
            Style.ROMAN,
            (item("step-save", "save the message"), item("step-show", "show it to a leader")),
        ),
    ),
    SectionBlock(
        "incidents",
        2,
        "Annex A",
        words("When something goes wrong"),
        (para("annex-lead", "Judge an incident by harm and likelihood."), RISK),
        kind="annex",
    ),
)

COMPLAINTS: tuple[Block, ...] = (
    section(
        "stages",
        "1",
        "Three stages",
        para(
            "stage-one",
            "A complaint is first heard by the person closest to it, within 10 school days.",
        ),
        para("stage-two", "If that does not settle it, write to the head teacher."),
    ),
    section("panel", "2", "The panel", para("panel-three", "Three governors hear the complaint.")),
)
