"""The lines of a checked text, joined, are the text: every kind of line break, and places of findings anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import assume, example, given
from hypothesis import strategies as st

from api.answers.validations import Validations
from api.app import create_app
from api.site.text_lines import lines_with_places
from kg.control_characters import visible
from kg.reading.load_text import read_text
from kg.resources import shipped
from kg.settings import Settings
from kg.validating import Report
from kg.validating.findings import Finding, Severity
from kg.validating.render_report import to_json
from tests.support.html_tree import Element, read

BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
ONE_BREAK = re.compile("|".join(map(re.escape, BREAKS)))
words = st.text(st.sampled_from("民政部办 \t<&\u3000\u200e\x1b\x7f\ufeff𠮷"), max_size=6)
texts = st.lists(words | st.sampled_from(BREAKS), max_size=12).map("".join)


@st.composite
def texts_with_places(draw: st.DrawFn) -> tuple[str, set[tuple[int, int]]]:
    """Draw a text, and places of it; none begins within a line break of two characters, where no character is."""
    text = draw(texts)
    inside = {at + 1 for at in range(len(text)) if text[at : at + 2] == "\r\n"}
    at = st.integers(0, len(text))
    places = draw(st.sets(st.tuples(at, at).map(lambda pair: (min(pair), max(pair))), max_size=5))
    return text, {place for place in places if place[0] not in inside}


@given(texts_with_places())
@example(("", set()))
@example(("民政部\r\n\r\n办\n", {(0, 3), (2, 6)}))
def test_the_lines_joined_are_the_text(drawn: tuple[str, set[tuple[int, int]]]) -> None:
    text, places = drawn
    lines = lines_with_places(text, places)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    breaks = ONE_BREAK.findall(text)
    assert len(lines) - len(breaks) in {0, 1}  # after the last break nothing need follow
    joined = ["".join(piece.words for piece in line.pieces) for line in lines]
    assert "".join(map("".join, zip(joined, [*breaks, ""], strict=False))) == text


@given(texts_with_places())
def test_each_piece_is_marked_as_the_places_say(drawn: tuple[str, set[tuple[int, int]]]) -> None:
    text, places = drawn
    pieces = [piece for line in lines_with_places(text, places) for piece in line.pieces]
    for piece in pieces:
        assert text.startswith(piece.words, piece.start)
        for at in range(piece.start, piece.start + len(piece.words)):
            assert piece.found == any(start <= at < end for start, end in places)
    begun = [piece.start for piece in pieces if piece.begins]
    ends_in_a_break = bool(text) and ONE_BREAK.fullmatch(text[-1]) is not None
    assert begun == sorted({start for start, _ in places if not (ends_in_a_break and start == len(text))})


@given(texts)
def test_a_line_has_the_number_that_evidence_gives_it(text: str) -> None:
    source = read_text(f"{text}民")
    for line in lines_with_places(f"{text}民", ()):
        for piece in line.pieces:
            assert line.number == source.line_of(piece.start)


FINDING = Finding(
    "NameNeedsNoCorrection", Severity.WARNING, "句", "words", "改", "mend", 1, "x", "", 0, 0, 1, "https://x.example/"
)


@pytest.fixture(scope="module")
def checking(
    seed_store: Callable[[], Path],
) -> Iterator[Callable[[str, set[tuple[int, int]]], Element]]:
    """Return what checks a text and reads the page, where the validator finds something in these places of it."""

    def check(text: str, places: set[tuple[int, int]]) -> Element:
        findings = tuple(replace(FINDING, start=start, end=end) for start, end in sorted(places))

        async def found(_self: Validations, _raw: bytes) -> str:
            return to_json(Report(findings, "https://x.example/"))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Validations, "of_text", found)
            answer = client.post("/validation", data={"text": ""}, files={"file": ("plan.txt", text.encode())})
        assert answer.status_code == 200, answer.text
        return read(answer.text)

    with TestClient(create_app(Settings(data=shipped("data"), store=seed_store()))) as client:
        yield check


@given(texts_with_places())
@example(("某方案\r\n\r\n\u2028办好事\x0c", {(0, 3)}))
def test_the_page_of_a_checked_text_shows_all_of_it(
    checking: Callable[[str, set[tuple[int, int]]], Element], drawn: tuple[str, set[tuple[int, int]]]
) -> None:
    text, places = drawn
    assume(text.encode().strip())
    page = checking(text, places)
    shown = [line.all_words() for line in page.all("div", "text")[0].all("p")]
    lines = [line for line in lines_with_places(text, places) if line.pieces]
    assert shown == [f"{line.number} {visible(''.join(piece.words for piece in line.pieces))}" for line in lines]
    assert not any("U+000D" in line for line in shown)
    marked = {one.attributes["id"] for one in page.all("mark") if "id" in one.attributes}
    assert marked == {f"c{piece.start}" for line in lines for piece in line.pieces if piece.begins}
