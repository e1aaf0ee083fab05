"""A plan whose measures are numbered anew in each chapter, and in whose table a number stands twice."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from kg.corpus.folder import load_data_folder
from kg.resources import shipped
from kg.stores import Manifest, Snapshot, publish
from tests.support.whole_dataset import build_dataset

DOCUMENT = "chuanbanfa-2023-7"
BASE = "https://w3id.org/zhize/id/"
PRESENT = date(2026, 11, 24)
TEXT = """四川省人民政府办公厅关于印发四川省步道建设实施方案的通知

川办发〔2023〕7号

2023年3月1日

四川省步道建设实施方案

一、城市步道

（一）建设。在城区新建滨水步道。

（二）维护。修复城区破损步道。

二、乡村步道

（一）建设。在乡村新建山地步道。

（二）维护。清理乡村步道杂草。

附件

重点任务分工表

序号\t重点任务\t责任单位
1\t在城区新建滨水步道。\t住房城乡建设厅负责
2\t在乡村新建山地步道。\t交通运输厅牵头，财政厅等有关部门参加
3\t修复城区破损步道。\t民政厅负责
3\t清理乡村步道杂草。\t体育局负责
"""


def write_anew(folder: Path) -> Path:
    """Write the data folder, and give it back."""
    shutil.copytree(shipped("data"), folder, ignore=shutil.ignore_patterns("documents"))
    version = folder / "documents" / DOCUMENT / "2023-03-01"
    version.mkdir(parents=True)
    facts = f'id = "{DOCUMENT}"\nnumber = "川办发〔2023〕7号"\nissuer = "sichuan-government-office"\n'
    (version.parent / "document.toml").write_text(facts, encoding="utf-8")
    about = 'date = 2023-03-01\nkind = "original"\nnote_zh = "虚构。"\nnote_en = "Made up."\n'
    (version / "version.toml").write_text(about, encoding="utf-8")
    (version / "text.txt").write_text(TEXT, encoding="utf-8")
    return folder


def publish_anew(folder: Path, store: Path) -> Snapshot:
    """Build the data folder and publish it."""
    dataset = build_dataset(load_data_folder(write_anew(folder)), BASE, PRESENT)
    return publish(dataset.nquads(), store, Manifest("anew", PRESENT, BASE, datetime.now(UTC)))
