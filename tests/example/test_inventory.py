"""The example holds all that five real documents held, in the structure that it had there.

Each file of tests/cases/inventory maps one document, place by place, to occurrence keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.pipeline.pages import current_page
from policyloom.pipeline.weave import Weave
from tests.example.markdown import Finished, finished
from tests.example.pdf_text import pdf_text

CASES = Path(__file__).parent.parent / "cases" / "inventory"
POLICY = "social-media"
SCHOOLS = sorted(path.stem for path in CASES.glob("*.yml") if path.stem != "subjects")
SUBJECTS: dict[str, str] = yaml.safe_load((CASES / "subjects.yml").read_text("utf-8"))
SHAPED = ("paragraph", "roman", "bullet", "sub-bullet", "table-row", "lead-in", "question")
FEWEST_WORDS = 4
"""A rule that is said in fewer words, all of its places together, is not said."""


@dataclass(frozen=True)
class Document:
    """One school's social media policy as it was published, and what it has to hold."""

    school: str
    rows: list[dict[str, Any]]
    markdown: Finished
    page: Page
    pdf: str
    html: str


@pytest.fixture(scope="module", params=SCHOOLS)
def document(request: pytest.FixtureRequest, example: Path, weave: Weave) -> Document:
    return read(request.param, example, weave)


def read(school: str, example: Path, weave: Weave) -> Document:
    case = yaml.safe_load((CASES / f"{school}.yml").read_text("utf-8"))
    assert case["school"] == school
    folder = example / "site" / "governors" / school / POLICY
    return Document(
        school,
        case["rows"],
        finished(example, school, POLICY),
        current_page(weave.estate, weave.editions[school, POLICY], Audience.GOVERNORS),
        pdf_text(folder / f"{school}-{POLICY}.pdf"),
        (folder / "index.html").read_text("utf-8"),
    )


def texts(row: dict[str, Any]) -> list[str]:
    """The occurrence keys of a row, headings and front matter left out."""
    return [key for keys in row["keys"].values() for key in keys if ":" not in key]


# ------------------------------------------------------------------ coverage


def test_the_table_names_every_clause_and_heading() -> None:
    """221 clauses and 34 headings: each is held by at least one school, and no other is named."""
    named = {
        slug
        for school in SCHOOLS
        for row in yaml.safe_load((CASES / f"{school}.yml").read_text("utf-8"))["rows"]
        for slug in row["keys"]
    }
    assert named == set(SUBJECTS)
    headings = {slug for slug in SUBJECTS if slug.startswith("sec-")}
    assert (len(SUBJECTS) - len(headings), len(headings)) == (221, 34)


def test_every_place_says_what_it_said(document: Document) -> None:
    """Each slug has keys, and each key stands in the Markdown before words, not before nothing."""
    missing: list[str] = []
    for row in document.rows:
        for slug, keys in row["keys"].items():
            if not keys or not all(says(document, key) for key in keys):
                missing.append(f"{row['at']}: {slug} {keys}")
            clauses = [key for key in keys if ":" not in key]
            said = " ".join(document.markdown.said(key) for key in clauses)
            if clauses and len(re.findall(r"\w[\w'’-]+", said)) < FEWEST_WORDS:
                missing.append(f"{row['at']}: {slug} says only {said!r}")
    assert missing == []


def says(document: Document, key: str) -> bool:
    kind, _, name = key.rpartition(":")
    if kind == "section":
        return re.search(r"[A-Za-z]{3}", document.markdown.heading(name)[1]) is not None
    if kind == "front":
        return FRONT[name](document)
    return re.search(r"[A-Za-z]{3}", document.markdown.said(key)) is not None


def test_a_clause_without_words_does_not_count(document: Document) -> None:
    """The check above sees a text that has been emptied."""
    key = texts(next(row for row in document.rows if texts(row)))[0]
    anchor = f'<a id="{key}"></a>'
    text = document.markdown.text
    start = text.index(anchor) + len(anchor)
    emptied = Finished(text[:start] + text[text.index("\n", start) :])
    assert not says(Document(**{**vars(document), "markdown": emptied}), key)


# ------------------------------------------------------------------ front and back matter


