"""The language of errors on the command line: --lang, else LC_ALL, LC_MESSAGES or LANG; English where none says Chinese."""

from __future__ import annotations

import pytest

from tests.support.command import Zhize

ENGLISH = "nothing.txt: the file cannot be read (No such file or directory); check the name and the rights.\n"
CHINESE = "nothing.txt：无法读取文件（No such file or directory）；请检查文件名和权限。\n"


@pytest.mark.parametrize(
    ("options", "environment", "sentence"),
    [
        ((), {}, ENGLISH),
        ((), {"LANG": "zh_CN.UTF-8"}, CHINESE),
        ((), {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, ENGLISH),
        ((), {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, CHINESE),
        ((), {"LANG": "fr_FR.UTF-8"}, ENGLISH),
        (("--lang", "zh"), {"LANG": "en_GB.UTF-8"}, CHINESE),
        (("--lang", "en"), {"LANG": "zh_CN.UTF-8"}, ENGLISH),
    ],
)
def test_an_error_is_said_in_the_language_of_the_person(
    built: Zhize, options: tuple[str, ...], environment: dict[str, str], sentence: str
) -> None:
    unset = dict.fromkeys(("LANG", "LC_ALL", "LC_MESSAGES"), "")
    finished = built.fresh(*options, "validate", "nothing.txt", env={**unset, "PYTHONUTF8": "1", **environment})
    assert finished.returncode == 2
    assert finished.stdout == b""
    assert finished.stderr.decode() == sentence
