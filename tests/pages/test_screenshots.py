"""The documentation has a picture of every kind of page, in both languages, wide and narrow."""

from __future__ import annotations

from kg.bilingual import Language
from tests.support.page_kinds import KINDS
from tests.support.write_screenshots import DEVICES, FOLDER


def test_every_kind_of_page_has_its_pictures() -> None:
    there = {str(one.relative_to(FOLDER)) for one in FOLDER.rglob("*.webp")}
    assert there == {f"{one}/{device}/{kind.name}.webp" for one in Language for device in DEVICES for kind in KINDS}
