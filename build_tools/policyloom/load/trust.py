"""The trust's own settings, and the facts of phases and authorities: files enter, `Trust` and facts
by tier leave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyloom.findings import nearest
from policyloom.load.accessibility import read_accessibility
from policyloom.load.checking import read_checking
from policyloom.load.clauses import placer
from policyloom.load.documents import Document
from policyloom.load.elsewhere import read_elsewhere
from policyloom.load.files import Folder
from policyloom.load.look import read_front, read_look
from policyloom.load.report import Report
from policyloom.load.roles import read_roles
from policyloom.load.settings import Settings
from policyloom.load.shape import validate
from policyloom.load.texts import Texts
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.facts import Tier
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.model.schools import Delegation, Facts, Front, Trust
from policyloom.schemas.schools import TierFile, TrustFile
from policyloom.schemas.types import ID_RULE, is_id

FILE = "schools/trust.yml"
_SITE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?")


def read_trust(folder: Folder, texts: Texts) -> Trust | None:
    """The trust's settings; None where the file cannot be made out at all."""
    report = texts.report
    text = folder.text(folder.root / FILE, report)
    document = read_yaml(text, FILE, report) if text is not None else None
    model = validate(TrustFile, document, report) if document else None
    if document is None or model is None:
        return None
    settings = Settings(document, texts.names, Tier.TRUST, report)
    settings.name("trust.name", ("name",)).read(("set",))
    return Trust(
        name=model.name,
        facts=settings.facts,
        sites=_sites(document, model, report),
        scheme=_scheme(document, model, texts),
        look=read_look(folder, document, model.look, None, report),
        place=Place(FILE),
        front=read_front(document, model.front, Front(), texts.names, report),
        roles=read_roles(document, model, texts),
        accessibility=read_accessibility(document, model, texts),
        checking=read_checking(document, model, texts),
        register=read_elsewhere(document, model.register_, texts),
    )


def _sites(document: Document, model: TrustFile, report: Report) -> dict[Audience, str]:
    found: dict[Audience, str] = {}
    for audience in Audience:
        if audience not in model.audiences:
            continue
        address = model.audiences[audience] or ""
        if address and not _SITE.fullmatch(address):
            report.error(
                "fact-type",
                document.place(("audiences", audience.value)),
                f"'{address[:60]}' is no address of a site.",
                "Links between the sites and in feeds would not work.",
                "Write it as in https://policies.example.org/, or leave it empty.",
            )
            address = ""
        found[audience] = address.rstrip("/") + "/" if address else ""
    return found


def _scheme(document: Document, model: TrustFile, texts: Texts) -> dict[str, Delegation]:
    found = {}
    for policy, bodies in model.scheme.items():
        place = document.key_place(("scheme", policy))
        if policy not in texts.policies:
            what = f"There is no policy '{policy}'."
            why = "Nobody would be entitled to approve the policy that is meant."
            texts.report.error("unknown-policy", place, what, why, nearest(policy, texts.policies))
            continue
        at = placer(document.place(("scheme", policy)), False)
        for body in bodies:
            texts.words(body, at)
        found[policy] = Delegation(policy, tuple(bodies), place)
    return found


@dataclass(frozen=True, slots=True)
class Tiers:
    """The facts of each phase or authority that is whole, and the ids of all."""

    facts: dict[str, Facts]
    names: frozenset[str]


def read_tiers(folder: Folder, name: str, tier: Tier, texts: Texts) -> Tiers:
    """The facts of every file in `schools/<name>/`."""
    report = texts.report
    found: dict[str, Facts] = {}
    names: set[str] = set()
    for path in folder.entries(folder.root / "schools" / name, report):
        file = folder.name(path)
        if path.suffix != ".yml":
            fix = "Remove it, or let its name end in .yml."
            why = "What it says would reach no school."
            report.error("stray-file", Place(file), "Nothing reads this file.", why, fix)
            continue
        if not is_id(path.stem):
            stem = file.rpartition("/")[2].removesuffix(".yml")
            fix = f"Rename the file: an id has {ID_RULE}."
            why = "No school could name it."
            report.error("bad-id", Place(file), f"'{stem}' cannot be an id.", why, fix)
            continue
        names.add(path.stem)
        text = folder.text(path, report)
        document = read_yaml(text, file, report) if text is not None else None
        if document is not None and validate(TierFile, document, report) is not None:
            settings = Settings(document, texts.names, tier, report)
            found[path.stem] = settings.read(("set",)).facts
    return Tiers(found, frozenset(names))
