"""Further versions of the document that ships: its text with some passages changed, beside what was decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.changes.match_parts import propose
from kg.changes.used_ids import highest_ids
from kg.corpus.folder import load_data_folder
from kg.corpus.identities import identities_toml
from kg.corpus.read_version import link_text, read_version
from kg.reading.load_text import read_file

DOCUMENT = "chuanbanfa-2021-57"

JOINED = (
    ("\t民政厅牵头，省发展改革委、省残联参加；", "\t民政厅、省残联牵头，省发展改革委、应急厅参加；"),
)  # fmt: skip
"""应急厅 joins task 9, and 省残联 becomes its second lead."""
RAISED = (
    ("彩票公益金不低于55%用于", "彩票公益金不低于60%用于"),
    ("彩票公益金不低于 55% 用于", "彩票公益金不低于 60% 用于"),
    ("2022年底前基本投入使用", "2023年6月底前基本投入使用"),
)
"""55% becomes 60% in the measure and in its row, and a deadline moves."""


def add_version(
    data_folder: Path,
    day: date,
    *changes: tuple[str, str],
    kind: str = "amendment",
    basis: str = "川办函〔2022〕15号",
) -> Path:
    """Add a version: the newest text with passages changed, each of which must stand there once."""
    data = load_data_folder(data_folder)
    document = next(one for one in data.documents if one.id == DOCUMENT)
    last = document.versions[-1]
    text = last.text.read_bytes().decode("utf-8")
    for before, after in changes:
        assert text.count(before) == 1, f"{before} stands there {text.count(before)} times"
        text = text.replace(before, after)
    folder = document.folder / day.isoformat()
    folder.mkdir()
    (folder / "text.txt").write_bytes(text.encode("utf-8"))
    (folder / "version.toml").write_text(
        f'date = {day}\nkind = "{kind}"\nbasis = "{basis}"\nnote_zh = "{day}的修订。"\nnote_en = "The change of {day}."\n',
        "utf-8",
    )
    old = read_version(document, last, data.register)
    new, _ = link_text(read_file(folder / "text.txt"), data, document=document)
    proposal = propose(new, old, None, highest_ids(document, data.register), compared_with=[last.date])
    (folder / "identities.toml").write_text(identities_toml(proposal.identities), "utf-8")
    return folder


def withdraw(data_folder: Path, version: date, day: date) -> None:
    """Record that a version does not count."""
    with (data_folder / "documents" / DOCUMENT / "withdrawals.toml").open("a", encoding="utf-8") as out:
        out.write(f'[[withdrawal]]\nversion = {version}\ndate = {day}\nby = "某人"\nreason = "误录。"\n')
