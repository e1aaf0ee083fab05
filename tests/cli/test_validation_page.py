"""The commands on the page about validation are run: they write what the page says, and guard a repository."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.cli.conftest import Zhize
from tests.support.documentation import DOCS, Shell, console, shell_for

PAGE = (DOCS / "validation.md").read_text(encoding="utf-8")
COMMANDS = console(PAGE)
WORKFLOW, HOOKS = (
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
TEXT = "data/documents/chuanbanfa-2021-57/2021-11-09/text.txt"


@pytest.fixture
def shell(zhize: Zhize) -> Shell:
    """Give a shell in which `zhize` is the one that is tested."""
    return shell_for(zhize, zhize.store.with_name("bin"))


def test_each_command_writes_what_the_page_shows(shell: Shell) -> None:
    assert len(COMMANDS) >= 8
    for shown in COMMANDS:
        told = shell.run(shown.command).stdout
        assert shown.is_of(told), f"{shown.command}\n{told}"


def calls() -> list[str]:
    """Give the calls of zhize in the workflow and in the hook."""
    steps = [step["run"] for step in WORKFLOW["jobs"]["validate"]["steps"] if step.get("run", "").startswith("zhize ")]
    (hook,) = HOOKS["repos"][0]["hooks"]
    return [*steps, hook["entry"]]


def test_the_examples_let_a_good_change_pass_and_stop_a_bad_one(zhize: Zhize, shell: Shell) -> None:
    assert len(calls()) == 3
    zhize.data("init", "data")
    text = zhize.folder / TEXT
    for day, before, after, code in (
        ("2022-03-01", "大力培育", "大力地培育", 0),
        ("2099-01-01", "民政厅牵头，省卫生健康委参加；各市（州）人民政府负责。", "", 1),
    ):
        new = zhize.folder / "new.txt"
        new.write_bytes(text.read_bytes().decode().replace(before, after, 1).encode())
        call = ("amend", "chuanbanfa-2021-57", new, "--date", day, "--basis", "例", "--kind", "amendment", "--yes")
        zhize.data(*call, "--fail-on", "never")
        assert {shell.run(call).returncode for call in calls()} == {code}
