"""`zhize serve`: the last line of its start says where to click, and what is there answers."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Zhize
from tests.support.cli_gold import rows_of
from tests.support.serving import serving


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_start_says_where_to_click(built: Zhize, text: str, workers: str) -> None:
    with serving("--workers", workers, env=built.environment(), cwd=built.folder) as server:
        question = server.words[-1].split()[-1]
        assert question.startswith(server.address)
        answer = server.fetch_json(question)
        found = {(row["number"], row["role"], row["position"], row["as_written"]) for row in answer["items"]}
        assert found == rows_of("应急厅")
        assert answer["total"] == len(found)
        for row in answer["items"]:
            assert text[row["source"]["start"] : row["source"]["end"]] == row["source"]["quote"]
        assert b"<html" in server.fetch("")


def test_a_newer_snapshot_is_served_without_a_restart(seed_command: Callable[[], Zhize]) -> None:
    zhize = seed_command()
    with serving(env=zhize.environment(), cwd=zhize.folder) as server:
        first = server.fetch_json("readyz")
        zhize.data("build", "--present", "2026-02-01")
        second = server.fetch_json("readyz")
    assert (first["present"], second["present"]) == ("2026-01-01", "2026-02-01")


def test_a_taken_port_is_told_in_one_sentence(built: Zhize) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = built.refusal("serve", "--port", str(taken.getsockname()[1]))
    assert "--port" in words


def test_a_host_that_is_none_is_told_in_one_sentence(built: Zhize, tmp_path: Path) -> None:
    assert not list(tmp_path.iterdir())
    assert "--host" in built.refusal("serve", "--host", "203.0.113.1", "--port", "0")
