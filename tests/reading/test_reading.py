"""From bytes to text: positions, lines, page furniture, and files that can't be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.reading import BlockKind, FurnitureKind, Reading, Span
from kg.reading.lines import split_lines
from kg.reading.load_text import MAX_BYTES, read_bytes, read_file, read_text

BREAKS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
NASTY = st.text(
    st.sampled_from(BREAKS + "\t \u3000\ufeff\u200b一二三四、，。（）()〔〕序号重点任务责任单位附件12年月日—页第𠮷é"),
    max_size=80,
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "it is empty"),
        (b" \r\n\t", "it is empty"),
        ("\ufeff\n".encode(), "it is empty"),
        ("　\n".encode(), "it is empty"),
        (b"\x00\x01\x02", "binary"),
        ("方案".encode("utf-16"), "it is UTF-16, not UTF-8; convert it, for example: iconv -f UTF-16 -t UTF-8."),
        (b"\xfe\xff" + "方案".encode("utf-16-be"), "it is UTF-16"),
        (
            "实施方案\n一、总体要求".encode()[:-1],
            "cut in two (at byte 29, line 2); the file may be cut short: get it whole.",
        ),
        ("实施方案\n一、".encode() + b"\xff" + "要求".encode(), "a character that is broken (at byte 20, line 2)"),
        ("四川省促进养老托育服务健康发展实施方案".encode("gbk"), "looks like GBK"),
        (b"%PDF-1.4\n\x00\xff\xfe", "binary"),
        (b"\xff\xff\xff", "not UTF-8"),
        ("方案".encode()[:-1], "cut in two (at byte 4, line 1)"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(raw, "plan.txt")
    assert words in str(refused.value)
    assert str(refused.value).startswith("plan.txt: ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="more than"):
        read_file(large)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        source = read_bytes(raw, "any")
    except InputError:
        return
    assert source.text.encode() == raw


@given(NASTY)
def test_lines_join_to_the_text(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert not any(set(line.text) & set(BREAKS) for line in lines)
    ends = [*(line.start for line in lines[1:]), len(text)]
    assert all(set(text[line.end : end]) <= set(BREAKS) for line, end in zip(lines, ends, strict=True))


@given(NASTY)
def test_every_character_is_in_a_block_or_in_furniture(text: str) -> None:
    try:
        source = read_text(text)
    except InputError:
        assert not text.strip("\ufeff \t\r\n\f\v\u3000")
        return
    assert source.text == text
    places = [place for block in source.blocks for place in block.reading.positions]
    assert places == sorted(set(places))
    marked = {place for item in source.furniture for place in range(item.span.start, item.span.end)}
    covered = marked | set(places)
    assert [c for at, c in enumerate(text) if at not in covered and not c.isspace()] == []
    for block in source.blocks:
        assert all(text[at] == c for at, c in zip(block.reading.positions, block.reading.text, strict=True))


@given(NASTY, st.data())
def test_the_line_of_a_position(text: str, data: st.DataObject) -> None:
    try:
        source = read_text(text)
    except InputError:
        return
    at = data.draw(st.integers(0, len(text) - 1))
    assert source.line_of(at) == sum(line.start <= at for line in split_lines(text))


def test_positions_are_code_points() -> None:
    source = read_text("𠮷野\r\n应急厅")
    assert source.quote(Span(4, 7)) == "应急厅"
    assert source.line_of(4) == 2
    assert source.digest == read_text("𠮷野\r\n应急厅").digest


def test_a_reading_that_steps_over_furniture_keeps_its_places() -> None:
    reading = Reading("应急厅", (10, 11, 14))
    assert reading.span(1, 3) == Span(11, 15)
    assert reading.slice(2, 3).span() == Span(14, 15)
    assert reading.span(3, 3) == Span(15, 15)
    assert Reading(" 甲 ", (1, 2, 3)).strip() == Reading("甲", (2,))
    assert Reading("", ()).span() == Span(0, 0)


@pytest.mark.parametrize("number", ["— 4 —", "- 4 -", "—４—", "第 4 页", "第4页 共 9 页", "  － 12 －  "])
def test_a_page_number_inside_a_sentence_is_stepped_over(number: str) -> None:
    source = read_text(f"建设养老院，支持\n{number}\n\n社会力量参加。")
    assert [block.reading.text for block in source.blocks] == ["建设养老院，支持社会力量参加。"]
    assert [(item.kind, source.quote(item.span)) for item in source.furniture] == [
        (FurnitureKind.PAGE_NUMBER, number.strip())
    ]


@pytest.mark.parametrize("words", ["4", "2022年", "—", "第四页", "一"])
def test_what_is_no_page_number_is_read(words: str) -> None:
    source = read_text(f"建设养老院。\n\n{words}\n\n建设托育园。")
    assert words in [block.reading.text for block in source.blocks]
    assert source.furniture == ()


def test_a_page_break_inside_a_sentence_joins() -> None:
    source = read_text("一、要求\n\n建设养老院，支持社会\n\n力量参加。\n\n建设托育园。")
    assert [block.reading.text for block in source.blocks] == [
        "一、要求",
        "建设养老院，支持社会力量参加。",
        "建设托育园。",
    ]
    assert [item.kind for item in source.furniture] == [FurnitureKind.PAGE_BREAK]


def test_a_clause_in_brackets_ends_its_paragraph() -> None:
    source = read_text("建设养老院，办好食堂。（民政厅牵头，财政厅参加）\n\n以下工作，都要落实。")
    assert len(source.blocks) == 2


@pytest.mark.parametrize("next_line", ["（二）建设", "三、要求", "附件", "2.改造", "2022年3月1日"])
def test_what_opens_like_a_heading_opens_a_paragraph(next_line: str) -> None:
    source = read_text(f"建设养老院，支持社会\n{next_line}")
    assert [block.reading.text for block in source.blocks] == ["建设养老院，支持社会", next_line]


def test_a_repeated_header_is_furniture_and_a_row_goes_on_over_it() -> None:
    source = read_text("序号\t重点任务\t责任单位\n1\t建设养老\n\n序 号\t重点任务\t责任单位\n院。\t民政厅负责。\n")
    assert [block.kind for block in source.blocks] == [BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW]
    assert [cell.text for cell in source.blocks[1].cells] == ["1", "建设养老院。", "民政厅负责。"]
    assert [item.kind for item in source.furniture] == [FurnitureKind.REPEATED_HEADER]


def test_a_byte_order_mark_is_furniture() -> None:
    source = read_text("\ufeff一、要求")
    assert source.furniture[0].kind is FurnitureKind.BYTE_ORDER_MARK
    assert source.blocks[0].span == Span(1, 5)
