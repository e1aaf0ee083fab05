"""A data folder of two short documents made of lines of the real one; the first has been amended again and again.

::

    chuanbanfa-2021-57   2021-11-09   as issued, with four tasks
                         2022-01-10   a correction: in task 2, 民政部 is 民政厅
                         2022-05-20   应急厅 joins task 1
                         2022-09-01   task 4 is struck out: withdrawn, so never in force
                         2023-03-20   a task 5 is added
                         2027-01-01   tasks 4 and 5 are struck out
    chuanbanfa-2022-99   2022-06-01   task 1 and the body once more: what both documents state must not count twice
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.corpus.folder import DataFolder, DocumentData, VersionData, VersionKind, load_data_folder
from kg.corpus.identities import identities_of, identities_toml
from kg.corpus.read_version import read_version
from kg.linking import LinkedDocument
from kg.register import load_register
from kg.resources import shipped
from kg.stores import Manifest, Snapshot, publish
from kg.stores.manifest import DocumentState
from tests.support.whole_dataset import build_dataset

DOCUMENT, SECOND = "chuanbanfa-2021-57", "chuanbanfa-2022-99"
ISSUED, OF_SECOND = date(2021, 11, 9), date(2022, 6, 1)
CORRECTED, JOINED, WITHDRAWN = date(2022, 1, 10), date(2022, 5, 20), date(2022, 9, 1)
LENGTHENED, SHORTENED = date(2023, 3, 20), date(2027, 1, 1)
BEFORE = date(2021, 11, 8)
PRESENT = date(2026, 11, 24)
BASE = "https://w3id.org/zhize/id/"

FIFTH = "开展养老机构融资风险评估。\t四川银保监局牵头，民政厅参加。"
_ROWS = (9, 12, 37, 44)
"""The rows of the real annex that are the tasks 1 to 4."""
_WITHDRAWAL = f"""[[withdrawal]]
version = {WITHDRAWN}
reason_zh = "误录。"
reason_en = "Loaded by mistake."
date = 2022-09-02
by = "Tests"
"""


def write_amended(folder: Path) -> Path:
    """Write the data folder, and give it back."""
    shutil.copytree(shipped("data"), folder, ignore=shutil.ignore_patterns("documents"))
    body, rows = _real()
    first, second = folder / "documents" / DOCUMENT, folder / "documents" / SECOND
    _begin(first, "川办发〔2021〕57号")
    (first / "withdrawals.toml").write_text(_WITHDRAWAL, encoding="utf-8")
    rightly = [rows[0], rows[1].replace("民政部", "民政厅"), *rows[2:]]
    joined = [rows[0].replace("省残联参加", "省残联、应急厅参加"), *rightly[1:]]
    assert rows[0] != joined[0]
    assert rows[1] != rightly[1]
    _write(first, ISSUED, "original", body, rows)
    _write(first, CORRECTED, "correction", body, rightly)
    _write(first, JOINED, "amendment", body, joined)
    _write(first, WITHDRAWN, "amendment", body, joined[:3])
    _write(first, LENGTHENED, "amendment", body, [*joined, FIFTH])
    _write(first, SHORTENED, "amendment", body, joined[:3])
    _begin(second, "川办发〔2022〕99号")
    _write(second, OF_SECOND, "original", body.replace("川办发〔2021〕57号", "川办发〔2022〕99号"), rows[:1])
    return folder


def _real() -> tuple[str, list[str]]:
    """Give the beginning of the real text up to its first measures, and the words of some rows of its annex."""
    text = (shipped("data") / "documents" / DOCUMENT / str(ISSUED) / "text.txt").read_bytes().decode()
    lines = dict(line.split("\t", 1) for line in text.splitlines() if line[:1].isdigit() and "\t" in line)
    annex = text.index("附件:")
    table = text.index("序号\t", annex)
    body = text[: text.index("(三)")] + text[annex : text.index("\n", table) + 1]
    return body, [lines[str(number)] for number in _ROWS]


def _begin(document: Path, number: str) -> None:
    document.mkdir(parents=True)
    lines = (f'id = "{document.name}"', f'number = "{number}"', 'issuer = "sichuan-government-office"')
    (document / "document.toml").write_text("\n".join(lines), encoding="utf-8")
    shipped_one = shipped("data") / "documents" / DOCUMENT / "corrections.toml"
    shutil.copyfile(shipped_one, document / "corrections.toml")


def _write(document: Path, day: date, kind: str, body: str, rows: Iterable[str]) -> None:
    """Write a version, whose parts go by their printed numbers."""
    folder = document / str(day)
    folder.mkdir()
    table = "\n".join(f"{number}\t{row}" for number, row in enumerate(rows, 1))
    (folder / "text.txt").write_bytes((body + table).encode())
    words = f'date = {day}\nkind = "{kind}"\nbasis = "测试"\nnote_zh = "测试。"\nnote_en = "A test."\n'
    (folder / "version.toml").write_text(words, encoding="utf-8")
    identify(folder, day)


def identify(folder: Path, day: date) -> None:
    """Record which part of a version is which: by their printed numbers."""
    (folder / "identities.toml").write_text(identities_toml(identities_of(_linked(folder, day))), encoding="utf-8")


def _linked(folder: Path, day: date) -> LinkedDocument:
    register = load_register(folder.parents[2] / "organizations.toml")
    version = VersionData(day, VersionKind.ORIGINAL, "", "", folder / "text.txt")
    return read_version(DocumentData(folder.parent.name, "", None, None, (), (version,), ""), version, register)


def publish_amended(folder: Path, present: date = PRESENT) -> Snapshot:
    """Write the data folder, build it and publish it: ``data`` and ``store`` in a folder."""
    data = load_data_folder(write_amended(folder / "data"))
    return publish(build_dataset(data, BASE, present).nquads(), folder / "store", _manifest(data, present))


def built_on(data: DataFolder, present: date) -> Snapshot:
    """Build a data folder as of a present day, in memory."""
    store = Store()
    store.bulk_load(build_dataset(data, BASE, present).nquads(), format=RdfFormat.N_QUADS)
    return Snapshot(data.path, _manifest(data, present), store)


def _manifest(data: DataFolder, present: date) -> Manifest:
    states = {document.id: _state(document, present) for document in data.documents}
    return Manifest(data.digest, present, BASE, datetime.now(UTC), documents=states)


def _state(document: DocumentData, present: date) -> DocumentState:
    holding = document.in_force(present)
    effective = tuple(version.date for version in document.effective)
    withdrawn = tuple(version.date for version in document.versions if version.withdrawn)
    return DocumentState(document.digest, effective, withdrawn, holding.date if holding else None)
