"""requirements.lock pins one exact set for every machine, and says nothing of the machine that made it."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
# A pin is one line of pip's after its continuation lines are joined.
PINS = [line for line in LOCK.replace("\\\n", " ").splitlines() if line and not line.lstrip().startswith("#")]


def plain(name: str) -> str:
    """Write a distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: pin.partition("=")[0])
def test_each_requirement_is_pinned_and_has_hashes(pin: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.+]*( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+ *", pin)


@pytest.mark.parametrize(
    "trace", ["://", "--index", "--extra-index", "--find-links", "--trusted-host", "/work", "/home"]
)
def test_no_address_or_path_is_in_the_file(trace: str) -> None:
    assert trace not in LOCK


def test_whatever_the_project_asks_for_is_pinned() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [table["build-system"]["requires"], table["project"]["dependencies"]]
    lists += table["project"]["optional-dependencies"].values()
    names = {plain(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in chain(*lists)} - {"zhize"}
    assert names <= {pin.partition("=")[0] for pin in PINS}
