"""A store that is behind catches up: before a question, at the start of a server, and when a day comes."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.cli.keep_up_to_date import Calendar
from benchmarks.plans import ISSUED, Row, add_version, data_folder, plan
from kg.publishing import catch_up
from kg.stores import current
from kg.stores.freshness import Behind
from tests.cli.conftest import PRESENT, Zhize
from tests.publishing.conftest import BASE, House
from tests.support.serving import Server, serving

TURNING = Path(__file__).parents[1] / "support" / "turning.py"
ONE = plan(1)
NEW = replace(ONE, rows=(Row("建设老年食堂。", "应急厅负责。"),))
SOON = date(2026, 1, 2)
ANY_DAY = {"ZHIZE_PRESENT": ""}


@pytest.fixture
def data(zhize: Zhize, tmp_path: Path) -> Path:
    """Build a folder with one small document that does not name 应急厅."""
    folder = data_folder(tmp_path / "data", [replace(ONE, rows=(Row("建设老年食堂。", "民政厅负责。"),))])
    zhize.data("build", "--data", folder)
    return folder


def tasks(zhize: Zhize, data: Path) -> tuple[list[str], str]:
    """Ask for the tasks of 应急厅 in the small document; give them, and what was told."""
    finished = zhize("tasks", "应急厅", "--document", ONE.id, "--format", "json", "--data", data)
    assert finished.returncode == 0, finished.stderr.decode()
    return [row["text"] for row in json.loads(finished.stdout)["items"]], finished.stderr.decode()


def test_a_question_first_catches_up(zhize: Zhize, data: Path) -> None:
    assert tasks(zhize, data) == ([], "")
    add_version(data, NEW, date(2025, 1, 1))
    found, words = tasks(zhize, data)
    assert found == ["建设老年食堂。"]
    assert "the data folder has changed" in words
    assert tasks(zhize, data) == (["建设老年食堂。"], "")


def test_where_it_cannot_the_old_graph_answers(zhize: Zhize, data: Path) -> None:
    before = current(zhize.store).name
    (data / "documents" / ONE.id / str(ISSUED) / "text.txt").write_text("")
    found, words = tasks(zhize, data)
    assert found == []
    assert "text.txt: it is empty" in words
    assert words.endswith(" answers.\n")
    assert current(zhize.store).name == before


def test_a_store_built_from_another_folder_is_left_alone(zhize: Zhize, data: Path) -> None:
    add_version(data, NEW, date(2025, 1, 1))
    before = current(zhize.store).name
    assert zhize.data("tasks", "应急厅")
    assert zhize("export", "--format", "nquads").stderr == b""
    assert current(zhize.store).name == before


def test_a_day_that_a_person_chose_stays(zhize: Zhize, data: Path) -> None:
    add_version(data, NEW, SOON)
    zhize.data("build", "--data", data, "--present", str(SOON))
    assert tasks(zhize, data) == (["建设老年食堂。"], "")
    assert current(zhize.store).manifest.present_date == SOON


def test_a_question_on_a_later_day_catches_up(zhize: Zhize, data: Path) -> None:
    zhize("build", "--data", data, env=ANY_DAY)
    today = current(zhize.store).manifest.present_date
    add_version(data, NEW, today + timedelta(days=9))
    for days, texts in ((0, 0), (8, 0), (9, 1), (3, 1)):
        env = {"ZHIZE_PRESENT": str(today + timedelta(days=days))}
        finished = zhize("tasks", "应急厅", "--document", ONE.id, "--format", "csv", "--data", data, env=env)
        assert finished.stdout.count("建设老年食堂".encode()) == texts, days


def test_a_server_catches_up_at_its_start(zhize: Zhize, data: Path) -> None:
    add_version(data, NEW, date(2025, 1, 1))
    with serving("--data", str(data), env=zhize.environment(), cwd=zhize.folder) as server:
        assert texts(server) == ["建设老年食堂。"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_running_server_publishes_when_the_day_comes(zhize: Zhize, data: Path, tmp_path: Path, workers: str) -> None:
    day = tmp_path / "day"
    day.write_text(PRESENT)
    add_version(data, NEW, SOON)
    env = zhize.environment(**ANY_DAY)
    command = (sys.executable, str(TURNING), str(day))
    catch_up(data, zhize.store, BASE, date.fromisoformat(PRESENT))
    with serving("--data", str(data), "--workers", workers, env=env, cwd=zhize.folder, command=command) as server:
        assert texts(server) == []
        (tmp_path / "next").write_text(str(SOON))
        (tmp_path / "next").replace(day)
        while not texts(server):
            assert server.process.poll() is None
        assert server.fetch_json("readyz")["present"] == str(SOON)
    assert current(zhize.store).manifest.documents[ONE.id].in_force == SOON


def texts(server: Server) -> list[str]:
    path = f"api/v1/organizations/sichuan-emergency-management/tasks?document={ONE.id}"
    return [row["text"] for row in server.fetch_json(path)["items"]]


class Desk:
    """Keeps what a calendar wants to have published."""

    def __init__(self) -> None:
        self.wanted: list[Behind] = []
        self.works = True

    def publish(self, lacking: Behind) -> bool:
        self.wanted.append(lacking)
        return self.works


def test_the_calendar_asks_only_for_days_that_change_something(tmp_path: Path) -> None:
    house = House(tmp_path)
    desk, today = Desk(), [house.present]
    calendar = Calendar(house.store, lambda: today[0], desk.publish)
    assert calendar.look()
    data_folder(house.data, [ONE])
    house.amend(NEW, SOON + timedelta(days=1))
    house.catch_up()
    for today[0] in (house.present, SOON, SOON - timedelta(days=99)):
        assert calendar.look()
    assert not desk.wanted
    today[0], desk.works = SOON + timedelta(days=1), False
    assert not calendar.look()
    desk.works = True
    assert calendar.look()
    assert calendar.look()
    assert [lacking.present for lacking in desk.wanted] == [today[0]] * 2


def test_after_failures_the_calendar_is_looked_at_less_often(tmp_path: Path) -> None:
    house = House(tmp_path)
    data_folder(house.data, [ONE])
    house.amend(NEW, SOON)
    house.catch_up()
    desk, pauses = Desk(), []
    desk.works = False

    def wait(seconds: float) -> bool:
        pauses.append(seconds)
        desk.works = len(pauses) == 11
        return len(pauses) > 12

    Calendar(house.store, lambda: SOON, desk.publish).watch(wait)
    assert pauses == [30 * 2**n for n in range(7)] + [3600] * 4 + [30, 30]
