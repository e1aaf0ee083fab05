"""Every word of the pages has its English, and what is compiled is what is written."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from api.site.language import LOCALE
from api.site.render_page import TEMPLATES

CATALOGUE = LOCALE / "en" / "LC_MESSAGES"


def english(file: Path) -> dict[object, object]:
    """Give what stands in a catalogue, by what it is in Chinese."""
    with file.open("rb") as opened:
        catalogue = (read_po if file.suffix == ".po" else read_mo)(opened)
    return {_fixed(message.id): _fixed(message.string) for message in catalogue if message.id}


def _fixed(words: object) -> object:
    """Give words with their plural as one value."""
    return tuple(words) if isinstance(words, list) else words


def test_every_word_has_its_english() -> None:
    found = extract_from_dir(
        TEMPLATES, [("**.html", "jinja2")], {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
    )
    words = {words for _, _, words, _, _ in found}
    written = english(CATALOGUE / "pages.po")
    assert len(words) > 200
    assert words == set(written)
    for chinese, said in written.items():
        assert all(said) if isinstance(said, tuple) else said, chinese


def test_what_is_compiled_is_what_is_written() -> None:
    assert english(CATALOGUE / "pages.mo") == english(CATALOGUE / "pages.po")