def row_of(document: Document, label: str) -> str:
    found = re.search(rf"^\| {label} \| (.+) \|$", document.markdown.text, re.MULTILINE)
    return found[1] if found else ""


def has_identity(document: Document) -> bool:
    masthead = document.page.masthead
    named = f"**{masthead.school}**" in document.markdown.text and masthead.school in document.pdf
    lines = [*masthead.address, *(contact.value for contact in masthead.contacts)]
    return named and all(line in document.markdown.text for line in lines)


def has_review_dates(document: Document) -> bool:
    year = r"\b20\d\d\b"
    return bool(
        re.search(year, row_of(document, "Approved on"))
        and re.search(year, row_of(document, "Next review"))
    )


def has_cycles(document: Document) -> bool:
    boxes = re.findall(r"^- \[([ x])\] Every ", document.markdown.text, re.MULTILINE)
    return len(boxes) == 4 and boxes.count("x") == 1


def has_signatures(document: Document) -> bool:
    lines = re.findall(r"^(\w[^:\n]+): (?:\\_){10,}$", document.markdown.text, re.MULTILINE)
    posts = [signer.post for signer in document.page.signatures]
    return len(posts) > 1 and [line.split(" (")[0] for line in lines] == posts


def has_motto(document: Document) -> bool:
    motto = document.page.masthead.motto
    return motto != "" and f"*{motto}*" in document.markdown.text and motto in document.pdf


def has_number(document: Document) -> bool:
    row = row_of(document, f"{document.page.noun.capitalize()} number")
    return row == document.page.number != ""


def has_adoption(document: Document) -> bool:
    told = re.search(r"^Adopted by the .+ on .+\d{4}\.$", document.markdown.text, re.MULTILINE)
    return told is not None and told[0] in document.pdf


def has_provider(document: Document) -> bool:
    people = document.page.provider
    shown = f"## {document.page.provider_name}" in document.markdown.text
    reached = [p for p in people if p.phone and p.email]
    told = (part for p in people for part in (p.post, p.name, p.phone, p.email) if part)
    paper = "".join(document.pdf.split())
    both = all(part in document.markdown.text and "".join(part.split()) in paper for part in told)
    return shown and both and len(reached) == 2 and any(p.name for p in reached)


def has_signoff(document: Document) -> bool:
    head = "| Position | Name | Signature | Date |"
    rows = [f"| {p.post} | {p.name} | | |" for p in document.page.signoff]
    return len(rows) > 1 and all(row in document.markdown.text for row in [head, *rows])


FRONT: dict[str, Callable[[Document], bool]] = {
    "title": lambda d: f"\n# {d.page.title}\n" in d.markdown.text and d.page.title in d.pdf,
    "identity": has_identity,
    "motto": has_motto,
    "review-dates": has_review_dates,
    "cycles": has_cycles,
    "signatures": has_signatures,
    "contents": lambda d: 'class="contents"' in d.html and "Contents" in d.pdf,
    "furniture": lambda d: "Page 1 of " in d.pdf and d.page.footer != "" and d.page.footer in d.pdf,
    "number": has_number,
    "adoption": has_adoption,
    "provider": has_provider,
    "status": lambda d: "> **Draft." in d.markdown.text and "Draft" in d.pdf,
    "end-mark": lambda d: re.search(r"^\*End of \w+\*$", d.markdown.text, re.M) is not None,
    "signoff": has_signoff,
}  # fmt: skip
"""How each part that no clause says shows on the page."""


# ------------------------------------------------------------------ structure


def test_the_order_is_the_documents_own(document: Document) -> None:
    """What came later there comes later here, place by place."""
    before, last = -1, ""
    for row in document.rows:
        keys = [key for keys in row["keys"].values() for key in keys if "front:" not in key]
        if not keys:
            continue
        first = document.markdown.position(keys[0])
        assert first >= before, f"{row['at']} ({keys[0]}) stands before {last}"
        before, last = first, row["at"]


