"""A build that is killed at any moment: the server goes on serving, and the next build succeeds."""

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from urllib.parse import quote

from kg.stores import current
from tests.cli.conftest import PRESENT, Zhize
from tests.cli.gold import rows_of
from tests.cli.serving import serving

TIMES = 100 if os.environ.get("ZHIZE_SOAK") == "1" else 20
QUESTION = f"api/v1/organizations/{quote('应急厅')}/tasks"


def day(number: int) -> str:
    """Give each build a day of its own, so that each makes another snapshot."""
    return (date.fromisoformat(PRESENT) + timedelta(days=number)).isoformat()


def test_a_killed_build_harms_nothing(zhize: Zhize) -> None:
    began = time.monotonic()
    zhize.data("build")
    whole_build = time.monotonic() - began
    expected = {row[0] for row in rows_of("应急厅")}
    seed = secrets.randbits(32)
    sys.stdout.write(f"random.Random({seed})\n")
    moments = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    killed = 0
    with serving(env=zhize.environment(), cwd=zhize.folder) as server:
        for number in range(1, TIMES + 1):
            before = current(zhize.store).name
            command = [sys.executable, "-m", "kg.cli", "build", "--force", "--present", day(number)]
            building = subprocess.Popen(
                command, cwd=zhize.folder, env=zhize.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            # Later moments are the dangerous ones: nothing is written before the graph is made.
            time.sleep(whole_build * moments.uniform(0.3, 1.0))
            building.send_signal(signal.SIGKILL)
            killed += building.wait() == -signal.SIGKILL
            snapshot = current(zhize.store)
            assert snapshot.name == before or snapshot.manifest.present_date.isoformat() == day(number)
            assert {row["number"] for row in server.fetch_json(QUESTION)["items"]} == expected
        assert killed > 0
        zhize.data("build", "--force", "--present", day(TIMES + 1))
        assert current(zhize.store).manifest.present_date.isoformat() == day(TIMES + 1)
        assert server.fetch_json("readyz")["snapshot"] == current(zhize.store).name
    assert not list(zhize.store.glob("building-*"))
