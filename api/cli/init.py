"""``zhize init``: make a data folder of one's own to write in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output import tell
from kg.bilingual import Text
from kg.errors import InputError
from kg.resources import shipped


def init(
    folder: Annotated[Path, typer.Argument(parser=options.path, metavar="DIR", help="A new or an empty folder.")],
) -> None:
    """Make a data folder of one's own, with the documents and the register that ship with Zhize."""
    from kg.amending.store_version import LOCK

    source = shipped("data")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(
                Text("这不是空文件夹", "this is not an empty folder"),
                folder,
                Text("请换一个新的名字", "name a new one"),
            )
        shutil.copytree(
            source,
            folder,
            dirs_exist_ok=True,
            copy_function=shutil.copyfile,
            ignore=shutil.ignore_patterns("__pycache__", ".*"),
        )
        (folder / ".gitignore").write_text(f"{LOCK}\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "not every file could be copied"
        raise InputError(
            Text(f"无法建立文件夹（{reason}）", f"the folder cannot be made ({reason})"),
            folder,
            Text("请换一个名字", "name another one"),
        ) from None
    tell(f"{folder} is ready; build its graph with: zhize build --data {folder}")
