"""Whatever people and the calendar do in turn, and whenever a command is killed, the store is whole and says what the data says.

::

    build, build --present, amend, rollback, a question      each is killed at times
    a note, an alias, a text that breaks and is mended       the data folder is edited by hand
    days pass

After every step the current snapshot opens, and is byte for byte what a build from nothing of that data on that present date is;
the date is the one that a person chose, or else the day to which the calendar had come.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pyoxigraph import DefaultGraph, RdfFormat, Store

from benchmarks.plans import ISSUED, Row, add_version, data_folder, plan
from kg.corpus.folder import DocumentData, load_data_folder
from kg.errors import ZhizeError
from kg.files.digests import data_digest, file_digests
from kg.stores import current
from kg.stores.freshness import current_manifest
from kg.stores.snapshot import open_snapshot
from kg.stores.write_snapshot import KEPT
from tests.publishing.conftest import BASE, REGISTER
from tests.support.dated_command import DatedCommand
from tests.support.example_counts import WALKS
from tests.support.killing import Moment
from tests.support.whole_dataset import build_dataset

PLAN = replace(plan(1), rows=(Row("建设老年食堂。", "民政厅负责。"),))
CLAUSES = ("民政厅负责。", "财政厅负责。", "民政厅牵头，财政厅参加。")
BEGIN = ISSUED + timedelta(days=90)
LAST_WRITING, LAST_BYTE = 2_000, 250_000
"""About how many audited events a publication has, and bytes its longest file."""

whole_or_killed = st.none()
if sys.platform != "win32":  # which has no kill -9
    whole_or_killed |= st.none() | st.one_of(
        st.one_of(st.integers(1, 300), st.integers(1, LAST_WRITING)).map(lambda number: Moment("writing", number)),
        st.integers(1, LAST_BYTE).map(lambda number: Moment("byte", number)),
    )
days = st.integers(1, 60)


@dataclass(frozen=True)
class Content:
    """What a data folder says on a date: all its quads and those of the present, each by its digest."""

    quads: str
    present: str


@dataclass(frozen=True)
class Said:
    """What a store says: the content of some data on a present date, which a person chose or the calendar."""

    content: Content
    data: str
    present: date
    pinned: bool


class Publications(RuleBasedStateMachine):
    """A person with the command, a data folder and a calendar; ``said`` is what the store has to say."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.command = DatedCommand(Path(self.place.name))
        self.content = lru_cache(self._content)
        self.today = BEGIN
        self.said: Said | None = None
        self.broken: tuple[Path, bytes] | None = None
        self.edits = 0
        self.presents: dict[str, str] = {}

    def teardown(self) -> None:
        self.place.cleanup()

    @initialize()
    def write_the_data(self) -> None:
        data_folder(self.command.data, [PLAN], REGISTER)
        add_version(
            self.command.data, replace(PLAN, rows=(Row("建设百个老年食堂。", CLAUSES[1]),)), ISSUED + timedelta(days=60)
        )

    @rule(killed=whole_or_killed)
    def build(self, killed: Moment | None) -> None:
        self._publish(["build"], self.today, False, killed)

    @rule(killed=whole_or_killed, offset=st.integers(-60, 200))
    def build_present(self, killed: Moment | None, offset: int) -> None:
        day = BEGIN + timedelta(days=offset)
        self._publish(["build", "--present", str(day)], day, True, killed)

    @rule(killed=whole_or_killed, later=days, clause=st.sampled_from(CLAUSES))
    def amend(self, killed: Moment | None, later: int, clause: str) -> None:
        self.edits += 1
        text = self.command.folder / "new.txt"
        text.write_text(replace(PLAN, rows=(Row(f"建设{self.edits}个老年食堂。", clause),)).text(), encoding="utf-8")
        day = self.document.versions[-1].date + timedelta(days=later)
        how = ["--kind", "amendment", "--date", str(day), "--basis", "工作需要", "--fail-on", "never", "--yes"]
        self._publish(["amend", PLAN.id, str(text), *how], *self._present_after_a_change(), killed)

    @precondition(lambda self: len(self.document.effective) > 1)
    @rule(killed=whole_or_killed)
    def roll_back(self, killed: Moment | None) -> None:
        *rest, _ = self.document.effective
        present, pinned = self._present_after_a_change()
        call = ["rollback", PLAN.id, "--reason", "误录", "--by", "王某", "--yes"]
        if self._publish(call, present, pinned, killed):
            assert [version.date for version in self.document.effective] == [version.date for version in rest]
            before = next((version for version in reversed(rest) if version.date <= present), None)
            manifest = current_manifest(self.command.store)
            assert manifest
            assert manifest.documents[PLAN.id].in_force == (before.date if before else None)

    @rule(killed=whole_or_killed)
    def ask(self, killed: Moment | None) -> None:
        """Ask a question: what is behind catches up first, and where it cannot, the old graph answers."""
        question = ["tasks", "民政厅"]
        if self.said is None:
            assert self.command.run(self.today, *question) == 2
        elif self._behind(self.said):
            self._publish(question, *self._present_after_a_change(), killed, refused=0)
        else:
            self._publish(question, self.said.present, self.said.pinned, killed)

    @rule(edit=st.sampled_from(("note", "alias", "text")))
    def edit_by_hand(self, edit: str) -> None:
        """Add to a note, or to a body's names, or break a text, or mend the one that is broken."""
        self.edits += 1
        if self.broken:
            text, content = self.broken
            text.write_bytes(content)
            self.broken = None
        elif edit == "text":
            text = self.document.versions[-1].text
            self.broken = text, text.read_bytes()
            text.write_bytes(b"\xff")
        elif edit == "note":
            facts = self.document.folder / str(ISSUED) / "version.toml"
            facts.write_text(facts.read_text(encoding="utf-8").replace("文本", "文文本"), encoding="utf-8")
        else:
            names = REGISTER.replace("aliases = []", f'aliases = ["老龄{self.edits}厅"]', 1)
            (self.command.data / "organizations.toml").write_text(names, encoding="utf-8")

    @rule(passing=days)
    def days_pass(self, passing: int) -> None:
        self.today += timedelta(days=passing)

    @invariant()
    def the_store_is_whole_and_says_what_the_data_says(self) -> None:
        if self.said is None:
            assert current_manifest(self.command.store) is None
            return
        snapshot = current(self.command.store)
        found = snapshot.manifest
        assert (found.present_date, found.pinned) == (self.said.present, self.said.pinned)
        assert found.sources_digest == self.said.data
        assert _digest(snapshot.dump("nquads")) == self.said.content.quads

    @property
    def document(self) -> DocumentData:
        return load_data_folder(self.command.data).documents[0]

    def _publish(
        self, call: list[str], present: date, pinned: bool, killed: Moment | None, *, refused: int = 2
    ) -> bool:
        """Make a call that shall publish the data on this date, and return whether it did; else nothing has changed.

        ``refused`` is its exit code where the data cannot be read.
        """
        before = _current(self.command.store)
        died = killed is not None and self.command.run_until(killed, self.today, *call)
        code = 0 if died or killed else self.command.run(self.today, *call)
        digest = data_digest(self.command.data)
        content = self.content(digest, present)
        published = _current(self.command.store) != before if killed else content is not None
        if published:
            assert content
            self.said = Said(content, digest, present, pinned)
        if not killed:
            assert code == (0 if content else refused)
            self._nothing_is_left_over(call[0], changed=_current(self.command.store) != before)
        return published

    def _present_after_a_change(self) -> tuple[date, bool]:
        """Return the present date of a publication for which nobody chooses one, and whether it is pinned."""
        return (self.said.present, True) if self.said and self.said.pinned else (self.today, False)

    def _behind(self, said: Said) -> bool:
        if data_digest(self.command.data) != said.data:
            return True
        then, now = (self.document.in_force(day) for day in (said.present, self.today))
        return not said.pinned and then != now

    def _content(self, _data: str, present: date) -> Content | None:
        """Build the data folder from nothing; return None where it cannot be read."""
        try:
            data = load_data_folder(self.command.data)
            store = Store()
            store.bulk_load(build_dataset(data, BASE, present).nquads(), format=RdfFormat.N_QUADS)
        except ZhizeError:
            return None
        dumped = store.dump(format=RdfFormat.N_QUADS) or b""
        holding = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
        content = Content(_digest(_sorted(dumped)), _digest(_sorted(holding)))
        self._the_present_is_that_of_the_version_in_force(content, present)
        return content

    def _the_present_is_that_of_the_version_in_force(self, content: Content, present: date) -> None:
        """Hold that the present says the same as whenever this version was in force: before an amendment, after a rollback."""
        version = self.document.in_force(present)
        files = file_digests(version.text.parent) if version else {}
        source = f"{sorted(files.items())} {_digest((self.command.data / 'organizations.toml').read_bytes())}"
        assert self.presents.setdefault(source, content.present) == content.present

    def _nothing_is_left_over(self, name: str, *, changed: bool) -> None:
        """Hold that a call that wrote leaves nothing half written, not even of one that was killed before it."""
        snapshots = sorted((self.command.store / "snapshots").glob("*"))
        for snapshot in snapshots:
            open_snapshot(snapshot)
        if changed:
            assert len(snapshots) <= KEPT
            assert sorted(file.name for file in self.command.store.iterdir()) == ["CURRENT", "lock", "snapshots"]
            assert name not in {"amend", "rollback"} or not list(self.document.folder.glob(".*"))


def _current(store: Path) -> bytes | None:
    """Return which snapshot is current, and in which state."""
    file = store / "CURRENT"
    return file.read_bytes() if file.exists() else None


def _sorted(lines: bytes) -> bytes:
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


TestPublications = Publications.TestCase
TestPublications.settings = WALKS
