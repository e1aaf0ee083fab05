"""Which part is which over the versions of a document: the records beside a text, and the ids they give its parts.

A part's id is its name for ever; where it stands and what number is printed before it may change. Whoever loads a new
text decides once which part continues which; ``identities.toml`` beside the text records the decision, and every build
reads it. The key of a record is the sort of the part and the place where its words begin in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from kg.bilingual import Text
from kg.errors import InputError
from kg.files.toml_records import TomlTable, read_toml, toml_line
from kg.linking import Deadline, LinkedDocument, Place, Target
from kg.parsing import Document

MATCHER = "1"
"""The version of the matcher; it moves when the matcher would decide otherwise."""
_QUOTED = 20


class PartType(StrEnum):
    """The sorts of parts that keep their names over versions."""

    TASK = "task"
    MEASURE = "measure"
    TARGET = "target"
    DEADLINE = "deadline"


class Relation(StrEnum):
    """How a part comes from the versions it was compared with.

    A ``reworded`` task has other words or another responsibility clause. ``merged`` and ``split`` parts get new ids.
    """

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    NEW = "new"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What was decided about one part: its id, how it comes from other versions, how alike, and who says so."""

    type: PartType
    id: int
    number: int | None
    start: int
    relation: Relation
    score: float | None = None
    derived_from: tuple[int, ...] = ()
    decided_by: str = "matcher"


