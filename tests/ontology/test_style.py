"""The file is laid out so that a diff reads like a sentence: terms in order, one predicate a line, the dot alone."""

import re

import pytest

BLOCK = re.compile(r"^(?P<subject>\S+)\n(?P<body>(?:  .*\n)+)\.$", re.MULTILINE)


def sections(turtle: str) -> dict[str, list[str]]:
    """Give for each section the subjects of its statements, as written."""
    parts = re.split(r"^# -+\n# (.+)\n# -+$", turtle, flags=re.MULTILINE)
    return {
        title: [m["subject"] for m in BLOCK.finditer(body)]
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_a_closing_dot_stands_alone_and_no_line_has_two_predicates(turtle: str) -> None:
    for line in turtle.splitlines():
        if line.startswith(("@prefix", "#")):
            continue
        bare = re.sub(r'"[^"]*"(@\w+)?|<[^>]*>', "", line)
        assert bare == "." or not bare.rstrip().endswith("."), line
        assert bare.count(";") <= 1, line
        assert "," not in bare, line


def test_every_statement_has_the_layout(turtle: str) -> None:
    body = "".join(line for line in turtle.splitlines(keepends=True) if not line.startswith(("@prefix", "#")))
    assert BLOCK.sub("", body).strip() == ""


@pytest.mark.parametrize("title", ["Classes", "Object properties", "Datatype properties"])
def test_terms_are_in_order(turtle: str, title: str) -> None:
    subjects = sections(turtle)[title]
    assert len(subjects) > 10
    assert subjects == sorted(set(subjects))


def test_prefixes_are_in_order_and_all_used(turtle: str) -> None:
    prefixes = re.findall(r"^@prefix (\w+):", turtle, flags=re.MULTILINE)
    assert prefixes == sorted(prefixes)
    body = re.sub(r"^@prefix.*$", "", turtle, flags=re.MULTILINE)
    assert [prefix for prefix in prefixes if not re.search(rf"\b{prefix}:", body)] == []
