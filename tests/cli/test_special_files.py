"""A pipe, a device or a link that leads nowhere is named as what it is, wherever a file or a folder is taken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.files.special_files import refuse_special_file
from tests.support.command import Zhize

FIFO = "it is a pipe (fifo), not a "
LOOP = "it is a symbolic link that leads back to itself, not a "
KINDS = {FIFO: lambda path: os.mkfifo(path), LOOP: lambda path: path.symlink_to(path)}
DOCUMENT = "chuanbanfa-2021-57"
FILES = (
    ("validate", "FILE"),
    ("amend", DOCUMENT, "FILE", "--date", "2022-01-01", "--basis", "x", "--kind", "amendment"),
    ("store", "load", "FILE", "--store", "scratch"),
    ("export", "--format", "nquads", "--out", "FILE"),
    ("tasks", "应急厅", "--store", "FILE"),
    ("build", "--store", "FILE"),
    ("validate", "--data", "FILE"),
)


@pytest.mark.parametrize("words", KINDS)
@pytest.mark.parametrize("call", FILES, ids=" ".join)
def test_every_command_names_it(built: Zhize, tmp_path: Path, call: tuple[str, ...], words: str) -> None:
    odd = tmp_path / "odd.ttl"
    KINDS[words](odd)
    said = built.refusal(*(str(odd) if one == "FILE" else one for one in call))
    assert words in said
    assert odd.is_symlink() or odd.is_fifo()


@pytest.mark.parametrize("words", KINDS)
@pytest.mark.parametrize(
    "name", ["organizations.toml", f"documents/{DOCUMENT}/document.toml", f"documents/{DOCUMENT}/corrections.toml"]
)
def test_so_does_a_build_of_a_data_folder(zhize: Zhize, name: str, words: str) -> None:
    zhize.data("init", "mine")
    place = zhize.folder / "mine" / name
    place.unlink(missing_ok=True)
    KINDS[words](place)
    assert words in zhize.refusal("build", "--data", "mine")


def test_a_device_is_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a device, not a file"):
        refuse_special_file(Path("/dev/null"))
    refuse_special_file(tmp_path)
    refuse_special_file(tmp_path / "nothing")
    refuse_special_file(Path("/dev/stdin"))


def test_what_a_shell_passes_on_is_read(zhize: Zhize) -> None:
    command = f"{sys.executable} -m api.cli validate <(printf x)"
    finished = subprocess.run(
        ["bash", "-c", command], cwd=zhize.folder, env=zhize.environment(), capture_output=True, check=False
    )
    assert b"pipe" not in finished.stderr


CALLS = (
    ("--version",),
    ("--help",),
    ("query",),
    ("validate", "--format", "json"),
    ("sparql", "ASK {}"),
    ("tasks", "应急厅"),
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "no reader"])
def test_a_stdout_that_nobody_reads_is_one_sentence(built: Zhize, call: tuple[str, ...], closed: bool) -> None:
    quoted = " ".join(f"'{one}'" for one in call)
    command = f"{sys.executable} -m api.cli {quoted} {'>&-' if closed else ''}"
    reader, writer = os.pipe()
    os.close(reader)
    finished = subprocess.run(
        ["bash", "-c", command],
        cwd=built.folder,
        env=built.environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert finished.returncode == 2
    assert len(finished.stderr.decode().splitlines()) == 1
    assert finished.stderr.decode().startswith("stdout: ")


def test_a_stderr_that_is_closed_breaks_nothing(built: Zhize) -> None:
    command = f"{sys.executable} -m api.cli tasks 应急厅 2>&-"
    finished = subprocess.run(
        ["bash", "-c", command], cwd=built.folder, env=built.environment(), capture_output=True, check=False
    )
    assert finished.returncode == 0
    assert finished.stdout.count(b"\n") > 10
