"""Wrong use of amend, rollback, diff and history: one sentence with what, where and what to do; and nothing changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from kg.reading.load_text import MAX_BYTES
from tests.support.amendment_folder import CURRENT_TEXT, FREE, ISSUED, JOINED, WITHDRAWN, Desk, call
from tests.support.amendment_scenario import DOCUMENT

ANOTHER = "序号\t重点任务\t责任单位\n1\t推进河道清淤。\t水利厅牵头，财政厅参加。\n"
YES = ("--yes", "--fail-on", "never")
"""Whatever the text is like: nothing but the fault keeps it out."""


@pytest.fixture
def calm(furnished: Desk) -> Iterator[Desk]:
    """Give the desk, and see that nothing on it has changed at the end."""
    before = furnished.everything()
    yield furnished
    assert furnished.everything() == before


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (ISSUED, f"--date: {DOCUMENT} has a version of {ISSUED} already; a version is never edited, give a date"),
        (JOINED, f"--date: {DOCUMENT} has a version of {JOINED} already"),
        (WITHDRAWN, f"--date: {DOCUMENT} has a version that was withdrawn of {WITHDRAWN} already"),
        ("2021-11-08", f"--date: 2021-11-08 is before the first version of {DOCUMENT}; give a date after {ISSUED}"),
        ("2023-02-30", "--date: '2023-02-30' is not a date; write it as 2022-03-01"),
        ("2023-1-15", "--date: '2023-1-15' is not a date"),
        ("2023-W03-7", "--date: '2023-W03-7' is not a date"),
        ("20230115", "--date: '20230115' is not a date"),
        ("２０２３-０１-１５", "is not a date"),
        ("tomorrow", "--date: 'tomorrow' is not a date"),
        ("", "--date: '' is not a date"),
    ],
)
def test_a_date_that_cannot_be(calm: Desk, day: str, told: str) -> None:
    assert told in calm.zhize.refusal(*call(calm.reworded(), day, *YES))


TEXTS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "empty": (lambda _: b"", "new.txt: it is empty; give the text of a plan"),
    "only spaces": (lambda _: "\ufeff \n\u3000\n".encode(), "new.txt: it is empty"),
    "binary": (lambda text: text.encode() + b"\0", "new.txt: it is binary, not text; save the document as plain text"),
    "GBK": (lambda text: text.encode("gb18030"), "it looks like GBK or GB18030; save it as UTF-8"),
    "neither": (lambda text: text.encode() + b"\xff", "new.txt: it is UTF-8 with a character that is broken (at byte "),
    "too large": (lambda text: text.encode() + b"\n" * MAX_BYTES, "new.txt: the file has more than the 20,000,000"),
    "no task": (lambda text: text[: text.index("序号\t")].encode(), "new.txt: no task is found in it"),
    "no plan": (lambda _: "话说天下大势。\n".encode(), "new.txt: no task is found in it"),
    "another number": (
        lambda text: text.replace("川办发〔2021〕57号", "川办发〔2022〕8号").encode(),
        "new.txt: the text is that of 川办发〔2022〕8号, not of 川办发〔2021〕57号; name its document",
    ),
    "no number, other tasks": (
        lambda _: ANOTHER.encode(),
        "new.txt: no task of the text continues one of the version before; it seems to be another document",
    ),
    "the last": (lambda text: text.encode(), f"new.txt: the text is that of the version of {JOINED}"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_cannot_be(calm: Desk, name: str) -> None:
    spoil, told = TEXTS[name]
    text = calm.file(spoil(CURRENT_TEXT.read_bytes().decode()), "new.txt")
    assert told in calm.zhize.refusal(*call(text, FREE, *YES))


def test_a_file_that_is_not_there(calm: Desk) -> None:
    for name in ("none.txt", "data", "new\n.txt"):
        assert f"{' '.join(name.split())}: the file cannot be read (" in calm.zhize.refusal(
            *call(calm.zhize.folder / name, FREE, *YES)
        )


def test_a_document_that_is_not_there(calm: Desk) -> None:
    text = calm.reworded()
    for name in ("chuanbanfa-2021-58", "川办发〔2021〕58号", "", "../documents"):
        told = f"{name!r}: there is no such document; use one of {DOCUMENT}"
        assert told in calm.zhize.refusal("amend", name, *call(text, FREE, *YES)[2:])
        assert told in calm.zhize.refusal("rollback", name, "--reason", "误录", "--yes")
        assert told in calm.zhize.refusal("diff", name)
        if name:
            assert told in calm.zhize.refusal("history", name)


MAPPINGS = {  # what else cannot stand in one: tests/changes/test_identity.py
    "an unknown id": ("[[task]]\nnumber = 34\nid = 99\n", "map.toml, task 1: no version of the document has a task"),
    "an id of another sort": ("[[target]]\nstart = 0\nid = 34\n", "map.toml, target 1: no version of the document has"),
    "unknown sources": ("[[task]]\nnumber = 34\nderived_from = [34, 99]\n", "map.toml, task 1: no version compared"),
    "an unknown number": ("[[task]]\nnumber = 77\nid = 34\n", "the new text has no task with number = 77; use one of"),
    "an unknown start": ("[[task]]\nstart = 3\nid = 34\n", "the new text has no task with start = 3; use one of"),
    "one id for two": (
        "[[task]]\nnumber = 33\nid = 34\n[[task]]\nnumber = 34\nid = 34\n",
        "map.toml, task 2: two parts are said to be task 34; keep one",
    ),
    "two ids for one": (
        "[[task]]\nnumber = 34\nid = 33\n[[task]]\nnumber = 34\nid = 34\n",
        "map.toml, task 2: two entries decide about the same task; keep one",
    ),
    "no TOML": ("number: 34\n", "map.toml: the file cannot be read as TOML ("),
    "empty": ("", "map.toml: the file decides nothing; head each entry with [[task]]"),
}


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_that_cannot_be(calm: Desk, name: str) -> None:
    words, told = MAPPINGS[name]
    mapping = calm.file(words.encode(), "map.toml")
    assert told in calm.zhize.refusal(*call(calm.continued(), FREE, "--mapping", mapping, "--by", "王某", *YES))


def test_a_mapping_that_is_not_there_or_no_text(calm: Desk) -> None:
    text, binary = calm.continued(), calm.file("编号 = 34\n".encode("gb18030"), "map.toml")
    for mapping, told in (
        (calm.zhize.folder / "none.toml", "the file is not there"),
        (binary, "is not UTF-8 text (line 1)"),
    ):
        assert told in calm.zhize.refusal(*call(text, FREE, "--mapping", mapping, "--by", "王某", *YES))


def test_an_empty_basis(calm: Desk) -> None:
    arguments = call(calm.reworded(), FREE, *YES)
    arguments[arguments.index("--basis") + 1] = " "
    told = "--basis: the basis is empty; give the number of the amending document, or the reason"
    assert told in calm.zhize.refusal(*arguments)


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [("--kind", "original", "'amendment', 'correction'"), ("--fail-on", "info", "'warning', 'violation', 'never'")],
)
def test_an_unknown_word_for_an_option(calm: Desk, option: str, value: str, known: str) -> None:
    finished = calm.zhize(*call(calm.reworded(), FREE, "--yes"), option, value)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert re.search(rf"Error: Invalid value for '{option}'.*'{value}' is not one of {known}", finished.stderr.decode())


@pytest.mark.parametrize("missing", ["--date", "--basis", "--kind"])
def test_an_option_that_is_missing(calm: Desk, missing: str) -> None:
    arguments = call(calm.reworded(), FREE, "--yes")
    at = arguments.index(missing)
    finished = calm.zhize(*arguments[:at], *arguments[at + 2 :])
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert f"Missing option '{missing}'" in finished.stderr.decode()


def test_nobody_can_be_asked(calm: Desk) -> None:
    for arguments, told in (
        (call(calm.reworded()), "nobody can be asked here; nothing was stored, add --yes to store it.\n"),
        (
            ["rollback", DOCUMENT, "--reason", "误录", "--by", "王某"],
            "nobody can be asked here; nothing was changed, add --yes to withdraw it.\n",
        ),
    ):
        finished = calm.zhize(*arguments, stdin=b"y\n")
        assert finished.returncode == 2
        assert finished.stderr.decode().endswith(told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--version", "2022-01-01"), f"{DOCUMENT}: there is no version of 2022-01-01; its versions are {ISSUED}"),
        (("--version", WITHDRAWN), f"{DOCUMENT}: the version of {WITHDRAWN} has been withdrawn already"),
        (("--version", ISSUED), f"{DOCUMENT}: the version of {ISSUED} is the first; withdraw a later one"),
        (("--version", "2022-5-20"), "--version: '2022-5-20' is not a date; write it as 2022-03-01"),
        (("--reason", " "), "--reason: the reason is empty; say why the version is withdrawn"),
        (("--reason", "误\n录"), "--reason: “reason” has an invisible character or a line break in it; take it away"),
        (("--by", "王\u200b某"), "--by: “by” has an invisible character or a line break in it; take it away"),
    ],
)
def test_a_rollback_that_cannot_be(calm: Desk, arguments: tuple[str, ...], told: str) -> None:
    assert told in calm.zhize.refusal("rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes", *arguments)


def test_a_rollback_of_the_only_version(desk: Desk) -> None:
    desk.zhize.data("rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes")
    before = desk.everything()
    for version in ((), ("--version", ISSUED), ("--version", JOINED)):
        told = desk.zhize.refusal("rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes", *version)
        assert f"{DOCUMENT}: only one version of the document counts; it cannot be withdrawn" in told
    assert desk.everything() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("diff", DOCUMENT, ISSUED, "2022-01-01"),
            f"{DOCUMENT} has no version of 2022-01-01; it has {ISSUED}, {JOINED}",
        ),
        (("diff", DOCUMENT, "2022-01-01"), f"{DOCUMENT} has no version of 2022-01-01"),
        (("diff", DOCUMENT, ISSUED, "last"), "TO: 'last' is not a date; write it as 2022-03-01"),
        (("diff", DOCUMENT, "2021-W45-2"), "FROM: '2021-W45-2' is not a date"),
        (("diff", DOCUMENT, "--organization", "水务"), "no organization is called '水务'"),
        (("diff", DOCUMENT, "--present", "2021-11-08"), f"no version of {DOCUMENT} is in force on 2021-11-08"),
        (("diff", DOCUMENT, "--data", "nowhere"), "nowhere: there is no such folder"),
        (("history", "--present", "then"), "--present: 'then' is not a date such as 2021-11-09"),
        (("history", "--data", "nowhere"), "nowhere: there is no such folder"),
        (("history", "--data", "store"), "the data folder has no organizations.toml"),
    ],
)
def test_a_diff_or_a_history_that_cannot_be(calm: Desk, arguments: tuple[str, ...], told: str) -> None:
    assert told in calm.zhize.refusal(*arguments)
