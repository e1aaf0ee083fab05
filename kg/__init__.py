"""From a plan to a graph and its answers; these functions are the library's door.

::

    read(file)            the document: chapters, measures, tasks, clauses, targets, deadlines, each with its place
    validate(file)        the report: what is missing or odd, in which words of the text
    open_graph(store)     the published graph, to be queried in SPARQL

docs/library.md shows them at work. Nothing heavy is imported before one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.linking import LinkedDocument
    from kg.stores import Snapshot
    from kg.validating import Report

__version__ = "0.1.0"

__all__ = ["__version__", "open_graph", "read", "validate"]


def read(file: Path | str, *, data: Path | str | None = None) -> LinkedDocument:
    """Return the document that a text file holds, its bodies looked up in the register of a data folder.

    ``data`` is the data folder; without it, the one that the settings name. A text that carries the number of a
    document of the folder is read with that document's corrections. Nothing is stored. Raises
    :class:`~kg.errors.InputError` when the file cannot be read as a plan.
    """
    from pathlib import Path

    from kg.corpus import link_text, load_data_folder
    from kg.reading.load_text import read_file
    from kg.settings import Settings

    path = Path(file)
    folder = load_data_folder(Settings(data=data).data_folder)
    linked, _ = link_text(read_file(path), folder, str(path))
    return linked


def validate(file: Path | str, *, data: Path | str | None = None, present: date | None = None) -> Report:
    """Return what validation finds in a text file, the most urgent findings first.

    The text of a document of the data folder is compared with its version in force on the ``present`` day (today in
    Asia/Shanghai without one), so that each finding is new, known or accepted. Nothing is stored. Raises
    :class:`~kg.errors.InputError` when the file cannot be read as a plan.
    """
    from pathlib import Path

    from kg.corpus import load_data_folder
    from kg.settings import Settings
    from kg.validating.validate_document import DocumentValidator

    settings = Settings(data=data, present=present)
    folder = load_data_folder(settings.data_folder)
    return DocumentValidator(folder, settings.base_iri, settings.present_date).file(Path(file))


def open_graph(store: Path | str | None = None) -> Snapshot:
    """Return the current published graph of a store; its ``query`` takes SPARQL, the usual prefixes declared.

    ``store`` is the folder of the store; without it, the one that the settings name. The graph stays as it is,
    whatever is published later. Raises :class:`~kg.errors.ZhizeError` when there is none, or it is damaged.
    """
    from kg.settings import Settings
    from kg.stores import current

    return current(Settings(store=store).store_folder)
