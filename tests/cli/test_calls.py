"""How the command behaves whatever it is asked: help, version, wrong calls, a reader that goes, init."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.settings import Settings
from tests.cli.conftest import DOCUMENT, Zhize

SUBCOMMANDS = ["build", "validate", "tasks", "query", "sparql", "export", "serve", "init"]


def test_the_version(zhize: Zhize) -> None:
    assert zhize.data("--version") == f"zhize {kg.__version__}\n".encode()


def test_help_names_every_subcommand(zhize: Zhize) -> None:
    words = zhize.data("--help").decode()
    assert all(name in words for name in SUBCOMMANDS)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_subcommand_has_help(zhize: Zhize, name: str) -> None:
    assert f"zhize {name}" in zhize.data(name, "--help").decode()


def test_the_help_of_the_server_lists_every_setting_with_its_default(zhize: Zhize) -> None:
    words = zhize.data("serve", "--help").decode()
    for name, field in Settings.model_fields.items():
        variable = f"ZHIZE_{name.upper()}"
        if f"--{name.replace('_', '-')} " in words:
            assert f"[{variable}]" in words
        else:
            assert re.search(rf"^ +{variable} +{field.default}  {field.description}$", words, re.MULTILINE), name


@pytest.mark.parametrize(
    "arguments", [("fly",), ("build", "--fast"), ("tasks",), ("export",), ("validate", "--format", "x")]
)
def test_a_wrong_call_exits_with_2(zhize: Zhize, arguments: tuple[str, ...]) -> None:
    finished = zhize(*arguments)
    assert finished.returncode == 2
    assert finished.stdout == b""
    assert b"Error" in finished.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("build", "--data", "nowhere"), "nowhere"),
        (("build", "--present", "yesterday"), "--present"),
        (("build", "--base-iri", "zhize"), "--base-iri"),
        (("serve", "--port", "http"), "--port"),
        (("serve", "--workers", "0"), "--workers"),
    ],
)
def test_a_wrong_setting_is_told_in_one_sentence(zhize: Zhize, arguments: tuple[str, ...], named: str) -> None:
    assert named in zhize.refusal(*arguments)


def test_a_wrong_variable_is_told_in_one_sentence(zhize: Zhize) -> None:
    finished = zhize("build", env={"ZHIZE_BASE_IRI": "zhize"})
    assert finished.returncode == 2
    assert b"ZHIZE_BASE_IRI" in finished.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_an_argument_that_is_no_text_is_refused(zhize: Zhize) -> None:
    zhize.refusal("tasks", os.fsdecode("应急厅".encode("gb18030")))


def test_a_reader_that_goes_is_no_error(built: Zhize) -> None:
    command = [sys.executable, "-m", "api.cli", "export", "--format", "nquads"]
    with subprocess.Popen(
        command, cwd=built.folder, env=built.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_init_makes_a_folder_to_write_in(zhize: Zhize) -> None:
    zhize.data("init", "mine")
    assert (zhize.folder / "mine" / DOCUMENT).is_file()
    assert os.access(zhize.folder / "mine" / "organizations.toml", os.W_OK)
    assert "mine" in zhize.refusal("init", "mine")
    assert (zhize.folder / "mine" / ".gitignore").read_text("utf-8") == ".lock\n"
    zhize.data("build", "--data", "mine")


@pytest.mark.parametrize(
    "call",
    [
        ("validate", ""),
        ("validate", " "),
        ("init", ""),
        ("export", "--format", "nquads", "--out", ""),
        ("store", "load", "", "--store", "scratch"),
        ("amend", "chuanbanfa-2021-57", "", "--date", "2022-01-01", "--basis", "工作需要"),
    ],
)
def test_an_empty_name_of_a_file_is_told(zhize: Zhize, call: tuple[str, ...]) -> None:
    assert zhize.refusal(*call) == "the name of the file or folder is empty; give one.\n"
    assert list(zhize.folder.iterdir()) == []


def test_init_refuses_what_is_no_empty_folder(zhize: Zhize, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    zhize.refusal("init", file)
    assert file.read_text(encoding="utf-8") == ""
    zhize.refusal("init", file / "below")
