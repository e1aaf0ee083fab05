"""What is sent as XML can be read as XML, or is refused."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sandbox.xml_wellformed import IllFormedError, XmlCheck

NEVER = {*map(chr, range(0x20)), "\ufffe", "\uffff"} - {"\t", "\n", "\r"}
"""The characters that the recommendation leaves out: https://www.w3.org/TR/xml/#charsets."""


def sent(written: bytes, place: int) -> bytes:
    """Give what is sent of what is written in two pieces."""
    check = XmlCheck()
    return check.read(written[:place]) + check.read(written[place:]) + check.read(b"", last=True)


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(sorted(NEVER))), max_size=20), st.data())
def test_a_text_is_read_back_as_it_was_wherever_the_pieces_end(text: str, data: st.DataObject) -> None:
    written = f"<a>{escape(text)}</a>".encode()
    try:
        found = sent(written, data.draw(st.integers(0, len(written))))
    except IllFormedError:
        assert not NEVER.isdisjoint(text)
    else:
        assert NEVER.isdisjoint(text)
        assert (ET.fromstring(found).text or "") == text  # noqa: S314 - written above


@pytest.mark.parametrize(
    "written",
    [
        b"<a>",
        b"<a></b>",
        b"<a/><a/>",
        b'<p: xmlns:p="x:"/>',
        b"<p:a/>",
        b'<rdf:bagID xmlns:rdf="x:"/>',
        b'<rdf:aboutEachPrefix xmlns:rdf="x:"/>',
    ],
)
def test_what_is_no_xml_is_refused_wherever_the_pieces_end(written: bytes) -> None:
    for place in range(len(written)):
        with pytest.raises(IllFormedError):
            sent(written, place)
