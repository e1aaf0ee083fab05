"""The options that subcommands share, and the settings they give."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from kg.bilingual import Text
from kg.errors import InputError
from kg.settings import Settings

# Settings reads and checks what stands here, so that a flag and its variable are told wrong in the same words.
Data: TypeAlias = Annotated[
    str | None, typer.Option("--data", metavar="FOLDER", help="The folder of the documents [ZHIZE_DATA].")
]
Store: TypeAlias = Annotated[
    str | None, typer.Option("--store", metavar="FOLDER", help="The folder of the built graph [ZHIZE_STORE].")
]
BaseIri: TypeAlias = Annotated[
    str | None, typer.Option("--base-iri", metavar="IRI", help="What every IRI begins with [ZHIZE_BASE_IRI].")
]
Present: TypeAlias = Annotated[
    str | None, typer.Option("--present", metavar="DATE", help="The day that counts as today [ZHIZE_PRESENT].")
]


def settings_of(
    data: str | None = None, store: str | None = None, base_iri: str | None = None, present: str | None = None
) -> Settings:
    """Read the settings from flags, then the environment, then defaults.

    Raises :class:`~kg.errors.InputError` when one of them is wrong.
    """
    return Settings(data=data, store=store, base_iri=base_iri, present=present)


def path(words: str) -> Path:
    """Read the name of a file or a folder: an empty one is none, and not the folder one is in.

    Raises :class:`~kg.errors.InputError` for an empty one.
    """
    if not words.strip():
        raise InputError(
            Text("文件或文件夹的名字是空的", "the name of the file or folder is empty"),
            None,
            Text("请给出名字", "give one"),
        )
    return Path(words)


def person(by: str) -> str:
    """Give the name that a record shall bear: the one given, else that of the user.

    Raises :class:`~kg.errors.InputError` when the system knows no name, as in some containers.
    """
    from getpass import getuser

    if by.strip():
        return by.strip()
    try:
        return getuser()
    except (KeyError, ImportError, OSError):
        raise InputError(
            Text("系统中没有您的用户名", "your user has no name here"),
            "--by",
            Text("请说明由谁决定", "say who decides"),
        ) from None