def test_each_place_has_its_shape(document: Document) -> None:
    """A bullet is a bullet, a row a row; rules that shared a paragraph or a cell share it still."""
    wrong: list[str] = []
    for row in document.rows:
        keys = texts(row)
        if row["kind"] not in SHAPED or not keys:
            continue
        lines = {document.markdown.line(key) for key in keys}
        listed = row["kind"] == "bullet" and document.markdown.after(keys[0]).startswith(
            ("- ", "> -")
        )
        if len(lines) != 1 and not listed:
            wrong.append(f"{row['at']}: {keys} stand apart")
        shown = any(shaped(document.markdown, row["kind"], key) for key in keys)
        if not shown:
            wrong.append(f"{row['at']}: {keys[0]} is no {row['kind']}")
    assert wrong == []


def shaped(markdown: Finished, kind: str, key: str) -> bool:
    """Whether an occurrence has the shape, or leads a list whose entries are facts."""
    line = markdown.line(key).removeprefix("> ")
    following = markdown.after(key).removeprefix("> ")
    match kind:
        case "bullet":
            return line.startswith("- ") or following.startswith("- ")
        case "sub-bullet":
            return line.startswith("    - ") or following.startswith("    - ")
        case "table-row":
            return line.startswith("| ")
        case "roman":
            return re.match(r"\([ivx]+\) ", line) is not None
        case "lead-in":
            return following.startswith(("- ", "<!-- @table"))
        case _:
            return not line.startswith(("- ", "    ", "|", "#"))


def doc(school: str, example: Path) -> Finished:
    return finished(example, school, POLICY)


def test_seventeen_roman_paragraphs(example: Path) -> None:
    """Fenwick Park's five sections number their paragraphs 4 + 2 + 5 + 3 + 3, afresh in each."""
    labels = re.findall(r"^\(([ivx]+)\) <a id", doc("fenwick-park", example).edition, re.MULTILINE)
    figures = ["i", "ii", "iii", "iv", "v"]
    assert labels == [f for count in (4, 2, 5, 3, 3) for f in figures[:count]]
    assert len(labels) == 17
    last = doc("fenwick-park", example).part("cyberbullying")
    assert len(re.findall(r"^- <a id", last, re.MULTILINE)) == 5


def table(markdown: Finished, name: str) -> list[list[str]]:
    """The rows of a table, its header first."""
    start = re.search(rf"^<!-- @table (row-header )?{name} -->$", markdown.text, re.MULTILINE)
    assert start
    lines = markdown.text[start.end() :].split("\n\n")
    rows = next(part for part in lines if part.startswith("| ")).split("\n")
    return [
        [cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if "---" not in row
    ]


def test_the_contact_matrix_has_eight_rows_of_three(example: Path) -> None:
    """Hazelbrook's matrix says for eight kinds of people what is appropriate and what is not."""
    rows = table(doc("hazelbrook", example), "contact-matrix")
    assert len(rows) == 1 + 8
    assert all(len(row) == 3 and all(cell for cell in row) for row in rows)


def test_the_rule_table_has_twenty_five_rows(example: Path) -> None:
    """Saltmarsh's rules are numbered from 1 to 25, each a pledge, and none is lost in the PDF."""
    rows = table(doc("saltmarsh", example), "rules")[1:]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 26)]
    assert all(re.search(r"</a>I (will|know)", row[1]) for row in rows)
    pdf = pdf_text(example / "site/governors/saltmarsh/social-media/saltmarsh-social-media.pdf")
    squeezed = "".join(pdf.split())
    for row in rows:
        plain = re.sub(r"<[^>]*>", "", row[1])
        assert "".join(plain.split()) in squeezed, row[0]


def test_the_risk_grid_has_three_parts_of_four(example: Path) -> None:
    """Canal Street sorts misuse by contact, conduct and content, each of four kinds."""
    kinds = ["commercial", "aggressive", "sexual", "values"]
    for part in ("contact", "conduct", "content"):
        text = doc("canal-street", example).part(f"misuse-{part}")
        found = re.findall(r'^- <a id="tax-(\w+)-(\w+)">', text, re.MULTILINE)
        assert found == [(part, kind) for kind in kinds]


