"""The pages for researchers show what a real server answers, and their examples run."""

from __future__ import annotations

import doctest
import json
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.command import Zhize
from tests.support.serving import Server, serving
from tests.support.write_research_answers import NOTEBOOK, PAGE, SHOWN, notebook, page, shell_at

TEXT = PAGE.read_text(encoding="utf-8")
REWRITE = "run: python tests/support/write_research_answers.py"


@pytest.fixture(scope="module")
def zhize(seed_command: Callable[[], Zhize]) -> Zhize:
    return seed_command()


@pytest.fixture(scope="module")
def server(zhize: Zhize) -> Iterator[Server]:
    with serving(env=zhize.environment(), cwd=zhize.folder) as found:
        yield found


@pytest.fixture(scope="module")
def shell(server: Server, zhize: Zhize) -> Callable[[str], str]:
    return shell_at(server, zhize, zhize.folder)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page shows calls of curl")
def test_the_page_shows_what_is_answered(server: Server, shell: Callable[[str], str]) -> None:
    assert page(TEXT, server, shell) == TEXT, REWRITE
    assert TEXT.count("<!-- answer: ") >= 8


def test_the_cells_of_the_notebook_print_what_it_shows(server: Server) -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert notebook(text, server) == text, REWRITE
    assert sum(bool(cell.get("outputs")) for cell in json.loads(text)["cells"]) >= 6


def pythons() -> list[str]:
    return re.findall(r"^```pycon\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", pythons(), ids=lambda block: block.split("\n")[0])
def test_the_examples_in_python(server: Server, block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    missing = [
        name for name in re.findall(r"^>>> (?:import|from) (\w+)", block, re.MULTILINE) if find_spec(name) is None
    ]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    example = doctest.DocTestParser().get_doctest(block.replace(SHOWN, server.address), {}, PAGE.name, None, 0)
    told: list[str] = []
    results = doctest.DocTestRunner().run(example, out=told.append)
    assert results.attempted
    assert not results.failed, "".join(told)


def test_the_tables_that_r_reads_are_there(server: Server) -> None:
    (block,) = re.findall(r"^```r\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert SHOWN in block
    asked = re.findall(r'"([a-z-]+\?format=csv)"', block)
    assert len(asked) == 2
    for question in asked:
        columns = server.fetch(f"api/v1/queries/{question}").decode().split("\r\n")[0].split(",")
        assert {"name"} <= set(columns)
    assert {"chapters", "tasks", "led"} <= set(columns)


def test_every_query_that_is_named_is_there() -> None:
    queries = {path.stem for path in (Path(__file__).parents[2] / "queries").glob("*.rq")}
    assert set(re.findall(r"queries\.md#([a-z-]+)", TEXT)) <= queries
