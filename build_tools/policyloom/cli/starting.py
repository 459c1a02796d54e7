"""Commands that write starting files: new, init."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import click

from policyloom.cli.options import day_or_today, root_option, today_option
from policyloom.cli.questions import no_input_option, questions
from policyloom.findings import nearest
from policyloom.model.clauses import Adapt
from policyloom.model.policies import Audience, Level
from policyloom.pipeline.beginnings import NewClause, NewPolicy, NewSchool, said
from policyloom.pipeline.offering import Offers, offers
from policyloom.pipeline.starting import (
    AlreadyThere,
    checked,
    new_clause,
    new_policy,
    new_register,
    new_school,
    start,
)

LEVELS = [str(level) for level in Level]
AUDIENCES = [str(audience) for audience in Audience]
ADAPTS = [str(adapt) for adapt in Adapt]


@click.group()
def new() -> None:
    """Write a starting file: a school, a policy, a clause, the statutory register.

    Example: policyloom new clause sign-in --topic visitors
    """


@new.command("school")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--name", "called", help="What the school is called.")
@click.option("--phase", help="Its phase; a new one is begun.")
@click.option("--authority", help="Its local authority; a new one is begun.")
@click.option(
    "--party/--not-party", default=None, help="Whether the authority is a party to its policies."
)
@click.option("--adopt", multiple=True, help="A policy that it adopts; may be repeated.")
@no_input_option
@root_option
def new_school_command(
    name: str | None,
    called: str | None,
    phase: str | None,
    authority: str | None,
    party: bool | None,
    adopt: tuple[str, ...],
    no_input: bool,
    root: Path,
) -> None:
    """A school's folder with its facts to fill in. On a terminal, asks what was not said.

    Example: policyloom new school riverside
    """
    ask = questions(no_input)
    there = offers(root) if ask.asks or adopt else Offers()
    id_ = ask.id(name, "The school's id, as in its pages' addresses", _free(there.schools))
    called = ask.words(called, "Name", said(id_))
    phases, none = there.phases or ("primary",), "none"
    first = "primary" if "primary" in phases or not ask.asks else phases[0]
    phase = ask.pick(phase, "Phase", phases, first, checked)
    body = ask.pick(authority, "Local authority", (*there.authorities, none), none, checked)
    body = "" if body == none else body
    asked = NewSchool(
        id=id_,
        name=called,
        phase=phase,
        authority=body,
        party=not body or ask.yes(party, "Is it a party to the school's policies?", True),
        adopts=ask.several(_known(adopt, there), "Policies to adopt", there.policies),
    )
    _write(lambda: new_school(root, asked))
    if ask.asks:
        click.echo(f"Next: policyloom join {id_} lists what the school has still to supply.")


@new.command("policy")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--title", help="Its title.")
@click.option("--summary", help="A sentence or two on what it is about.")
@click.option("--owner", help="The post at the trust that looks after it.")
@click.option("--level", type=click.Choice(LEVELS), help="Where it is decided.")
@click.option("--topic", help="Under which it is listed.")
@click.option("--statutory/--not-statutory", default=None, help="Whether a law requires it.")
@click.option("--cycle", type=click.IntRange(1, 999), help="Months between reviews, at most.")
@click.option("--approving-body", help="Who approves it.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who may read it.")
@no_input_option
@root_option
@today_option
def new_policy_command(
    name: str | None,
    title: str | None,
    summary: str | None,
    owner: str | None,
    level: str | None,
    topic: str | None,
    statutory: bool | None,
    cycle: int | None,
    approving_body: str | None,
    audience: str | None,
    no_input: bool,
    root: Path,
    today: str,
) -> None:
    """A policy with a first section and a first clause. On a terminal, asks what was not said.

    Example: policyloom new policy lone-working
    """
    ask = questions(no_input)
    there = offers(root) if ask.asks else Offers()
    id_ = ask.id(name, "The policy's id, as in its pages' addresses", _free(there.policies))
    usual = NewPolicy(id_)
    asked = NewPolicy(
        id=id_,
        title=ask.words(title, "Title", said(id_)),
        summary=ask.words(summary, "Summary, in a sentence or two", usual.summary),
        owner=ask.words(owner, "Owner", *_usual(there.owners, usual.owner)),
        level=Level(ask.pick(level, "Decided by the", LEVELS, usual.level)),
        topic=ask.words(topic, "Topic", *_usual(there.topics, usual.topic)),
        statutory=ask.yes(statutory, "Does a law require it?", usual.statutory),
        cycle=ask.number(cycle, "Months between reviews", usual.cycle, 999),
        approving_body=ask.words(
            approving_body, "Approved by", *_usual(there.bodies, usual.approving_body)
        ),
        audience=Audience(ask.pick(audience, "Audience", AUDIENCES, usual.audience)),
    )
    _write(lambda: new_policy(root, asked, day_or_today(today)))


@new.command("clause")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--topic", help="The folder it belongs in.  [default: general]")
@click.option("--title", help="What the rule is about, in a few words.")
@click.option("--adapt", type=click.Choice(ADAPTS), help="What a school may do with it.")
@click.option("--role", multiple=True, help="Whom it concerns; may be repeated.")
@no_input_option
@root_option
@today_option
def new_clause_command(
    name: str | None,
    topic: str | None,
    title: str | None,
    adapt: str | None,
    role: tuple[str, ...],
    no_input: bool,
    root: Path,
    today: str,
) -> None:
    """A clause with its wordings to write. On a terminal, asks what was not said.

    Example: policyloom new clause sign-in --topic visitors
    """
    ask = questions(no_input)
    there = offers(root) if ask.asks else Offers()
    id_ = ask.id(name, "The clause's id, which it keeps for ever", checked)
    usual = NewClause(id_)
    roles = ask.several(role, "Whom it concerns", dict.fromkeys(there.roles, ""))
    asked = NewClause(
        id=id_,
        topic=ask.pick(topic, "Topic", there.folders, usual.topic, checked),
        title=ask.words(title, "Title", said(id_)),
        adapt=Adapt(ask.pick(adapt, "What a school may do", ADAPTS, usual.adapt)),
        roles=roles or (() if there.roles else usual.roles),
    )
    _write(lambda: new_clause(root, asked, day_or_today(today)))


@new.command("register")
@root_option
def new_register_command(root: Path) -> None:
    """The statutory register of England, with the source of each value. It is the trust's from
    then on: check what you rely on, and keep it up to date. It is no legal advice.

    Example: policyloom new register
    """
    _write(lambda: new_register(root))
    click.echo("Next: say the type of each school in its school.yml, and run policyloom register")


def _free(taken: Collection[str]) -> Callable[[str], str]:
    """A check that an id may be used and is nobody's yet."""

    def check(typed: str) -> str:
        if typed in taken:
            raise ValueError(f"There is a '{typed}' already. Choose another id.")
        return checked(typed, folder=True)

    return check


def _usual(known: Sequence[str], start: str) -> tuple[str, Sequence[str]]:
    """What is said most often, as a starting value, and all that is said."""
    return (known[0] if known else start), known


def _known(policies: Sequence[str], there: Offers) -> Sequence[str]:
    for policy in policies:
        if policy not in there.policies:
            raise click.UsageError(
                f"There is no policy '{policy}'. {nearest(policy, there.policies)}"
            )
    return policies


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a trust in a new folder; it builds at once.

    Example: policyloom init our-trust
    """
    _write(lambda: start(folder))
    click.echo(f"Next: cd {folder} and run policyloom build")


def _write(make: Callable[[], list[str]]) -> None:
    try:
        for name in make():
            click.echo(f"Wrote {name}")
    except (AlreadyThere, ValueError) as error:
        raise click.UsageError(str(error)) from error
