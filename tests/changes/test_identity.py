"""Which part is which: records that are written and read, and the ids that they give to parts and to what refers to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.changes.identity_decisions import load_decisions
from kg.changes.used_ids import highest_ids
from kg.corpus.folder import DataFolder, load_data_folder
from kg.corpus.identities import (
    Identities,
    PartRecord,
    PartType,
    Relation,
    identify,
    identities_of,
    identities_toml,
    load_identities,
    parts_of,
)
from kg.corpus.read_version import read_version
from kg.errors import InputError
from kg.linking import LinkedDocument, link
from kg.rdf import Iris, build_version
from kg.rdf.derive_short_cuts import ZZ
from kg.resources import shipped
from tests.support.change_tables import read, register
from tests.support.whole_dataset import BuiltDataset, build_dataset

BASE = "https://w3id.org/zhize/id/"
DOCUMENT = "documents/chuanbanfa-2021-57"
NAMES = st.sampled_from(("matcher", "王 小明", 'O\'Neil "B"', "反斜杠\\", "名单（2023）"))
SOURCES = {Relation.MERGED: (2, 4), Relation.SPLIT: (1, 1)}


@st.composite
def records(draw: st.DrawFn) -> PartRecord:
    relation = draw(st.sampled_from(Relation))
    least, most = SOURCES.get(relation, (0, 0))
    ids = st.integers(1, 10**6)
    scores = st.floats(0, 1)
    return PartRecord(
        draw(st.sampled_from(PartType)),
        draw(ids),
        draw(st.none() | st.integers(0, 10**6)),
        draw(st.integers(0, 10**6)),
        relation,
        None if relation is Relation.NEW else draw(scores if relation not in SOURCES else st.none() | scores),
        tuple(draw(st.lists(ids, min_size=least, max_size=most, unique=True))),
        draw(NAMES),
    )


@st.composite
def identities(draw: st.DrawFn) -> Identities:
    found = draw(st.lists(records(), max_size=8, unique_by=(lambda r: (r.type, r.id), lambda r: (r.type, r.start))))
    return Identities(tuple(draw(st.lists(st.dates(), max_size=2))), "1", tuple(found))


@given(identities())
def test_what_is_written_is_read_and_written_again_as_the_same_bytes(written: Identities) -> None:
    text = identities_toml(written)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "identities.toml"
        file.write_text(text, encoding="utf-8")
        found = load_identities(file)
    assert (found.compared_with, found.matcher) == (written.compared_with, written.matcher)
    assert set(found.records) == set(written.records)
    assert identities_toml(found) == text
    assert identities_toml(replace(written, records=written.records[::-1])) == text


@pytest.fixture(scope="module")
def seed(seed_data: DataFolder) -> LinkedDocument:
    (document,) = seed_data.documents
    return read_version(document, document.versions[0], seed_data.register)


def shifted(linked: LinkedDocument, by: int) -> Identities:
    """Give every part another id, in another order."""
    found = identities_of(linked)
    highest = {part: max(record.id for record in found.of(part)) for part in PartType}
    return replace(found, records=tuple(replace(one, id=highest[one.type] + by - one.id) for one in found.records))


def test_the_ids_of_its_own_numbers_change_nothing(seed: LinkedDocument) -> None:
    assert identify(seed, identities_of(seed), "x") == seed


def test_every_reference_follows_the_new_id(seed: LinkedDocument) -> None:
    other = identify(seed, shifted(seed, 100), "x")
    assert other != seed
    assert [task.number for task in other.document.tasks] == [task.number for task in seed.document.tasks]
    assert identify(other, identities_of(seed), "x") == seed
    again = link(other.document, register(), other.corrections)
    assert (again.assignments, again.elaborations) == (other.assignments, other.elaborations)
    assert [replace(one, number=0, deadline=None) for one in again.targets] == [
        replace(one, number=0, deadline=None) for one in other.targets
    ]
    assert [replace(one, number=0) for one in again.deadlines] == [replace(one, number=0) for one in other.deadlines]
    due = {one.number: one.as_written for one in other.deadlines}
    assert [due.get(one.deadline or 0) for one in other.targets] == [
        next((time.as_written for time in seed.deadlines if time.number == one.deadline), None) for one in seed.targets
    ]
    assert {part.id for part in parts_of(other)}.isdisjoint(range(1, 60))


@pytest.mark.parametrize(
    "text",
    [
        "一、要求\n\n（一）建设。（民政厅负责）（财政厅负责）（教育厅负责）",
        "一、要求\n\n到2025年，养老床位达到10个（民政厅负责）。到2025年，养老床位达到10个（民政厅负责）。",
        "序号\t重点任务\t责任单位\n1\t\t\n2\t\t民政厅负责。\n2\t建设。\t民政厅负责。\nx\t建设。\t民政厅负责。\n",
        "一、要求\n\n（九九九九九九九）建设。建设养老院。（民政厅负责）",
    ],
)
def test_no_two_parts_of_one_sort_begin_at_the_same_place(text: str) -> None:
    linked = read(text)
    starts = [(part.type, part.start) for part in parts_of(linked)]
    assert len(set(starts)) == len(starts)
    assert identify(linked, identities_of(linked), "x") == linked


def test_the_record_of_the_seed_gives_the_ids_that_its_numbers_give(
    seed_data: DataFolder, seed_dataset: BuiltDataset
) -> None:
    (document,) = seed_data.documents
    assert document.versions[0].identities == seed_dataset.versions[0].identities
    bare = replace(document, versions=(replace(document.versions[0], identities=None),))
    built = build_dataset(replace(seed_data, documents=(bare,)), BASE, date(2026, 11, 24))
    assert built.nquads() == seed_dataset.nquads()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("data"), tmp_path / "data"))


def test_a_build_names_parts_by_their_records_and_not_by_their_numbers(own: Path, seed: LinkedDocument) -> None:
    file = own / DOCUMENT / "2021-11-09/identities.toml"
    file.write_text(identities_toml(shifted(seed, 100)), encoding="utf-8")
    data = load_data_folder(own)
    (document,) = data.documents
    built = build_version(document, document.versions[0], data.register, Iris(BASE))
    task = URIRef(f"{BASE}document/chuanbanfa-2021-57/task/{52 + 100 - 7}")
    assert (task, ZZ.number, Literal(7)) in built.graph
    assert (URIRef(f"{BASE}document/chuanbanfa-2021-57/task/7"), None, None) not in built.graph
    assert built.identities == document.versions[0].identities


def test_the_highest_ids_count_every_version_whether_it_counts_or_not(own: Path, seed: LinkedDocument) -> None:
    folder = own / DOCUMENT
    (folder / "2021-11-09/identities.toml").unlink()
    new = folder / "2022-03-01"
    new.mkdir()
    shutil.copy(folder / "2021-11-09/text.txt", new / "text.txt")
    about = 'date = 2022-03-01\nkind = "correction"\nbasis = "误印"\nnote_zh = "改"\nnote_en = "Mended."\n'
    (new / "version.toml").write_text(about, encoding="utf-8")
    (new / "identities.toml").write_text(identities_toml(shifted(seed, 5)), encoding="utf-8")
    withdrawal = '[[withdrawal]]\nversion = 2022-03-01\nreason = "误载"\ndate = 2022-03-02\nby = "某人"\n'
    (folder / "withdrawals.toml").write_text(withdrawal, encoding="utf-8")
    data = load_data_folder(own)
    assert highest_ids(data.documents[0], data.register) == {"task": 56, "measure": 26, "target": 11, "deadline": 7}


TASK = """
[[task]]
id = 7
number = 7
start = 23
relation = "unchanged"
score = 1.0
decided_by = "matcher"
"""
HEAD = 'compared_with = [2021-11-09]\nmatcher = "1"\n'
WRONG_FILES = {
    "no TOML": (HEAD + "[[task", "TOML"),
    "no date": (HEAD.replace("2021-11-09", '"2021-11-09"'), "list of dates"),
    "a time": (HEAD.replace("2021-11-09", "2021-11-09T00:00:00"), "list of dates"),
    "no matcher": ("compared_with = []", "“matcher” is missing"),
    "an unknown key": (HEAD + TASK + "why = 1", "“why”"),
    "an unknown sort": (HEAD + TASK.replace("task", "row"), "“row”"),
    "an unknown relation": (HEAD + TASK.replace("unchanged", "same"), "same"),
    "no id": (HEAD + TASK.replace("id = 7", ""), "“id” is missing"),
    "an id that is no number": (HEAD + TASK.replace("id = 7", 'id = "7"'), "“id” is not a whole number"),
    "a negative start": (HEAD + TASK.replace("23", "-1"), "“start” is not a whole number"),
    "an id twice": (HEAD + TASK + TASK.replace("23", "24"), "id = 7"),
    "a start twice": (HEAD + TASK + TASK.replace("id = 7", "id = 8"), "start = 23"),
    "no score": (HEAD + TASK.replace("score = 1.0\n", ""), "“score” is missing"),
    "a score of a new part": (HEAD + TASK.replace("unchanged", "new"), "a new part has a score"),
    "too high a score": (HEAD + TASK.replace("1.0", "2"), "from 0 to 1"),
    "no number at all": (HEAD + TASK.replace("1.0", "nan"), "from 0 to 1"),
    "sources of an unchanged part": (HEAD + TASK + "derived_from = [1]", "“unchanged” has derived_from"),
    "one source of a merged part": (HEAD + TASK.replace("unchanged", "merged") + "derived_from = [1]", "several"),
    "two sources of a split part": (HEAD + TASK.replace("unchanged", "split") + "derived_from = [1, 2]", "one other"),
    "nobody decided": (HEAD + TASK.replace('"matcher"', '" "'), "“decided_by” is empty"),
}


@pytest.mark.parametrize("name", sorted(WRONG_FILES))
def test_a_wrong_file_gets_one_sentence(name: str, tmp_path: Path) -> None:
    text, said = WRONG_FILES[name]
    file = tmp_path / "identities.toml"
    file.write_text(text, encoding="utf-8")
    one_sentence(lambda: load_identities(file), said, "identities.toml")


def one_sentence(call: Callable[[], object], *said: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert all(words in str(caught.value) for words in said), str(caught.value)
    assert "\n" not in str(caught.value)


WRONG_RECORDS: dict[str, tuple[Callable[[PartRecord], PartRecord | None], str]] = {
    "no record": (
        lambda _: None,
        "the task with the number 1 at character 15 (“建设养老院。”) has no record; add",
    ),
    "a record of nothing": (lambda record: replace(record, start=5), "start = 15"),
    "another number": (lambda record: replace(record, number=3), "number = 3 in its record and number = 1 in the text"),
    "no number": (lambda record: replace(record, number=None), "no number in its record"),
}


@pytest.mark.parametrize("name", sorted(WRONG_RECORDS))
def test_a_record_that_does_not_fit_to_the_text_gets_one_sentence(name: str) -> None:
    change, said = WRONG_RECORDS[name]
    linked = read("序号\t重点任务\t责任单位\n1\t建设养老院。\t民政厅负责。\n2\t培训护理员。\t教育厅负责。\n")
    first, *rest = identities_of(linked).records
    assert first.start == 15
    other = change(first)
    found = replace(identities_of(linked), records=(*rest, other) if other else tuple(rest))
    one_sentence(lambda: identify(linked, found, "identities.toml"), said, "identities.toml: ")


def test_a_record_too_many_gets_one_sentence() -> None:
    linked = read("序号\t重点任务\t责任单位\n1\t建设养老院。\t民政厅负责。\n")
    found = identities_of(linked)
    extra = PartRecord(PartType.TARGET, 3, None, 18, Relation.NEW)
    more = replace(found, records=(*found.records, extra))
    one_sentence(lambda: identify(linked, more, "identities.toml"), "target 3", "character 18", "[[target]]")


DECISIONS = {
    "nothing": ("", "decides nothing"),
    "no TOML": ("[[task]", "TOML"),
    "an unknown sort": ("[[row]]\nnumber = 1", "“row”"),
    "no part": ("[[task]]\nid = 1", "which task is meant"),
    "a part named twice": ("[[task]]\nnumber = 1\nstart = 3\nid = 1", "which task is meant"),
    "no answer": ("[[measure]]\nnumber = 1", "what the measure is"),
    "two answers": ("[[task]]\nnumber = 1\nid = 1\nnew = true", "what the task is"),
    "not new": ("[[task]]\nnumber = 1\nnew = false", "“new” is not true"),
    "a number in words": ('[[task]]\nnumber = "一"\nid = 1', "“number” is not a whole number"),
    "no sources": ("[[task]]\nnumber = 1\nderived_from = []", "“derived_from”"),
}


@pytest.mark.parametrize("name", sorted(DECISIONS))
def test_a_wrong_file_of_decisions_gets_one_sentence(name: str, tmp_path: Path) -> None:
    text, said = DECISIONS[name]
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    one_sentence(lambda: load_decisions(file, "某人"), said, "map.toml")


def test_decisions_name_who_decided(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    one_sentence(lambda: load_decisions(file, "某人"), "map.toml", "the file is not there")
    file.write_text("[[task]]\nnumber = 33\nid = 33\n[[deadline]]\nstart = 9\nnew = true\n", encoding="utf-8")
    for nobody in ("", " ", "某\n人", "\udcff"):
        one_sentence(lambda by=nobody: load_decisions(file, by), "--by")  # type: ignore[misc]
    first, second = load_decisions(file, "某人")
    assert (first.type, first.number, first.id, first.by) == (PartType.TASK, 33, 33, "某人")
    assert (second.type, second.start, second.id, second.derived_from) == (PartType.DEADLINE, 9, None, ())
