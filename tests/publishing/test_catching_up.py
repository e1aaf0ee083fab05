"""The store follows the data folder by as little as has changed, and is what a whole build would be."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.plans import ISSUED, Row, plan
from kg.errors import InputError
from kg.stores import current
from tests.publishing.conftest import BASE, House

LATER = date(2023, 5, 1)


def test_the_first_time_everything_is_built(house: House) -> None:
    outcome = house.catch_up()
    assert outcome.changed
    assert outcome.whole
    assert outcome.built == (plan(1).id, plan(2).id)
    assert outcome.snapshot.dump("nquads") == house.whole()


def test_what_is_current_is_left_alone(house: House) -> None:
    first = house.catch_up().snapshot
    again = house.catch_up()
    assert not again.changed
    assert again.snapshot.folder == first.folder


def test_an_amended_document_alone_is_built(house: House) -> None:
    old = house.catch_up().snapshot
    before = old.dump("nquads")
    house.amend(plan(1).amended(), LATER)
    outcome = house.catch_up()
    assert (outcome.built, outcome.whole) == ((plan(1).id,), False)
    assert outcome.snapshot.dump("nquads") == house.whole()
    assert old.dump("nquads") == before
    state = outcome.snapshot.manifest.documents[plan(1).id]
    assert (state.versions, state.in_force) == ((ISSUED, LATER), LATER)


def test_the_manifest_of_a_copy_is_that_of_a_whole_build(house: House) -> None:
    house.catch_up()
    house.amend(plan(1).amended(), LATER)
    copied, built = house.catch_up().snapshot, house.catch_up(force=True).snapshot
    assert copied.folder != built.folder
    assert replace(copied.manifest, built_at=built.manifest.built_at) == built.manifest
    assert copied.dump("nquads") == built.dump("nquads")


def test_the_report_of_an_untouched_document_is_shared(house: House) -> None:
    old = house.catch_up().snapshot
    house.amend(plan(1).amended(), LATER)
    new = house.catch_up().snapshot
    one, two = (f"reports/{plan(number).id}.json" for number in (1, 2))
    assert (new.folder / two).samefile(old.folder / two)
    assert str(LATER) in (new.report_of(plan(1).id) or "")
    assert str(LATER) not in (old.folder / one).read_text()


def test_a_version_of_the_future_waits_for_its_day(house: House) -> None:
    house.catch_up()
    amended = plan(1).amended()
    house.amend(amended, house.present + timedelta(days=30))
    first = house.catch_up().snapshot
    assert first.manifest.documents[plan(1).id].in_force == ISSUED
    house.present += timedelta(days=30)
    outcome = house.catch_up()
    assert outcome.built == (plan(1).id,)
    assert outcome.snapshot.dump("nquads") == house.whole()
    assert outcome.snapshot.manifest.documents[plan(1).id].in_force == house.present


def test_a_day_that_changes_nothing_builds_nothing(house: House) -> None:
    house.catch_up()
    house.present += timedelta(days=1)
    outcome = house.catch_up()
    assert (outcome.changed, outcome.built) == (True, ())
    assert outcome.snapshot.manifest.present_date == house.present
    assert outcome.snapshot.dump("nquads") == house.whole()


def test_a_withdrawn_version_is_kept_and_not_in_force(house: House) -> None:
    house.amend(plan(1).amended(), LATER)
    house.catch_up()
    house.withdraw(plan(1), LATER)
    snapshot = house.catch_up().snapshot
    state = snapshot.manifest.documents[plan(1).id]
    assert (state.versions, state.withdrawn, state.in_force) == ((ISSUED,), (LATER,), ISSUED)
    assert snapshot.dump("nquads") == house.whole()


def test_a_document_that_goes_takes_nothing_of_others_with_it(house: House) -> None:
    house.catch_up()
    shutil.rmtree(house.data / "documents" / plan(1).id)
    outcome = house.catch_up()
    assert not outcome.whole
    assert outcome.snapshot.dump("nquads") == house.whole()
    assert outcome.snapshot.report_of(plan(1).id) is None


def test_what_another_document_in_force_states_stays(house: House) -> None:
    body = b"organization/unregistered-\xe7\x94\xb2\xe4\xb9\x99\xe4\xb8\x99\xe5\xb1\x80>"  # 甲乙丙局
    clause = Row("建设老年食堂。", "甲乙丙局负责。")
    with_body = [replace(plan(number), rows=(clause, *plan(number).rows)) for number in (3, 4)]
    for one in with_body:
        house.add(one)
    assert present(house.catch_up().snapshot.dump("nquads"), body)
    for number, left in ((3, True), (4, False)):
        house.amend(plan(number), LATER)
        outcome = house.catch_up()
        assert outcome.built == (plan(number).id,)
        assert bool(present(outcome.snapshot.dump("nquads"), body)) is left
        assert outcome.snapshot.dump("nquads") == house.whole()


def present(dump: bytes, words: bytes) -> list[bytes]:
    """Give the statements about something that stand in no named graph."""
    return [
        line for line in dump.splitlines() if line.startswith(b"<" + BASE.encode() + words) and b"/version/" not in line
    ]


def test_another_register_means_a_whole_build(house: House) -> None:
    house.catch_up()
    with (house.data / "organizations.toml").open("a", encoding="utf-8") as out:
        out.write("# Seen and found good.\n")
    assert house.catch_up().whole


def test_a_damaged_snapshot_is_not_copied(house: House) -> None:
    folder = house.catch_up().snapshot.folder
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    quads = f'"quads": {current(house.store).manifest.quads}'
    (folder / "manifest.json").write_text(manifest.replace(quads, '"quads": 9999999'), encoding="utf-8")
    house.amend(plan(1).amended(), LATER)
    outcome = house.catch_up()
    assert outcome.whole
    assert outcome.snapshot.dump("nquads") == house.whole()


def test_a_text_that_cannot_be_read_changes_nothing(house: House) -> None:
    before = house.catch_up().snapshot.name
    (house.data / "documents" / plan(1).id / str(ISSUED) / "text.txt").write_text("")
    with pytest.raises(InputError, match=r"text\.txt"):
        house.catch_up()
    assert current(house.store).name == before
    assert not list(house.store.glob("building-*"))


def test_a_disk_without_hard_links_gets_plain_copies(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.catch_up()
    house.amend(plan(1).amended(), LATER)

    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(Path, "hardlink_to", refused)
    snapshot = house.catch_up().snapshot
    assert snapshot.report_of(plan(2).id)
    assert snapshot.dump("nquads") == house.whole()


def test_two_at_once_end_with_what_the_data_says(house: House) -> None:
    house.catch_up()
    house.amend(plan(1).amended(), LATER)
    with ThreadPoolExecutor(2) as pool:
        outcomes = [future.result() for future in [pool.submit(house.catch_up) for _ in range(2)]]
    assert sorted(outcome.changed for outcome in outcomes) == [False, True]
    assert current(house.store).dump("nquads") == house.whole()
