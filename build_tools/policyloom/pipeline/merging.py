"""Joining shards: what several machines have made becomes one site, as if one had made it.

In: the folders of shards and the trust that they were made of. Out: the published site, portals
and search included, or findings about the shards.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.places import Place
from policyloom.outputs.standing import same_file
from policyloom.pipeline.build import Engines, Progress, build
from policyloom.pipeline.executors import NoCrew
from policyloom.pipeline.finished import has_markdown
from policyloom.pipeline.growing import MARKDOWN, own_folder
from policyloom.pipeline.inputs import read_inputs
from policyloom.pipeline.jobs import Done, Job, Setup
from policyloom.pipeline.keys import engine_key
from policyloom.pipeline.looks import Part
from policyloom.pipeline.making import Made
from policyloom.pipeline.reports import Report
from policyloom.pipeline.shards import FOLDER, Bundle, Carried, digest_of, read_shard
from policyloom.pipeline.staging import Grown
from policyloom.pipeline.workshop import workshop_findings

_STALE = "The site would say something else than the files do, so nothing was published."
_AGAIN = "Make the shards again of the files as they are here."


def merge(
    root: Path, folders: Sequence[Path], engines: Engines, findings: Findings, progress: Progress
) -> Report:
    """Publish what the shards in these folders hold, or in all folders below build/shards.

    What was asked for is read from them. What stops it is in `findings`. Raises OSError where the
    disk refuses.
    """
    bundles = _bundles(root, folders or sorted((root / FOLDER).glob("*-of-*")), findings)
    if not bundles:
        return Report()
    asked = replace(bundles[0].made.asked, root=root)
    workshop_findings(root, findings, asked.pdfs)
    return build(asked, engines, findings, progress, partial(Joined, bundles))


class Joined:
    """Does the jobs of a build by taking from the shards what came of them."""

    def __init__(self, bundles: Iterable[Bundle], setup: Setup) -> None:
        self.setup = setup
        self.carried = {
            school: (bundle.folder, said)
            for bundle in bundles
            for school, said in bundle.schools.items()
        }

    def done(self, jobs: Iterator[Job], count: int) -> Iterator[Done]:
        for job in jobs:
            folder, said = self.carried.get(job.school, (Path(), None))
            if said is None or said.kept.key != job.key:
                raise NoCrew(
                    "shard-stale",
                    FOLDER,
                    f"What the shards say of {job.school} is about other files",
                    _STALE,
                    _AGAIN,
                )
            yield self._done(job, folder, said)

    def _done(self, job: Job, folder: Path, said: Carried) -> Done:
        """As the job itself would tell it, of the site that is published here."""
        kept = said.kept
        done = Done(job.school, kept.holds, kept.findings, said.blocked, upcoming=kept.next_change)
        if said.blocked or job.look:
            return done
        root, release = self.setup.asked.root, self.setup.release
        at = own_folder(self.setup.making)
        unchanged = tuple(f for f, key in kept.parts.items() if release.unchanged(Part(f), key))
        rendered = tuple(f for f in kept.parts if f not in unchanged)
        has = has_markdown(root, job.school, job.key, kept.holds.since)
        for name in (*rendered, *([] if has else [f"{MARKDOWN}/{job.school}"])):
            _bring(folder / name, at / name)
        return replace(
            done,
            keys=dict(kept.parts),
            unchanged=unchanged,
            rendered=rendered,
            made=Made(*said.made, (), {a: Grown(pages) for a, pages in said.pages.items()}),
            at=str(at),
            markdown=None if has else said.markdown,
        )


def _bring(old: Path, new: Path) -> None:
    """A folder of a shard under a second name; one without files may have been lost on the way."""
    new.mkdir(parents=True)
    if old.is_dir():
        shutil.copytree(old, new, copy_function=same_file, dirs_exist_ok=True)


def _bundles(root: Path, folders: Sequence[Path], findings: Findings) -> list[Bundle]:
    """The shards, where together they are all, and of just these files; else none."""
    here = Findings()
    bundles = [bundle for folder in folders if (bundle := _read(root, folder, here))]
    if len(bundles) == len(folders):
        _check_numbers(root, bundles, here)
    engine, files = engine_key(root), read_inputs(root)
    for bundle in bundles:
        key = files.whole(engine, bundle.made.asked.made())
        _check_made(root, bundle, engine, key, here)
    findings.extend(here)
    return [] if here.errors() else bundles


def _read(root: Path, folder: Path, findings: Findings) -> Bundle | None:
    """A shard, of which every file is as it was made."""
    bundle = read_shard(folder)
    lost = [
        name
        for said in (bundle.schools.values() if bundle else ())
        for name, digest in said.digests.items()
        if digest_of(folder / name) != digest
    ]
    if bundle is None or lost:
        findings.error(
            "shard-damaged",
            _place(root, folder),
            f"{lost[0]} in this shard is not as it was made" if lost else "Here lies no shard",
            "Pages would be missing or wrong, so nothing was published.",
            "Bring the whole folder again from where it was made, hidden files and all, or make it "
            "again with 'policyloom build --shard'.",
        )
    return bundle


def _check_numbers(root: Path, bundles: Sequence[Bundle], findings: Findings) -> None:
    """Each shard once, and all of one kind."""
    first = bundles[0] if bundles else None
    seen: dict[int, Bundle] = {}
    for bundle in bundles:
        assert first is not None
        number = bundle.shard.number
        if (bundle.shard.of, bundle.made.asked) != (first.shard.of, first.made.asked):
            findings.error(
                "shards-differ",
                _place(root, bundle.folder),
                f"This shard and {_place(root, first.folder).file} are not of one build: "
                f"{_said(bundle)}, and {_said(first)}",
                "Some schools would be there twice or not at all, or not as they were asked for.",
                "Make all shards with the same options and the same --today, and name the folders "
                "that belong together.",
            )
        elif number in seen:
            findings.error(
                "shard-twice",
                _place(root, bundle.folder),
                f"Shard {bundle.shard} lies in {_place(root, seen[number].folder).file} as well",
                "Nobody can tell which of the two is meant.",
                "Name each shard once.",
            )
        seen.setdefault(number, bundle)
    of = first.shard.of if first else 1
    missing = [str(number) for number in range(1, of + 1) if number not in seen]
    if missing and not findings.errors():
        those = f"Of {of} shards these are missing: {', '.join(missing)}"
        findings.error(
            "shard-missing",
            Place(FOLDER),
            those if first else "There is no shard",
            "Schools would be missing from the site, so nothing was published.",
            "Make every shard with 'policyloom build --shard', and bring all of them here.",
        )


def _said(bundle: Bundle) -> str:
    asked = bundle.made.asked
    named = {
        "--keep-going": asked.keep_going,
        "--no-pdfs": not asked.pdfs,
        "--no-history": not asked.history,
        "--redline-pdfs": asked.redline_pdfs,
    }
    options = [name for name, given in named.items() if given]
    return " ".join([f"{bundle.shard} --today {asked.today}", *options])


def _check_made(root: Path, bundle: Bundle, engine: str, key: str, findings: Findings) -> None:
    """A shard was made of the files that lie here, by this policyloom."""
    if bundle.made.engine != engine:
        findings.error(
            "shard-other-engine",
            _place(root, bundle.folder),
            "This shard was made by another version of policyloom or of what it stands on, or with "
            "other settings or templates of pages",
            "The pages of the site would not be alike, so nothing was published.",
            "Have the same versions and the same files on every machine, and make the shard again.",
        )
    elif bundle.made.key != key:
        findings.error(
            "shard-stale",
            _place(root, bundle.folder),
            "This shard was made of other files than those that lie here",
            _STALE,
            _AGAIN,
        )


def _place(root: Path, folder: Path) -> Place:
    """Where a shard lies, from the trust's folder where it is in that."""
    inside = folder.resolve().is_relative_to(root)
    return Place((folder.resolve().relative_to(root) if inside else folder).as_posix())
