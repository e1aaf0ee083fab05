"""A data folder with something wrong gets one sentence that names the file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.datafolder import load_data_folder
from kg.errors import InputError
from kg.resources import shipped

DOCUMENT = "documents/chuanbanfa-2021-57"


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "no register": (lambda folder: (folder / "organizations.toml").unlink(), "organizations.toml"),
    "no document file": (lambda folder: (folder / DOCUMENT / "document.toml").unlink(), "document.toml"),
    "no text": (lambda folder: (folder / DOCUMENT / "2021-11-09/text.txt").unlink(), "text.txt"),
    "another date": (replace(f"{DOCUMENT}/2021-11-09/version.toml", "2021-11-09", "2021-11-10"), "2021-11-10"),
    "an unknown kind": (replace(f"{DOCUMENT}/2021-11-09/version.toml", "original", "novel"), "novel"),
    "another id": (replace(f"{DOCUMENT}/document.toml", 'id = "chuan', 'id = "x'), "the name of its folder"),
    "an unknown key": (replace(f"{DOCUMENT}/document.toml", "number =", "nummer ="), "nummer"),
    "an unknown issuer": (replace(f"{DOCUMENT}/document.toml", "sichuan-government-office", "nobody"), "nobody"),
    "no TOML": (replace(f"{DOCUMENT}/document.toml", "id =", "id = ["), "TOML"),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_one_sentence_says_what_and_where(name: str, tmp_path: Path) -> None:
    change, said = WRONG[name]
    folder = tmp_path / "data"
    shutil.copytree(shipped("data"), folder)
    change(folder)
    with pytest.raises(InputError) as caught:
        load_data_folder(folder)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value).rstrip()


def test_the_digest_tells_every_change(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(shipped("data"), folder)
    before = load_data_folder(folder).digest
    replace(f"{DOCUMENT}/2021-11-09/version.toml", "印发时", "当时")(folder)
    assert load_data_folder(folder).digest != before