def test_nested_grounds_and_long_lists(example: Path) -> None:
    """Hazelbrook's eleven grounds are under the third outcome; its services are a list of 18."""
    markdown = doc("hazelbrook", example)
    assert len(re.findall(r'^>     - <a id="bre-ground', markdown.text, re.MULTILINE)) == 11
    services = markdown.part("definition").split("\n\n")
    longest = max(part.count("\n- ") + part.startswith("- ") for part in services)
    assert longest == 18


def test_the_appendix_is_an_annex(example: Path) -> None:
    """Canal Street's incident guidance is an annex after the text, with its nested lists."""
    text = doc("canal-street", example).part("incidents")
    assert re.search(r"^## Annex A: .+ \{#incidents\}$", doc("canal-street", example).text, re.M)
    assert len(re.findall(r"^    - <a id", text, re.MULTILINE)) == 4


# ------------------------------------------------------------------ the right rule

PLACEHOLDERS = re.compile(
    r"\[(insert|name|date|school|la|local)\b|\[\?|\bTB[CDA]\b|\bXX+\b|‹|›|\{\{|\}\}|\blorem\b"
    r"|(?<!\\)_{3,}|\.{4,}|…\s*$|\?\?\?",
    re.IGNORECASE | re.MULTILINE,
)


def test_nothing_is_left_to_fill_in(example: Path) -> None:
    """No edition of any policy holds a placeholder, an open bracket or an unfilled fact."""
    for path in sorted((example / "build/markdown").rglob("*.md")):
        text = path.read_text("utf-8")
        body = Finished(text).edition
        assert PLACEHOLDERS.search(text) is None, (path, PLACEHOLDERS.search(text))
        assert not re.search(r"\[(?![^\]]*\]\()", body), f"{path}: a bracket that is no link"


def test_an_age_limit_is_not_called_a_crime(example: Path) -> None:
    """Contact with children under 13 is a rule of services and of the school, and no crime."""
    for school in SCHOOLS:
        markdown = doc(school, example)
        for key in markdown.anchored():
            said = markdown.said(key)
            if key.startswith(("con-under-13", "app-underage")):
                assert "13" in said
                assert not re.search(r"illegal|crim|offence|unlawful|against the law", said), said


def test_no_rule_lost_its_not(example: Path) -> None:
    """The general rules that had lost their negation forbid what they were meant to forbid."""
    general = doc("canal-street", example).part("general")
    lost = (
        "rule-no-confidential-information/general",
        "rule-no-criminal-content",
        "rule-link-personal-blog",
    )
    for key in lost:
        said = doc("canal-street", example).said(key)
        assert f'"{key}"' in general
        assert re.search(r"\b(must not|never)\b", said), said
    markdown = doc("canal-street", example)
    items = re.findall(r'^- <a id="([^"]+)"', general, re.MULTILINE)
    assert len(items) == 7
    duties = {"priv-settings-required", "priv-no-credential-sharing"}
    assert all("must not" in markdown.said(key) for key in items if key not in duties)


def test_the_protected_characteristics_are_nine(example: Path) -> None:
    """Wherever they are listed, the Equality Act's nine are listed whole, sex among them."""
    nine = [
        "age", "disability", "gender reassignment", "marriage and civil partnership",
        "pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation",
    ]  # fmt: skip
    markdown = doc("hazelbrook", example).text
    assert "\n".join(f"    - {name}" for name in nine) in markdown
    listed = f"{', '.join(nine[:-1])} and {nine[-1]}"
    for school in SCHOOLS:
        text = doc(school, example).text
        assert text.count("gender reassignment") == text.count(listed) + text.count(
            "- gender reass"
        )


def test_blank_dates_have_dates(document: Document) -> None:
    """No edition in force leaves a date open; the draft, which has none, says that it is one."""
    if "status: draft" in document.markdown.text:
        assert document.school == "fenwick-park"
        assert "Approved on" not in document.markdown.text
    else:
        assert has_review_dates(document)


def test_only_the_school_shaped_after_the_draft_has_a_draft(example: Path) -> None:
    """Fenwick Park considers a draft; the other four have their social media policy in force."""
    drafts = [s for s in SCHOOLS if "\nstatus: draft\n" in doc(s, example).text]
    assert drafts == ["fenwick-park"]
