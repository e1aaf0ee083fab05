"""Every test is in exactly one part of `make soak`, and a part, all, or the list of them is run by name."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.support.soak_parts import PARTS, ROOT, main

ASKED = ("-q",)


def test_each_folder_of_tests_is_in_exactly_one_part() -> None:
    files = [file.relative_to(ROOT) for file in ROOT.joinpath("tests").rglob("test_*.py")]
    places = {"/".join(file.parts[:2]) for file in files} - {"tests/support"} | {"kg", "api"}
    assert Counter(place for part in PARTS.values() for place in part) == dict.fromkeys(places, 1)


def test_a_part_runs_alone_and_all_run_in_order_also_after_a_failure() -> None:
    ran: list[Sequence[str]] = []

    def fails(arguments: Sequence[str]) -> int:
        ran.append(arguments)
        return len(ran) % 2

    assert main("publishing", ASKED, fails) == 1
    assert ran == [["tests/publishing", "-q"]]
    ran.clear()
    assert main("", ASKED, fails) == 1
    assert ran == [[*places, "-q"] for places in PARTS.values()]


def test_files_that_are_named_run_alone() -> None:
    ran: list[Sequence[str]] = []
    named = ("-q", "tests/house/test_soak_parts.py::test_it")
    assert main("", named, lambda arguments: ran.append(arguments) or 0) == 0
    assert ran == [named]


def test_a_part_that_is_none_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("everything", ASKED, lambda _: 0) == 2
    assert "'everything' is no part; the parts are words, parsing," in capsys.readouterr().err


def test_make_lists_the_parts() -> None:
    made = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "soak", "PART=list"], cwd=ROOT, capture_output=True, check=True
    )
    assert made.stdout.decode().splitlines()[-1].split()[1:4] == ["-m", "tests.support.soak_parts", '"list"']


def test_the_list_has_every_part_with_its_folders(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("list", ASKED, lambda _: 1) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {name: tuple(folders) for name, *folders in lines} == dict(PARTS)
