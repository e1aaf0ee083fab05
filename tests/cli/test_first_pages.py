"""The commands on the first pages that people read run as they stand: README.md, README.zh.md and docs/sparql.md."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.command import Zhize
from tests.support.documentation import Shell, Shown, console, shell_for
from tests.support.programs import needed
from tests.support.serving import Server, serving

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh.md", "docs/sparql.md")
HERE = "http://127.0.0.1:8000/"
TASKS = [7, 16, 25, 27, 42, 45]
"""The tasks in which 应急厅 takes part."""


def commands(page: str) -> list[Shown]:
    return console((ROOT / page).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Served:
    """The document that ships, built and served, and a shell beside it."""

    shell: Shell
    server: Server

    def run(self, command: str) -> str:
        """Run a command as a page has it, and return what it writes; it must succeed."""
        here = command.replace(HERE, self.server.address).replace(".venv/bin/zhize", "zhize")
        here = re.sub("^curl ", "curl --silent --show-error --fail ", here)
        finished = self.shell.run(f"export no_proxy='*'; {here}")
        assert finished.returncode == 0, (command, finished.stdout)
        return finished.stdout


@pytest.fixture(scope="module")
def served(seed_command: Callable[[], Zhize], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    needed("curl", "curl")
    home = tmp_path_factory.mktemp("first-pages")
    (home / "folder").mkdir()
    zhize = Zhize(home / "folder", seed_command().store)
    (zhize.folder / "data.ttl").write_text(
        "<https://example.org/a> a <https://example.org/Thing> .\n", encoding="utf-8"
    )
    with serving(env=zhize.environment(), cwd=zhize.folder) as server:
        yield Served(shell_for(zhize, home / "bin"), server)


ALL = [(page, shown) for page in PAGES for shown in commands(page)]
QUESTIONS = [(page, shown) for page, shown in ALL if not re.match(r"make |zhize (store|serve) ", shown.command)]


@pytest.mark.parametrize(
    ("page", "shown"), QUESTIONS, ids=[f"{page}-{shown.command[:40]}" for page, shown in QUESTIONS]
)
def test_a_command_answers_and_as_the_page_says(page: str, shown: Shown, served: Served) -> None:
    words = served.run(shown.command)
    assert words.strip(), f"{page} shows a command that writes nothing"
    if shown.output:
        assert words.replace("\r\n", "\n") == shown.output


def test_every_page_has_its_commands() -> None:
    assert {page: len(commands(page)) for page in PAGES} == {"README.md": 8, "README.zh.md": 7, "docs/sparql.md": 3}


def test_both_pages_ask_the_same_and_get_the_tasks_that_were_found_by_hand(served: Served) -> None:
    asked = [{shown.command.partition(" #")[0].strip() for shown in commands(page)} for page in PAGES[:2]]
    assert asked[1] <= asked[0]
    (address,) = (one for one in asked[1] if "api/v1" in one)
    found = served.run(address)
    assert [item["number"] for item in json.loads(found)["items"]] == TASKS


@pytest.mark.parametrize("page", PAGES)
def test_what_make_is_asked_for_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wanted = re.findall(r"(?:^\$ |`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(wanted) <= targets


def test_a_store_of_ones_own_is_loaded_and_served_as_the_page_says(served: Served) -> None:
    load, serve = (shown.command for shown in commands("docs/sparql.md") if not shown.command.startswith("curl"))
    served.run(load)
    zhize = served.shell.zhize
    with serving(*shlex.split(serve)[2:], env=zhize.environment(), cwd=zhize.folder) as scratch:
        found = scratch.fetch("sparql?format=csv&query=SELECT%20?g%20%7B%20GRAPH%20?g%20%7B%20?s%20?p%20?o%20%7D%20%7D")
    assert found.decode().split() == ["g", "https://example.org/graph"]
