"""Building: from authored files to a published site. One story, told in `build`.

In: a trust's root and what is asked. Out: the site's folders, and a Report. Nothing is published
where something that is asked for cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from policyloom.collector import collect_seldom
from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.estate import Estate
from policyloom.model.places import Scope
from policyloom.outputs.pdf import IMAGES
from policyloom.outputs.site_pages import WORDS
from policyloom.pipeline.asked import Asked, Shard
from policyloom.pipeline.checks import block_library
from policyloom.pipeline.clearing import clear_unused
from policyloom.pipeline.crew import Crew, Hire
from policyloom.pipeline.executors import NoCrew
from policyloom.pipeline.finished import drop_markdown, has_markdown, place_markdown
from policyloom.pipeline.growing import clear_making, new_making, place
from policyloom.pipeline.holding import days_of_trust, holding, one_day, shortest
from policyloom.pipeline.inputs import look_around, read_inputs, school_keys
from policyloom.pipeline.jobs import Done, Job, Setup, lend
from policyloom.pipeline.keys import engine_key, files_key, programs_key
from policyloom.pipeline.known import Known
from policyloom.pipeline.last import NONE, Last, forget_last, read_last, write_last
from policyloom.pipeline.looks import Part
from policyloom.pipeline.making import SchoolBuilder
from policyloom.pipeline.memory import TRUST, memory
from policyloom.pipeline.portal_parts import PortalBuilder, PortalParts, tell_engine
from policyloom.pipeline.reports import Report
from policyloom.pipeline.shards import MadeOf, clear_shard, leave_shard
from policyloom.pipeline.staging import Grown, Staging
from policyloom.pipeline.typesetting import look_anew
from policyloom.pipeline.upcoming import Upcoming, soonest
from policyloom.pipeline.weave import Weave, stops_everyone, weave_trust, with_policies

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Engines:
    """What makes pages: handed in, so that the site engine stays behind one door."""

    school: SchoolBuilder
    portal: PortalBuilder


def build(
    asked: Asked, engines: Engines, findings: Findings, progress: Progress, hire: Hire = Crew
) -> Report:
    """Publish a trust's policies: every audience's folder, whole, or nothing. A shard is left for
    `merge` instead, whole or not at all.

    What stops it is in `findings`. `hire` finds who does the jobs. Raises OSError where the disk
    refuses.
    """
    collect_seldom()
    look_anew()
    root, inputs, programs = asked.root, read_inputs(asked.root), programs_key()
    engine = engine_key(root, programs)
    key = inputs.whole(engine, asked.made())
    lasting = inputs.whole(engine, replace(asked.made(), today=""))
    staging, last = Staging(root, root / asked.site), read_last(root)
    clear_making(root)
    if asked.shard:
        clear_shard(root, asked.shard)
    elif last.key == lasting and last.holds.on(asked.today) and _stands(root, staging, last):
        findings.extend(last.findings)
        return Report(unchanged=list(last.parts), next_change=last.next_change)
    else:
        forget_last(root, last)
    with memory(root, TRUST, programs):
        estate = load_estate(root, findings, apart=True)
        if estate is None:
            return Report()
        loaded = Findings(findings)
        trust = with_policies(weave_trust(estate, asked.today, findings), findings)
        block_library(trust, findings)
    how = replace(asked.made(), today="", schools=(), keep_going=False)
    keys = school_keys(inputs, estate, loaded, how, engine)
    known = Known(root, asked.today, last.schools, keys, staging.release)
    files = inputs.by_school(estate.schools)
    made_with = (programs, engine)
    work = _Build(asked, engines, trust, findings, progress, staging, made_with, known, files)
    going = work.make(estate, loaded, hire)
    if asked.shard:
        if going:
            work.leave(asked.shard, key)
        return work.report
    if going:
        work.publish()
        clear_unused(root)
    work.remember(lasting)
    return work.report


def _stands(root: Path, staging: Staging, last: Last) -> bool:
    """Whether all that the last build made is there as it made it."""
    return staging.release.whole() and all(
        has_markdown(root, school, kept.key, kept.holds.since)
        for school, kept in last.schools.items()
        if kept.parts
    )


class _Build:
    """One build under way."""

    def __init__(
        self,
        asked: Asked,
        engines: Engines,
        trust: Weave,
        findings: Findings,
        progress: Progress,
        staging: Staging,
        keys: tuple[str, str],
        known: Known,
        files: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.asked, self.engines, self.trust = asked, engines, trust
        self.findings, self.progress = findings, progress
        self.report = Report()
        self.root = asked.root
        self.staging, self.known, self.files = staging, known, files
        self.programs, self.engine = keys
        self.audiences = tuple(trust.estate.trust.sites)
        every, shard = tuple(trust.estate.schools), asked.shard
        self.schools = tuple(s for s in every if shard.has(s)) if shard else every
        self.keys: dict[Part, str] = {}
        self.grown: dict[str, Grown] = {}
        self.stopped: set[str] = set()
        self.coming: list[Upcoming] = []
        self.dones: list[Done] = []
        self.holds = one_day(asked.today)

    def make(self, estate: Estate, loaded: Findings, hire: Hire) -> bool:
        """Have everything made but the portals; False where nothing of it may be used."""
        drop_markdown(self.root)
        lost = False
        try:
            self.do_jobs(estate, loaded, hire)
        except NoCrew as error:
            error.tell(self.findings)
            lost = True
        finally:
            clear_making(self.root)
        self.report.next_change = soonest(self.coming)
        if lost or self._must_stop() or any(f.code == "site-engine" for f in self.findings):
            self.discard()
            return False
        self.report.held = sorted(self.stopped)
        return True

    def leave(self, shard: Shard, key: str) -> None:
        """Leave a shard: what was made, what stands as it is, and all that was found out."""
        for folder in self.report.unchanged:
            self.staging.release.keep(Part(folder))
        made = MadeOf(key, self.engine, self.asked.made())
        release, school_keys = self.staging.release, self.known.keys
        self.report.left = leave_shard(shard, made, self.root, release, self.dones, school_keys)
        self.discard()

    def publish(self) -> None:
        """Let the whole take the place of what is published, where it is anything else."""
        held = frozenset(self.stopped) | self._not_asked()
        portals = PortalParts(self.trust, self.staging, self.engine)
        kept = frozenset(f"{audience}/{school}" for audience in self.audiences for school in held)
        if not self.report.rendered and portals.same(self.keys, kept):
            place_markdown(self.root, self.schools)
            self.discard()
            return
        standing = self.keep(held)
        if not portals.write(self.engines.portal, self.findings):
            self.discard()
            return
        self.progress("portal")
        place_markdown(self.root, self.schools)
        keys, grown = self.keys | portals.keys, self.grown | portals.grown
        self.staging.publish(keys, grown, standing)
        self.report.published = True

    def remember(self, key: str) -> None:
        """Keep for the next build what this one found. `key` is that of all it was made from but
        the day."""
        found, report = tuple(self.findings), self.report
        parts = (*report.unchanged, *report.rendered)
        holds = shortest(self.asked.today, (self.holds, *(done.holds for done in self.dones)))
        done = NONE
        if not self.findings.errors():
            done = Last(key, holds, parts, found, report.next_change)
        write_last(self.root, replace(done, schools=self.known.schools))

    def discard(self) -> None:
        """Leave everything as it was."""
        self.staging.discard()
        drop_markdown(self.root)

    def do_jobs(self, estate: Estate, loaded: Findings, hire: Hire) -> None:
        """Have each school woven and made; every school is looked at, so that every finding is
        told in one run."""
        days = days_of_trust(self.root, self.trust.estate.schools)
        self.holds = holding(days, self.asked.today)
        # A worker elsewhere weaves the trust's own editions again, from what they were woven from.
        lean = replace(estate, schools=self.trust.estate.schools)
        setup = Setup(
            self.asked,
            lean,
            tuple(loaded),
            self.engine,
            self.staging.release,
            self.engines.school,
            self.programs,
            new_making(self.root),
            files_key(self.root, WORDS, IMAGES),
            None if look_around(estate) else days,
        )
        lend(setup, self.trust)
        todo = self._todo()
        first = list(islice(todo, self.known.changed(self.schools) or None))
        doing = hire(setup).done(self._jobs(chain(first, todo)), len(first))
        for number, done in enumerate(doing, 1):
            place(done, self.known.keys[done.school], self.root, self.staging.next)
            self.known.learn(done)
            self.take(done)
            self.progress(f"{done.school} ({number} of {max(number, len(first))})")

    def _todo(self) -> Iterator[str]:
        """The schools that there is work for: first those that are known to have changed, so that
        it is begun while the others are looked at."""
        for school in sorted(self.schools, key=lambda school: school in self.known.schools):
            if not self._take_known(school):
                yield school

    def _take_known(self, school: str) -> bool:
        """Take over what came of a school last time; False where there is work to do."""
        asked = school not in self._not_asked()
        done = self.known.done(school) if asked else self.known.looked(school)
        if done is not None:
            self.take(done)
        return done is not None

    def _jobs(self, schools: Iterable[str]) -> Iterator[Job]:
        """A job for each of these schools; once the build has to stop, only to look."""
        not_asked = self._not_asked()
        for school in schools:
            look = school in not_asked or self._must_stop()
            yield Job(school, self.known.keys[school], self.files[school], look)

    def take(self, done: Done) -> None:
        """Add what came of a job to what is known."""
        self.dones.append(done)
        self.findings.extend(done.findings)
        if done.blocked:
            self.stopped.add(done.school)
        self.keys |= {Part(folder): key for folder, key in done.keys.items()}
        self.report.unchanged += done.unchanged
        self.report.rendered += done.rendered
        self.report.pages += done.made.pages
        self.report.pdfs += done.made.pdfs
        self.grown |= {f"{audience}/{done.school}": g for audience, g in done.made.grown.items()}
        if done.upcoming and done.school not in self._not_asked():
            self.coming.append(done.upcoming)
        for problem in done.made.problems:
            place = self.trust.estate.schools[done.school].place
            tell_engine(self.findings, problem, place, Scope(done.school))

    def _must_stop(self) -> bool:
        """Whether something is wrong that keeps every school from being published."""
        if stops_everyone(self.findings, self.trust):
            return True
        return bool(self.stopped) and not self.asked.keep_going

    def _not_asked(self) -> frozenset[str]:
        return frozenset(self.schools) - frozenset(self.asked.schools or self.schools)

    def keep(self, held: frozenset[str]) -> list[str]:
        """The folders that stand as they are: what has not changed, and the last release of a
        school that is held."""
        release, found = self.staging.release, list(self.report.unchanged)
        for school in sorted(held):
            for audience in self.audiences:
                part = Part(f"{audience}/{school}")
                if (release.site / part.folder).is_dir():
                    self.keys[part] = release.key(part)
                    found.append(part.folder)
        return found
