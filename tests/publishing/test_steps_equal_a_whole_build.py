"""Whatever happens to a data folder, step by step, the store is what one whole build of it would be."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plans import ISSUED, Row, data_folder, plan
from kg.stores import current
from tests.publishing.conftest import REGISTER, House
from tests.support.example_counts import SLOW

BODIES = ("民政厅", "财政厅", "甲乙丙局", "丁戊己局")
"""Two that are registered, two that are not: these are in the graph as long as a document names them."""
WORDS = ("建设老年食堂。", "规范托育机构，2023年底前完成。", "支持助浴点，到2025年，全省建成不少于20个。")

rows = st.lists(
    st.builds(
        Row,
        st.sampled_from(WORDS),
        st.sampled_from(("{0}负责。", "{0}牵头，{1}参加。")).flatmap(
            lambda form: st.permutations(BODIES).map(lambda bodies: form.format(*bodies))
        ),
    ),
    min_size=1,
    max_size=2,
).map(tuple)
days = st.integers(1, 8).map(lambda months: ISSUED + timedelta(days=30 * months))


@dataclass
class Walk:
    """A house, and which versions its plans have."""

    house: House
    versions: dict[int, set[date]] = field(default_factory=dict)
    withdrawn: set[tuple[int, date]] = field(default_factory=set)

    def load(self, number: int, rows: tuple[Row, ...], day: date) -> None:
        """Add a document, or a version of one: before, between or after the others; some are of the future."""
        one = replace(plan(number), rows=rows)
        if number not in self.versions:
            self.house.add(one)
            self.versions[number] = {ISSUED}
        elif day not in self.versions[number]:
            self.house.amend(one, day)
            self.versions[number].add(day)

    def withdraw(self, number: int, day: date) -> None:
        """Withdraw a version, unless it is the last one that counts."""
        counting = {version for version in self.versions.get(number, ()) if (number, version) not in self.withdrawn}
        if day in counting and len(counting) > 1:
            self.house.withdraw(plan(number), day)
            self.withdrawn.add((number, day))

    def remove(self, number: int) -> None:
        if self.versions.pop(number, None):
            shutil.rmtree(self.house.data / "documents" / plan(number).id)
            self.withdrawn = {pair for pair in self.withdrawn if pair[0] != number}

    def move_on(self, day: date) -> None:
        self.house.present = day


def call(name: str, *arguments: st.SearchStrategy[object]) -> st.SearchStrategy[Callable[[Walk], None]]:
    """Draw a call of a method of the walk."""
    return st.tuples(*arguments).map(lambda drawn: lambda walk: getattr(walk, name)(*drawn))


numbers = st.integers(1, 3)
loads = call("load", numbers, rows, days)
steps = st.one_of(
    loads, loads, call("withdraw", numbers, days | st.just(ISSUED)), call("remove", numbers), call("move_on", days)
)


@SLOW
@given(st.lists(steps, min_size=1, max_size=6))
def test_the_store_is_what_a_whole_build_would_be(walk: list[Callable[[Walk], None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), ISSUED + timedelta(days=120))
        data_folder(house.data, [], REGISTER)
        house.catch_up()
        walker = Walk(house)
        for step in walk:
            step(walker)
            assert not house.catch_up().whole
        assert current(house.store).dump("nquads") == house.whole()
