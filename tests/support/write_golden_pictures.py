"""Write the pictures of the shipped document anew: python -m tests.support.write_golden_pictures [FOLDER]."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from kg.publishing import catch_up
from kg.resources import shipped
from kg.settings import Settings

GOLDEN = Path(__file__).parents[1] / "pages" / "golden"
DOCUMENT = "chuanbanfa-2021-57"
BODY = "sichuan-emergency-management"
PICTURES = {
    f"{name}-{language}.svg": root + address
    for language, root in (("zh", ""), ("en", "/en"))
    for name, address in (
        ("matrix", f"/matrix.svg?document={DOCUMENT}"),
        ("network", "/network.svg"),
        ("ring", f"/organization/{BODY}/ring.svg"),
        ("targets", "/targets.svg"),
    )
}
"""Where each picture is asked for."""


def write(folder: Path) -> None:
    """Build the shipped document, and write its pictures."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        catch_up(shipped("data"), Path(store) / "store", "https://w3id.org/zhize/id/", date(2026, 11, 24))
        with TestClient(create_app(Settings(data=shipped("data"), store=Path(store) / "store"))) as client:
            for name, address in PICTURES.items():
                (folder / name).write_bytes(client.get(address).content)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else GOLDEN)
