"""A data folder written by somebody who means harm: markup, marks that turn writing round, endless names.

Every name on the way from the files to a page has some: the title, chapters, measures, tasks, bodies in the register
and out of it, the words of a role, targets, notes of a version.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from kg.resources import shipped
from tests.support.amended_data import identify

DOCUMENT = "hostile-1"
ISSUED, AMENDED = date(2021, 11, 9), date(2022, 5, 20)
SCRIPT = "<script>alert`1`</script>"
IMAGE = '"><img/src=x/onerror=alert`2`>'
CLOSING = "</title></textarea></style></svg>]]>-->'{{7*7}}{%raw%}"
TURNED = "\u202e厅政民\u202c\u2067\u202e会协\u200f"
ENDLESS = "长" * 10_000
FROM_RIGHT = "משרד"
BODIES = {"scripted": SCRIPT, "pictured": IMAGE, "from-right": FROM_RIGHT, "endless": ENDLESS}
"""What stands in the names of the bodies that the register has, by their ids; marks that turn writing it refuses."""
CALLED = {ENDLESS: "无尽"}
"""How the clauses call a body whose name is longer than a clause reads."""

TEXT = f"""关于{SCRIPT}{IMAGE}的实施方案

测办发〔2021〕1号

某某办公厅

2021年11月9日

一、健全{SCRIPT}体系

(一)加强{IMAGE}规划{TURNED}。到2025年,{SCRIPT}床位占比达到55%以上。{CLOSING}建设一批机构。

(二){ENDLESS}。研究{IMAGE}政策。

二、{ENDLESS}

(三)完善{TURNED}机制。推进{CLOSING}。

附件

序号\t重点任务\t责任单位
1\t研究{SCRIPT}{IMAGE}政策。\t省{IMAGE}厅牵头，应急厅、省{FROM_RIGHT}厅等有关部门（单位）参加。
2\t{ENDLESS}。\t省无尽厅、省{SCRIPT}厅、省{IMAGE}厅按职责分工负责。
3\t到2022年底前,{TURNED}{CLOSING}床位占比达到{SCRIPT}55%以上。\t省{FROM_RIGHT}厅、省无尽厅牵头,省{SCRIPT}厅参加,各市(州)人民政府负责。
4\t推进{CLOSING}。\t无名{IMAGE}厅、无名{TURNED}厅、无名{ENDLESS}厅、无名厅负责
"""


def write_hostile(folder: Path) -> Path:
    """Write the data folder, with two versions of the document, and give it back."""
    shutil.copytree(shipped("data"), folder, ignore=shutil.ignore_patterns("documents"))
    with (folder / "organizations.toml").open("a", encoding="utf-8") as register:
        register.writelines(_registered(one, name, 9_000 + at) for at, (one, name) in enumerate(BODIES.items()))
    document = folder / "documents" / DOCUMENT
    document.mkdir(parents=True)
    head = f'id = "{DOCUMENT}"\nnumber = "测办发〔2021〕1号"\nissuer = "sichuan-government-office"\n'
    (document / "document.toml").write_text(head, encoding="utf-8")
    _write(document, ISSUED, "original", TEXT)
    _write(document, AMENDED, "amendment", TEXT.replace("应急厅、", f"省{SCRIPT}厅、").replace("55%", "60%"))
    return folder


def _registered(identity: str, name: str, order: int) -> str:
    """Write an entry of the register."""
    words = {"name": f"四川省{name}厅", "name_en": f"Department of {name}", "short_name": f"{name}厅"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in words.items()]
    aliases = f"aliases = [{json.dumps(f'省{CALLED.get(name, name)}厅')}]\naliases_en = []\nkind = 'department'\nprotocol_order = {order}\n"
    return f"\n[[organization]]\nid = 'sichuan-{identity}'\n" + "\n".join(lines) + f"\n{aliases}"


def _write(document: Path, day: date, kind: str, text: str) -> None:
    folder = document / str(day)
    folder.mkdir()
    (folder / "text.txt").write_text(text, encoding="utf-8")
    note = json.dumps(SCRIPT + IMAGE + TURNED)
    words = f'date = {day}\nkind = "{kind}"\nbasis = {note}\nnote_zh = {note}\nnote_en = {note}\n'
    (folder / "version.toml").write_text(words, encoding="utf-8")
    identify(folder, day)
