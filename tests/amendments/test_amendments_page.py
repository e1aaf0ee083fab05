"""The walk on the page about amendments is walked: each command writes what the page says, each address answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command import PRESENT, Zhize
from tests.support.documentation import DOCS, Shell, Shown, console, shell_for
from tests.support.serving import serving

PAGE = (DOCS / "amendments.md").read_text(encoding="utf-8")
COMMANDS = console(PAGE)
ADDRESSES = re.findall(r"http://127\.0\.0\.1:8000/([^\s']+)", PAGE)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, list[tuple[Shown, str]]]:
    """Run the commands in their order, and give what each told."""
    home = tmp_path_factory.mktemp("walk")
    (home / "folder").mkdir()
    shell = shell_for(Zhize(home / "folder", home / "store"), home / "bin")
    return shell, [(shown, shell.run(shown.command).stdout) for shown in COMMANDS]


def test_each_command_writes_what_the_page_shows(walked: tuple[Shell, list[tuple[Shown, str]]]) -> None:
    _, told = walked
    assert len(told) >= 25
    assert COMMANDS[0].command == f"export ZHIZE_PRESENT={PRESENT}"
    wrong = [f"$ {shown.command}\n{words}" for shown, words in told if not shown.is_of(words)]
    assert not wrong, "\n".join(wrong)


def test_each_address_answers(walked: tuple[Shell, list[tuple[Shown, str]]]) -> None:
    zhize = walked[0].zhize
    assert len(ADDRESSES) == 3
    with serving("--data", "data", env=zhize.environment(), cwd=zhize.folder) as server:
        for address in ADDRESSES:
            assert server.fetch_json(address)["items"], address


def test_each_link_leads_to_a_file() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE):
        assert Path(DOCS / link).exists(), link
