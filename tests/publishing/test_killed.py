"""A publication that is killed at any moment leaves the old graph or the new one, exactly, and the next one succeeds."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.plans import ISSUED, plan
from kg.stores import Publications, current
from tests.publishing.conftest import House
from tests.support.example_counts import KILLS, SOAKING
from tests.support.killing import Victim, moments

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def amend(house: House, number: int) -> None:
    """Add a version to one plan or the other."""
    house.amend(plan(1 + number % 2).amended(number), ISSUED + timedelta(days=1 + number))


TIMES = KILLS if SOAKING else KILLS // 2
"""So many publishers are killed: each writes and checks the whole graph anew."""


def test_kill_at_any_moment_leaves_the_old_graph_or_the_new_one(house: House) -> None:
    house.catch_up()
    publisher = Victim(Path(__file__).parents[1] / "support" / "publisher.py", house.store, cwd=Path.cwd())
    amend(house, 0)
    events = publisher.measure(str(house.folder))
    publications = Publications(house.store)
    died = new = 0
    for number, moment in enumerate(moments(events, TIMES), start=1):
        old = publications.current().dump("nquads")
        amend(house, number)
        died += publisher.run_until(moment, str(house.folder))
        found, wanted = current(house.store).dump("nquads"), house.whole()
        assert found in (old, wanted), moment
        assert publications.current().dump("nquads") == found
        new += found == wanted
        outcome = house.catch_up()
        assert not outcome.whole
        assert outcome.snapshot.dump("nquads") == wanted
        # What a killed writer left is for the next one to clear away; where all was published there is none.
        assert not (outcome.changed and list(house.store.glob("building-*")))
    assert died > TIMES // 2
    sys.stdout.write(f"{died} of {TIMES} killed, {new} had published\n")
