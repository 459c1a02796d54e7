"""What meets the rows of the statutory register: `register` in the files of the trust, its schools,
its policies and its attached files enters; what is meant leaves, with findings where it is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policyloom.findings import nearest
from policyloom.load.clauses import placer
from policyloom.load.documents import Document, Path
from policyloom.load.kinds import Wrong, read_url
from policyloom.load.report import Report
from policyloom.load.statutory import FILE
from policyloom.load.texts import Texts
from policyloom.model.attached import Attached
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Policy
from policyloom.model.schools import School, Trust
from policyloom.model.statutory import Elsewhere, Holding, RowRef, Statutory
from policyloom.schemas.statutory import ElsewhereEntry

KEY = "register"
_WHY = "The row that is meant would still be told of as missing."


def read_elsewhere(
    document: Document, entries: Mapping[str, ElsewhereEntry], texts: Texts
) -> dict[str, Elsewhere]:
    """By row, how the trust or a school meets it apart from the policies here."""
    found = {}
    for row, entry in entries.items():
        path: Path = (KEY, row)
        said = [(h, words) for h in Holding if (words := getattr(entry, h.value))]
        if len(said) != 1:
            what = f"'{row}' says {'more than one thing' if said else 'nothing'}."
            fix = "Write one of 'url: …', 'kept: …' and 'not_applicable: …'."
            texts.report.error("register-says", document.key_place(path), what, _WHY, fix)
            continue
        holding, words = said[0]
        if holding is Holding.PUBLISHED:
            words = _address(document, (*path, holding.value), words, texts.report)
        else:
            mark = document.mark((*path, holding.value))
            texts.words(words, placer(mark.place, mark.exact), facts=False)
        if words:
            found[row] = Elsewhere(row, holding, words, document.key_place(path))
    return found


def read_rows(document: Document, rows: Sequence[str]) -> tuple[RowRef, ...]:
    """The rows that a policy or an attached file meets."""
    written = document.root.get(KEY)
    alone = isinstance(written, str)
    return tuple(
        RowRef(row, document.place((KEY,) if alone else (KEY, i))) for i, row in enumerate(rows)
    )


def _address(document: Document, path: Path, url: str, report: Report) -> str:
    try:
        return read_url(url)
    except Wrong as wrong:
        why = "Readers who look for what has to be published would be led nowhere."
        report.error(wrong.code, document.place(path), wrong.what, why, wrong.fix)
        return ""


def check_rows(
    register: Statutory | None,
    trust: Trust,
    schools: Mapping[str, School],
    policies: Iterable[Policy],
    attached: Mapping[str, tuple[Attached, ...]],
    report: Report,
) -> None:
    """A finding for each row, and each type of school, that the register does not have."""
    _check_types(register, schools.values(), report)
    for scope, place, row in _named(trust, schools, policies, attached):
        if register is None:
            fix = f"Begin {FILE} with `policyloom new register`, or remove the key."
            what = f"The trust has no statutory register that could have a row '{row}'."
            report.within(scope).error("no-register", place, what, _WHY, fix)
        elif row not in register.rows:
            fix = nearest(row, register.rows) or f"The rows are those of {FILE}."
            what = f"The statutory register has no row '{row}'."
            report.within(scope).error("unknown-row", place, what, _WHY, fix)


def _check_types(register: Statutory | None, schools: Iterable[School], report: Report) -> None:
    for school in schools:
        if not school.type or (register is not None and school.type in register.types):
            continue
        known = register.types if register else ()
        report.within(Scope(school=school.id)).error(
            "unknown-type",
            school.type_place or school.place,
            f"There is no type of school '{school.type}'.",
            "Nobody could tell which policies the law asks of the school.",
            nearest(school.type, known) or f"Declare it under 'types' in {FILE}.",
        )


def _named(
    trust: Trust,
    schools: Mapping[str, School],
    policies: Iterable[Policy],
    attached: Mapping[str, tuple[Attached, ...]],
) -> Iterator[tuple[Scope, Place, str]]:
    """Every row that is named somewhere, with what a wrong one would stop."""
    for elsewhere in trust.register.values():
        yield Scope(), elsewhere.place, elsewhere.row
    for policy in policies:
        yield from ((Scope(policy=policy.id), ref.place, ref.row) for ref in policy.register)
    for id_, school in schools.items():
        yield from ((Scope(school=id_), e.place, e.row) for e in school.register.values())
    for id_, every in attached.items():
        for each in every:
            yield from ((Scope(school=id_), ref.place, ref.row) for ref in each.register)
