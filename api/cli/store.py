"""``zhize store load``: any RDF file into a scratch store, to be asked and served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output import progress, tell
from kg.bilingual import Text
from kg.errors import InputError

app = typer.Typer(no_args_is_help=True, help="Scratch stores: RDF from anywhere, asked and served like the graph.")


@app.callback()
def _store() -> None:
    """Hold the subcommands."""


@app.command("load")
def load(
    files: Annotated[
        list[Path], typer.Argument(parser=options.path, metavar="FILE...", help="RDF: Turtle, N-Quads, JSON-LD, …")
    ],
    graph: Annotated[
        str | None, typer.Option("--graph", metavar="IRI", help="The graph for triples; else the default one.")
    ] = None,
    store: options.Store = None,
) -> None:
    """Add RDF files to a scratch store; `zhize serve --store FOLDER` serves it."""
    from kg.stores.scratch_store import load_files

    if store is None:
        raise InputError(
            Text("没有指定临时存储", "no scratch store is named"),
            "--store",
            Text("请为要载入的内容指定单独的文件夹", "name a folder of its own for what you load"),
        )
    settings = options.settings_of(store=store)
    with progress() as steps:
        steps.step("loading")
        found = load_files(files, settings.store_folder, settings.base_iri, settings.present_date, graph)
    tell(f"loaded {len(files)} file(s); the scratch store {settings.store_folder} has {found.manifest.quads} quads")
