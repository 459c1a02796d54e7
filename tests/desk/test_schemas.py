"""The schemas for editors: those of the code, named by every YAML file, and true of each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from policyloom.pipeline.beginnings import NewPolicy, NewSchool
from policyloom.pipeline.schema_files import FOLDER, schema_text, write_schemas
from policyloom.pipeline.starting import new_policy, new_school, start
from policyloom.schemas import FILES, json_schema
from tests.desk.deciding import run
from tests.load.trusts import BASE
from tests.trusts import HERE, TODAY

FIRST = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as language servers read it: no dates, no `yes`."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, pattern in {
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?",
    "null": "~|null|Null|NULL|",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def kind_of(name: str) -> str:
    """The kind of an authored file, by docs/authoring.md."""
    kinds = {
        r"templates/clauses/[^/]+/[^/]+\.md": "clause",
        r"templates/facts\.yml": "facts",
        r"templates/guidance\.yml": "guidance",
        r"templates/statutory\.yml": "statutory",
        r"templates/policies/[^/]+\.yml": "policy",
        r"templates/policies/[^/]+/[^/]+\.yml": "tree",
        r"schools/trust\.yml": "trust",
        r"schools/(?:phases|authorities)/[^/]+\.yml": "tier",
        r"schools/(?:[^/]+/)?attached/[^/]+\.yml": "attached",
        r"schools/[^/]+/school\.yml": "school",
        r"schools/[^/]+/[^/]+\.yml": "override",
    }
    return next(kind for pattern, kind in kinds.items() if re.fullmatch(pattern, name))


def yaml_files(root: Path) -> list[Path]:
    found = [p for top in ("templates", "schools") for p in (root / top).rglob("*.yml")]
    assert found
    return sorted(found)


def complaints(root: Path, path: Path) -> list[str]:
    """What the schema of a file's kind has against it."""
    name, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
    if path.suffix == ".md":
        head = HEAD.match(text)
        assert head, name
        text = head[1]
    checker = Draft202012Validator(json_schema(kind_of(name)), format_checker=FormatChecker())
    errors = checker.iter_errors(yaml.load(text, Core))
    return [f"{name} {error.json_path}: {error.message[:200]}" for error in errors]


def named_schema(path: Path) -> Path:
    """The schema that a file's first line names."""
    first = FIRST.match(path.read_text("utf-8"))
    assert first, f"{path}: the first line names no schema"
    return (path.parent / first[1]).resolve()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust as `init` starts it, with a school and a policy as `new` starts them."""
    root = tmp_path_factory.mktemp("started") / "trust"
    start(root)
    new_school(root, NewSchool("mill-lane"))
    new_policy(root, NewPolicy("lone-working"), TODAY)
    return root


def test_the_committed_schemas_are_those_of_the_code(tmp_path: Path) -> None:
    """docs/schemas holds what `policyloom schema` writes, and nothing else."""
    write_schemas(tmp_path)
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    committed = {path.name: path.read_text("utf-8") for path in (HERE / FOLDER).iterdir()}
    assert committed == written
    assert set(written) == {f"{kind}.json" for kind in FILES}


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_one(kind: str) -> None:
    """Each is a valid schema of the draft that it names."""
    Draft202012Validator.check_schema(json_schema(kind))
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in schema_text(kind)


@pytest.mark.parametrize("path", yaml_files(HERE), ids=lambda p: p.relative_to(HERE).as_posix())
def test_an_example_file_names_its_schema_and_fits_it(path: Path) -> None:
    """Each YAML file of the example names the schema of its kind, and that finds no fault."""
    name = path.relative_to(HERE).as_posix()
    assert named_schema(path) == HERE / FOLDER / f"{kind_of(name)}.json"
    assert complaints(HERE, path) == []


def test_every_clause_fits_its_schema() -> None:
    """The front matter of each clause of the example fits the schema of clauses."""
    clauses = sorted((HERE / "templates/clauses").rglob("*.md"))
    assert len(clauses) > 100
    assert [told for path in clauses for told in complaints(HERE, path)] == []


def test_starting_files_name_schemas_that_are_there(started: Path) -> None:
    """A new trust's files name schemas that lie in it, and fit them."""
    for path in yaml_files(started):
        named = named_schema(path)
        kind = kind_of(path.relative_to(started).as_posix())
        assert named == (started / FOLDER / f"{kind}.json").resolve()
        assert named.read_text("utf-8") == schema_text(kind)
        assert complaints(started, path) == []


@pytest.mark.parametrize("path", yaml_files(BASE), ids=lambda p: p.relative_to(BASE).as_posix())
def test_short_forms_fit_too(path: Path) -> None:
    """A bare authority, a body alone, a leaf where a list may stand: what loads also fits."""
    assert complaints(BASE, path) == []


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        ("school", "{name: Mill, phase: primary, adopt: [visitors]}", "$"),
        ("school", "{phase: primary}", "$"),
        ("override", "{omit: [{clause: a, against: 2024-09-01}]}", "$.omit[0]"),
        ("override", "{review: next spring}", "$.review"),
        ("policy", "{title: A, level: county}", "$.level"),
        ("tree", "{tree: [{section: a, heading: A, body: []}]}", "$.tree[0]"),
        ("tree", "{tree: [{list: bullets, items: [a]}]}", "$.tree[0]"),
        ("clause", "{title: A, adapt: sometimes, revisions: []}", "$.adapt"),
        (
            "facts",
            "{facts: {a: {type: text, nature: odd, tiers: [trust], about: A}}}",
            "$.facts.a.nature",
        ),
        ("trust", "{name: A, audiences: {parents: }, look: {}}", "$.audiences"),
        ("tier", "{sets: {}}", "$"),
    ],
)
def test_a_schema_finds_what_is_wrong(kind: str, text: str, where: str) -> None:
    """A misspelt key, a missing one, a wrong word or a wrong kind of value is underlined."""
    checker = Draft202012Validator(json_schema(kind), format_checker=FormatChecker())
    assert where in {error.json_path for error in checker.iter_errors(yaml.load(text, Core))}


def test_the_command_writes_where_it_is_told(tiny: Path, tmp_path: Path) -> None:
    """By itself it writes to the trust's own folder, over older schemas; with --out to another."""
    (tiny / FOLDER).mkdir(parents=True)
    (tiny / FOLDER / "trust.json").write_text("old")
    assert run("schema", "--root", str(tiny)).exit_code == 0
    assert (tiny / FOLDER / "trust.json").read_text("utf-8") == schema_text("trust")
    result = run("schema", "--root", str(tiny), "--out", str(tmp_path / "else"))
    assert result.output.count("Wrote") == len(FILES)
    assert (tmp_path / "else" / "school.json").read_text("utf-8") == schema_text("school")
