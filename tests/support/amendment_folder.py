"""A clerk's desk: the command, a data folder of the real document amended once, and everything that a call may change.

::

    2021-11-09   as issued
    2022-05-20   应急厅 joins task 9, 省残联 becomes its second lead; in force
    2022-09-01   a task is inserted after 20: withdrawn
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.amendment_scenario import DOCUMENT, HERE, STEPS, amend
from tests.support.command import Zhize

ISSUED, JOINED, WITHDRAWN, FREE = "2021-11-09", "2022-05-20", "2022-09-01", "2023-01-15"
CURRENT_TEXT = HERE / "texts" / STEPS[1]["text"]
CONTINUED = "34\t深化校企合作，推行“工学一体化”培训模式，培育产教融合型企业，建设养老托育实训基地。\t教育厅牵头，省发展改革委、人力资源社会保障厅参加。"
"""A row 34 in other words; without a person the matcher is not sure that it is that task."""


@dataclass(frozen=True)
class Desk:
    """The command in a folder that has ``data`` and a store."""

    zhize: Zhize

    @property
    def document(self) -> Path:
        return self.zhize.folder / "data" / "documents" / DOCUMENT

    @property
    def versions(self) -> list[str]:
        return sorted(entry.name for entry in self.document.iterdir() if entry.is_dir())

    def everything(self) -> dict[str, bytes]:
        """Give every file of the data folder, and which snapshot is current."""
        data = self.zhize.folder / "data"
        files = {str(file.relative_to(data)): file.read_bytes() for file in data.rglob("*") if file.is_file()}
        return {**files, "CURRENT": (self.zhize.store / "CURRENT").read_bytes()}

    def text(self, change: Callable[[str], str] = lambda text: text, name: str = "new.txt") -> Path:
        """Write a changed copy of the text in force."""
        before = CURRENT_TEXT.read_bytes().decode()
        return self.file(change(before).encode(), name)

    def reworded(self, row: int = 46, name: str = "new.txt") -> Path:
        """Write a text in which the words of one row differ a little."""
        return self.text(lambda text: text.replace(f"\n{row}\t", f"\n{row}\t加快"), name)

    def continued(self) -> Path:
        """Write a text in which it is uncertain which task the row 34 is."""
        return self.text(lambda text: "\n".join(CONTINUED if line[:3] == "34\t" else line for line in text.split("\n")))

    def file(self, raw: bytes, name: str) -> Path:
        path = self.zhize.folder / name
        path.write_bytes(raw)
        return path


def call(text: Path, day: str = FREE, *options: str | Path) -> list[str | Path]:
    """Give the call that amends the document."""
    return ["amend", DOCUMENT, text, "--date", day, "--basis", "川办函〔2023〕4号", "--kind", "amendment", *options]


def furnish(folder: Path) -> Desk:
    """Make the data folder, build it, amend it twice and withdraw the second amendment."""
    zhize = Zhize(folder, folder / "store")
    zhize.data("init", "data")
    zhize.data("build")
    for step in STEPS[1:3]:
        zhize.data(*amend(step), "--yes")
    zhize.data("rollback", DOCUMENT, "--reason", "误录", "--by", "王某", "--yes")
    return Desk(zhize)


def copy(desk: Desk, folder: Path) -> Desk:
    """Copy a desk, to change what is on it."""
    shutil.copytree(desk.zhize.folder, folder)
    return Desk(Zhize(folder, folder / "store"))
