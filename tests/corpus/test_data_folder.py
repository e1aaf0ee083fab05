"""A data folder with something wrong gets one sentence that names the file."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.corpus.folder import load_data_folder
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


def write(file: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / DOCUMENT / file).parent.mkdir(exist_ok=True)
        (folder / DOCUMENT / file).write_text(text, encoding="utf-8")

    return change


def version(
    day: str, about: str, *, record: str | None = 'compared_with = [2021-11-09]\nmatcher = "1"\n'
) -> Callable[[Path], None]:
    """Add a version; what matters here is only what stands beside its text."""

    def change(folder: Path) -> None:
        new = folder / DOCUMENT / day
        new.mkdir()
        shutil.copy(folder / DOCUMENT / "2021-11-09/text.txt", new / "text.txt")
        (new / "version.toml").write_text(
            f'date = {day}\nnote_zh = "改"\nnote_en = "Mended."\n{about}', encoding="utf-8"
        )
        if record is not None:
            (new / "identities.toml").write_text(record, encoding="utf-8")

    return change


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


def without_the_first_record(folder: Path) -> None:
    (folder / DOCUMENT / "2021-11-09/identities.toml").unlink()


AMENDED = 'kind = "amendment"\nbasis = "川办函〔2022〕15号"\n'
WITHDRAWAL = '[[withdrawal]]\nversion = 2022-03-01\nreason = "误载"\ndate = 2022-03-02\nby = "某人"\n'
WITHDRAWN = both(version("2022-03-01", AMENDED), write("withdrawals.toml", WITHDRAWAL))

WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "no register": (lambda folder: (folder / "organizations.toml").unlink(), "organizations.toml"),
    "no document file": (
        lambda folder: (folder / DOCUMENT / "document.toml").unlink(),
        "document.toml: the file is not there; add it, or mend its name.",
    ),
    "no version file": (
        lambda folder: (folder / DOCUMENT / "2021-11-09/version.toml").unlink(),
        "2021-11-09/version.toml: the file is not there; add it, or mend its name.",
    ),
    "corrections that are no TOML": (
        write("corrections.toml", "[[correction"),
        f"{DOCUMENT}/corrections.toml: the file",
    ),
    "no province": (
        replace(f"{DOCUMENT}/document.toml", "issuer = ", 'province = "四川"\nissuer = '),
        "is no province",
    ),
    "no text": (lambda folder: (folder / DOCUMENT / "2021-11-09/text.txt").unlink(), "text.txt"),
    "another date": (replace(f"{DOCUMENT}/2021-11-09/version.toml", "2021-11-09", "2021-11-10"), "2021-11-10"),
    "an unknown kind": (replace(f"{DOCUMENT}/2021-11-09/version.toml", "original", "novel"), "novel"),
    "another id": (replace(f"{DOCUMENT}/document.toml", 'id = "chuan', 'id = "x'), "the name of its folder"),
    "an unknown key": (replace(f"{DOCUMENT}/document.toml", "number =", "nummer ="), "nummer"),
    "an unknown issuer": (replace(f"{DOCUMENT}/document.toml", "sichuan-government-office", "nobody"), "nobody"),
    "an amendment without its basis": (version("2022-03-01", 'kind = "amendment"\n'), "basis"),
    "a second original": (version("2022-03-01", 'kind = "original"\n'), "there is an earlier one of 2021-11-09"),
    "a version compared with none": (
        version("2022-03-01", AMENDED, record='compared_with = [2022-03-01]\nmatcher = "1"\n'),
        "no other of that date",
    ),
    "two versions without a record": (
        both(without_the_first_record, version("2022-03-01", AMENDED, record=None)),
        "zhize amend",
    ),
    "a withdrawal of no version": (write("withdrawals.toml", WITHDRAWAL), "2022-03-01"),
    "a withdrawal twice": (
        both(WITHDRAWN, write("withdrawals.toml", WITHDRAWAL + WITHDRAWAL)),
        "withdrawn twice",
    ),
    "a withdrawal in nobody's name": (
        both(WITHDRAWN, write("withdrawals.toml", WITHDRAWAL.replace('by = "某人"\n', ""))),
        "“by” is missing",
    ),
    "a withdrawal for no reason": (
        both(WITHDRAWN, write("withdrawals.toml", WITHDRAWAL.replace('reason = "误载"\n', ""))),
        "“reason” is missing",
    ),
    "a withdrawal with an unknown key": (
        both(WITHDRAWN, write("withdrawals.toml", WITHDRAWAL + "why = 1\n")),
        "“why” is unknown",
    ),
    "every version withdrawn": (
        write("withdrawals.toml", WITHDRAWAL.replace("2022-03-01", "2021-11-09")),
        "every version is withdrawn",
    ),
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


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a copy of the shipped data folder to change."""
    return Path(shutil.copytree(shipped("data"), tmp_path / "data"))


def test_the_digests_tell_every_change_and_what_it_touches(own: Path) -> None:
    before = load_data_folder(own)
    replace(f"{DOCUMENT}/2021-11-09/version.toml", "印发时", "当时")(own)
    after = load_data_folder(own)
    assert after.digest != before.digest
    assert after.documents[0].digest != before.documents[0].digest
    assert after.register_digest == before.register_digest
    with (own / "organizations.toml").open("a", encoding="utf-8") as file:
        file.write("# ...\n")
    last = load_data_folder(own)
    assert last.register_digest != after.register_digest
    assert last.documents[0].digest == after.documents[0].digest


def test_what_is_being_made_ready_is_not_seen(own: Path) -> None:
    before = load_data_folder(own)
    version("2022-03-01", AMENDED)(own)
    (own / DOCUMENT / "2022-03-01").rename(own / DOCUMENT / ".staging")
    (own / ".lock").write_text("")
    assert load_data_folder(own) == before


def test_a_withdrawn_version_is_kept_and_never_in_force(own: Path) -> None:
    version("2022-03-01", AMENDED)(own)
    (document,) = load_data_folder(own).documents
    first, second = document.versions
    assert second.basis == "川办函〔2022〕15号"
    assert document.in_force(date(2022, 3, 1)) == second
    write("withdrawals.toml", WITHDRAWAL)(own)
    (document,) = load_data_folder(own).documents
    assert document.versions[1].withdrawn is not None
    assert document.versions[1].withdrawn.reason_zh == document.versions[1].withdrawn.reason_en == "误载"
    assert document.effective == (first,)
    assert document.in_force(date(2022, 3, 1)) == first
    assert document.in_force(date(2021, 11, 8)) is None


def test_only_the_first_version_may_lack_the_record_of_which_part_is_which(own: Path) -> None:
    without_the_first_record(own)
    assert load_data_folder(own).documents[0].versions[0].identities is None
    version("2022-03-01", AMENDED, record=None)(own)
    with pytest.raises(InputError, match="2022-03-01: which part is which is not recorded, and only the first version"):
        load_data_folder(own)
