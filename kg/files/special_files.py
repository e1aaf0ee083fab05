"""What stands where a file or a folder should be, and is neither: a pipe that would never end, a link to itself."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Final

from kg.bilingual import Text
from kg.errors import InputError

_KINDS: Final = (
    (stat.S_ISFIFO, Text("命名管道", "a pipe (fifo)")),
    (stat.S_ISSOCK, Text("套接字", "a socket")),
    (stat.S_ISCHR, Text("字符设备", "a device")),
    (stat.S_ISBLK, Text("块设备", "a device")),
)
_LOOP: Final = Text("指回自身的符号链接", "a symbolic link that leads back to itself")
_PASSED_ON: Final = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What a shell passes on, as in ``zhize validate <(…)``: somebody writes into it."""
_FILE: Final = Text("文件", "file")
_FOLDER: Final = Text("文件夹", "folder")


def refuse_special_file(path: Path) -> None:
    """Raise :class:`~kg.errors.InputError` for what is there and is no file and no folder, and say what it is."""
    if not str(path.absolute()).startswith(_PASSED_ON):
        _refuse(path, _FILE)


def is_file(path: Path) -> bool:
    """Return whether a file is there; what is there and is neither file nor folder is refused, and not passed over."""
    refuse_special_file(path)
    return path.is_file()


def refuse_special_folder(path: Path) -> None:
    """Raise the same where a folder should be."""
    _refuse(path, _FOLDER)


def _refuse(path: Path, wanted: Text) -> None:
    found = _special(path)
    if found is not None:
        raise InputError(
            Text(f"这是{found.zh}，不是{wanted.zh}", f"it is {found.en}, not a {wanted.en}"),
            path,
            Text(f"请给出{wanted.zh}", f"name a {wanted.en}"),
        )


def _special(path: Path) -> Text | None:
    """Return what stands at a path, if that is neither a file nor a folder nor nothing."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        return _LOOP if getattr(error, "errno", None) == errno.ELOOP else None
    return next((name for is_one, name in _KINDS if is_one(mode)), None)
