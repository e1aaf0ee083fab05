"""A build that is killed at any moment: the server goes on serving, and the next build succeeds."""

import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

import api.cli
from kg.stores import current
from tests.cli.conftest import PRESENT, Zhize
from tests.support.cli_gold import rows_of
from tests.support.example_counts import KILLS
from tests.support.killing import Moment, Victim, moments
from tests.support.serving import serving

QUESTION = f"api/v1/organizations/{quote('应急厅')}/tasks"
COMMAND = Path(api.cli.__file__).with_name("__main__.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")


def day(number: int) -> str:
    """Give each build a day of its own, so that each makes another snapshot."""
    return (date.fromisoformat(PRESENT) + timedelta(days=number)).isoformat()


def victim(zhize: Zhize) -> Victim:
    return Victim(COMMAND, zhize.store, cwd=zhize.folder, env=zhize.environment())


def test_a_killed_build_harms_nothing(zhize: Zhize) -> None:
    build = victim(zhize)
    build.measure("build")
    whole, copy = build.measure("build", "--force", "--present", day(0)), build.measure("build", "--present", day(1))
    ways = [(moment, ["--force"]) for moment in moments(whole, KILLS // 2)]
    ways += [(moment, []) for moment in moments(copy, KILLS // 2)]
    expected = {row[0] for row in rows_of("应急厅")}
    killed = 0
    with serving(env=zhize.environment(), cwd=zhize.folder) as server:
        for number, (moment, force) in enumerate(ways, start=2):
            before = current(zhize.store).name
            killed += build.run_until(moment, "build", *force, "--present", day(number))
            snapshot = current(zhize.store)
            assert snapshot.name == before or snapshot.manifest.present_date.isoformat() == day(number), moment
            assert {row["number"] for row in server.fetch_json(QUESTION)["items"]} == expected
        assert killed > KILLS // 3
        zhize.data("build", "--force", "--present", day(KILLS + 2))
        assert current(zhize.store).manifest.present_date.isoformat() == day(KILLS + 2)
        assert server.fetch_json("readyz")["snapshot"] == current(zhize.store).name
    assert not list(zhize.store.glob("building-*"))


@pytest.mark.parametrize("moment", [Moment("anywhere", 5_000), Moment("writing", 1), Moment("writing", 20)])
def test_ctrl_c_exits_with_130_and_publishes_nothing(zhize: Zhize, moment: Moment) -> None:
    finished = victim(zhize).interrupt(moment, "build")
    assert finished.returncode == 130, finished.stderr.decode()
    assert b"Traceback" not in finished.stderr
    assert not (zhize.store / "CURRENT").exists()
