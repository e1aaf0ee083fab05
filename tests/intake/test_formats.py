"""Files as people have them: encodings, notations, and what is refused with one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.intake import read_any
from kg.reading import BlockKind

PLAN = "一、任务\n（一）清理河道。（责任单位：市水务局）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_a_text_in_any_encoding_is_the_same(encoding: str) -> None:
    read = read_any(PLAN.encode(encoding), "plan.txt")
    assert read.source.text.lstrip("\ufeff") == PLAN
    assert read.encoding == {"utf-8-sig": "utf-8", "gbk": "gb18030", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        encoding, encoding
    )


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("GBK", "gb18030"), ("no-such", "utf-8")]
)
def test_a_page_is_decoded_as_it_declares(declared: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>一、任务</p><p>喆镕</p></body></html>'
    read = read_any(page.encode(encoding), "plan.html")
    assert (read.source.text, read.encoding) == ("一、任务\n喆镕\n", encoding)


@pytest.mark.parametrize(
    ("filename", "media_type", "raw", "kind"),
    [
        ("plan.md", "text/plain", "# 一", "md"),
        ("", "text/html; charset=utf-8", "<p>一</p>", "html"),
        ("", "text/plain", "<!DOCTYPE html><p>一</p>", "html"),
        ("", "", '[{"a": "一"}]', "json"),
        ("", "", "一、任务", "txt"),
        ("plan.TSV", "", "a\tb", "tsv"),
        ("C:\\files\\plan.csv", "", "a,b", "csv"),
    ],
)
def test_the_format_is_told_by_name_then_type_then_bytes(filename: str, media_type: str, raw: str, kind: str) -> None:
    assert read_any(raw.encode(), filename, media_type).format == kind


@pytest.mark.parametrize(
    ("raw", "filename", "what"),
    [
        (b"", "plan.txt", "is empty"),
        (b"%PDF-1.7", "plan.pdf", "it is PDF"),
        (b"PK\x03\x04", "plan.docx", "Word, Excel"),
        (b"\xd0\xcf\x11\xe0", "plan.doc", "an old Word"),
        (b"\xff\xfe\xff\xff\xd8", "plan.txt", "looks like UTF-16"),
        (b"[1, 2]", "plan.json", "no list of records"),
        (b'[{"a": ', "plan.json", "no valid JSON (line 1)"),
        (b"<html><script>1</script></html>", "plan.html", "is empty"),
        ("清理河道。".encode()[:-1], "plan.txt", "its last character is cut in two"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(raw: bytes, filename: str, what: str) -> None:
    with pytest.raises(InputError) as refused:
        read_any(raw, filename)
    assert what in refused.value.sentences().en
    assert refused.value.sentences().zh


def test_what_is_around_the_article_is_left_out() -> None:
    page = (
        "<html><head><title>站</title></head><body><nav>首页</nav><div class='header'>市政府</div><script>var a</script>"
        "<div id='main'><h1>治水方案</h1><p>一、<span>任务</span></p><div style='display: none'>隐</div></div>"
        "<div class='share-box'>分享</div><footer>版权</footer></body></html>"
    )
    assert read_any(page.encode(), "plan.html").source.text == "治水方案\n一、任务\n"


def test_a_table_of_layout_is_no_table() -> None:
    page = "<table><tr><td><p>一、任务</p><table><tr><td>序号</td><td>任务</td></tr></table></td></tr></table>"
    assert read_any(page.encode(), "plan.html").source.text == "一、任务\n序号\t任务\n"


CELLS = st.lists(
    st.lists(st.text(st.sampled_from('甲乙，,"\n\t 1'), max_size=6).map(str.strip), min_size=3, max_size=3),
    min_size=1,
    max_size=5,
)


@given(CELLS)
def test_csv_keeps_every_cell_and_its_place(rows: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "序号,任务,责任单位\n" + "\n".join(quoted) + "\n"
    source = read_any(text.encode(), "plan.csv").source
    assert source.text == text
    kept = [[cell.text for cell in block.cells] for block in source.blocks if block.kind is BlockKind.TABLE_ROW]
    sections = [block for block in source.blocks if block.kind is BlockKind.TABLE_SECTION]
    assert len(kept) + len(sections) <= len(rows)
    for block in source.blocks:
        for cell in block.cells:
            assert all(text[at] == character for at, character in zip(cell.positions, cell.text, strict=False))