@dataclass(frozen=True, slots=True)
class Identities:
    """The records of one version: complete, with every part of the text once."""

    compared_with: tuple[date, ...]
    matcher: str
    records: tuple[PartRecord, ...]

    def of(self, part: PartType) -> tuple[PartRecord, ...]:
        """Return the records of one sort of parts, in the order of the text."""
        return tuple(sorted((item for item in self.records if item.type is part), key=lambda item: item.start))


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands in a text: its id there, its printed number, where its words begin, and the words.

    Of parts of one sort that begin at the same place, each later one counts as beginning one place further.
    """

    type: PartType
    id: int
    number: int | None
    start: int
    words: str


def parts_of(linked: LinkedDocument) -> tuple[Part, ...]:
    """Return every part of a text that has an id: tasks, measures, targets, deadlines."""
    document = linked.document
    tasks = ((task.id, task.number, task.reading.span().start, task.text) for task in document.tasks)
    measures = ((item.id, item.number, item.heading_span.start, item.heading) for item in document.measures)
    return (
        *_apart(PartType.TASK, tasks),
        *_apart(PartType.MEASURE, measures),
        *_apart(PartType.TARGET, _commitments(linked.targets, document)),
        *_apart(PartType.DEADLINE, _commitments(linked.deadlines, document)),
    )


def _commitments(items: Iterable[Target | Deadline], document: Document) -> Iterator[tuple[int, int | None, int, str]]:
    for item in items:
        yield item.number, None, item.places[0].span.start, document.source.quote(item.places[0].span)


def _apart(part: PartType, found: Iterable[tuple[int, int | None, int, str]]) -> Iterator[Part]:
    taken: set[int] = set()
    for identity, number, start, words in found:
        while start in taken:
            start += 1
        taken.add(start)
        yield Part(part, identity, number, start, words)


def identities_of(
    linked: LinkedDocument, relation: Relation = Relation.NEW, decided_by: str = "numbering"
) -> Identities:
    """Record the ids that the parts of a text have: those of a first version, which come from its numbering."""
    score = None if relation is Relation.NEW else 1.0
    records = (
        PartRecord(part.type, part.id, part.number, part.start, relation, score, decided_by=decided_by)
        for part in parts_of(linked)
    )
    return Identities((), MATCHER, tuple(records))


def identify(linked: LinkedDocument, identities: Identities, where: str) -> LinkedDocument:
    """Return every part the id that its record says, and every reference to the part with it.

    Raises :class:`~kg.errors.InputError` when a part has no record, or a record no part; ``where`` names the file.
    """
    ids = _Ids({part: _decided(part, linked, identities, where) for part in PartType})
    document = linked.document
    tasks = tuple(replace(task, id=ids.task(task.id), measure=ids.measure(task.measure)) for task in document.tasks)
    measures = tuple(replace(measure, id=ids.of(PartType.MEASURE, measure.id)) for measure in document.measures)
    return replace(
        linked,
        document=replace(document, tasks=tasks, measures=measures),
        assignments=tuple(replace(item, task=ids.task(item.task)) for item in linked.assignments),
        elaborations=tuple(
            replace(item, task=ids.task(item.task), measure=ids.of(PartType.MEASURE, item.measure))
            for item in linked.elaborations
        ),
        targets=tuple(ids.target(item) for item in linked.targets),
        deadlines=tuple(ids.deadline(item) for item in linked.deadlines),
    )


@dataclass(frozen=True, slots=True)
class _Ids:
    """The decided id of each part, by the id with which it was read."""

    decided: Mapping[PartType, Mapping[int, int]]

    def of(self, part: PartType, identity: int) -> int:
        return self.decided[part][identity]

    def task(self, identity: int) -> int:
        return self.of(PartType.TASK, identity)

    def measure(self, identity: int | None) -> int | None:
        return None if identity is None else self.of(PartType.MEASURE, identity)

    def target(self, target: Target) -> Target:
        due = None if target.deadline is None else self.of(PartType.DEADLINE, target.deadline)
        number, tasks = self.of(PartType.TARGET, target.number), self._tasks(target.tasks)
        return replace(target, number=number, deadline=due, places=self._places(target.places), tasks=tasks)

    def deadline(self, deadline: Deadline) -> Deadline:
        number, tasks = self.of(PartType.DEADLINE, deadline.number), self._tasks(deadline.tasks)
        return replace(deadline, number=number, places=self._places(deadline.places), tasks=tasks)

    def _tasks(self, tasks: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(self.task(task) for task in tasks))

    def _places(self, places: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(
            replace(
                place,
                task=None if place.task is None else self.task(place.task),
                measure=self.measure(place.measure),
            )
            for place in places
        )


def _decided(part: PartType, linked: LinkedDocument, identities: Identities, where: str) -> dict[int, int]:
    """Find the record of each part of one sort; none may be missing or left over."""
    records = {record.start: record for record in identities.of(part)}
    decided: dict[int, int] = {}
    for item in parts_of(linked):
        if item.type is not part:
            continue
        record = records.pop(item.start, None)
        if record is None or record.number != item.number:
            raise _differs(item, record, where)
        decided[item.id] = record.id
    for record in records.values():
        raise InputError(
            Text(
                f"{part} {record.id} 被记为从第{record.start}个字符开始，而该处没有 {part}",
                f"{part} {record.id} is said to begin at character {record.start}, where the text has no {part}",
            ),
            where,
            Text(f"请删去其 [[{part}]] 或修改 start", f"take its [[{part}]] away or mend its start"),
        )
    return decided


def _differs(item: Part, record: PartRecord | None, where: str) -> InputError:
    """Return the error that says that a part has no record, or that its record has another number."""
    number = Text("", "")
    if item.number is not None:
        number = Text(f"（编号{item.number}）", f" with the number {item.number}")
    words = item.words[:_QUOTED] + ("…" if len(item.words) > _QUOTED else "")
    if record is None:
        what = Text(
            f"第{item.start}个字符处的 {item.type}{number.zh}（“{words}”）没有记录",
            f"the {item.type}{number.en} at character {item.start} (“{words}”) has no record",
        )
        printed = f", number = {item.number}" if item.number is not None else ""
        return InputError(
            what,
            where,
            Text(
                f"请加入 [[{item.type}]]，写明 id{printed} 和 start = {item.start}",
                f"add a [[{item.type}]] with its id{printed} and start = {item.start}",
            ),
        )
    recorded, read = _number(record.number), _number(item.number)
    place = Text(
        f"第{item.start}个字符处的 {item.type} {record.id}（“{words}”）",
        f"{item.type} {record.id} at character {item.start} (“{words}”)",
    )
    what = Text(
        f"{place.zh}记录中{recorded.zh}，文本中{read.zh}",
        f"{place.en} has {recorded.en} in its record and {read.en} in the text",
    )
    return InputError(what, where, Text("请按文本所写修改", "write what the text says"))


def _number(number: int | None) -> Text:
    return Text("没有编号", "no number") if number is None else Text(f"为 number = {number}", f"number = {number}")


_KEYS = frozenset({"id", "number", "start", "relation", "score", "derived_from", "decided_by"})


def load_identities(file: Path) -> Identities:
    """Read ``identities.toml``.

    Raises :class:`~kg.errors.InputError` for the first thing that is wrong in it, in one sentence.
    """
    top = TomlTable(str(file), read_toml(file), frozenset({"compared_with", "matcher", *PartType}))
    found = tuple(_record(part, entry) for part in PartType for entry in top.tables(part, _KEYS))
    seen: set[tuple[str, PartType, int]] = set()
    for record in found:
        for key, value in (("id", record.id), ("start", record.start)):
            if (key, record.type, value) in seen:
                raise top.error(
                    Text(
                        f"{record.type} 有两条记录的 {key} = {value}",
                        f"two records of a {record.type} have {key} = {value}",
                    ),
                    Text("请各用各的值", "give each its own"),
                )
            seen.add((key, record.type, value))
    return Identities(top.days("compared_with"), top.text("matcher"), found)


def _record(part: PartType, entry: TomlTable) -> PartRecord:
    relation = entry.one_of("relation", Relation)
    derived = entry.positives("derived_from") if entry.has("derived_from") else ()
    _check_sources(entry, relation, len(derived))
    return PartRecord(
        part,
        entry.whole("id"),
        entry.whole("number") if entry.has("number") else None,
        entry.whole("start"),
        relation,
        _score(entry, relation),
        derived,
        entry.text("decided_by"),
    )


def _check_sources(entry: TomlTable, relation: Relation, count: int) -> None:
    """Check that a merged part names several sources, a split part one, and any other part none."""
    if relation is Relation.MERGED and count < 2:
        raise entry.error(
            Text("合并的部分须来自几个部分", "a merged part comes from several"),
            Text("请写成 derived_from = [33, 34]", "write them as derived_from = [33, 34]"),
        )
    if relation is Relation.SPLIT and count != 1:
        raise entry.error(
            Text("拆分的部分须来自一个部分", "a split part comes from one other"),
            Text("请写成 derived_from = [33]", "write it as derived_from = [33]"),
        )
    if relation not in (Relation.MERGED, Relation.SPLIT) and count:
        raise entry.error(
            Text(f"关系为“{relation}”的部分有 derived_from", f"a part with the relation “{relation}” has derived_from"),
            Text("请删去", "take it away"),
        )


def _score(entry: TomlTable, relation: Relation) -> float | None:
    """Read how alike a part is to the one it continues."""
    if not entry.has("score"):
        if relation in (Relation.UNCHANGED, Relation.REWORDED):
            raise entry.error(
                Text("缺少键“score”", "the key “score” is missing"),
                Text("请补上它与所延续部分的相似程度，0 到 1", "add how alike it is to the part it continues, 0 to 1"),
            )
        return None
    if relation is Relation.NEW:
        raise entry.error(Text("新的部分有 score", "a new part has a score"), Text("请删去", "take it away"))
    return entry.share("score")


def identities_toml(identities: Identities) -> str:
    """Write ``identities.toml``: the same identities give the same bytes."""
    lines = [
        "# Which part is which. An id never changes; a number is the one printed in this text. Builds read this file.",
        toml_line("compared_with", identities.compared_with),
        toml_line("matcher", identities.matcher),
    ]
    for part in PartType:
        for record in identities.of(part):
            lines += ["", f"[[{part}]]", *_fields(record)]
    return "\n".join(lines) + "\n"


def _fields(record: PartRecord) -> Iterator[str]:
    yield toml_line("id", record.id)
    if record.number is not None:
        yield toml_line("number", record.number)
    yield toml_line("start", record.start)
    yield toml_line("relation", record.relation)
    if record.score is not None:
        yield toml_line("score", float(record.score))
    if record.derived_from:
        yield toml_line("derived_from", record.derived_from)
    yield toml_line("decided_by", record.decided_by)
