"""The suite of the W3C is read whole: which tests are taken, and how a result in CSV is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import w3c_suite as w3c

MANIFEST = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
<> a mf:Manifest ; mf:entries ( <#csv> <#tsv> <#syntax> ) .
<#csv> a mf:CSVResultFormatTest ; mf:name "csv" ; mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ; mf:result <r.csv> .
<#tsv> a mf:QueryEvaluationTest ; mf:name "tsv" ; mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ; mf:result <r.tsv> .
<#syntax> a mf:PositiveSyntaxTest11 ; mf:name "syntax" ; mf:action <q.rq> .
"""
DATA = '<x:a> <x:p> "1,\\n2" . <x:a> <x:q> _:node . <x:b> <x:p> 3 .'
QUERY = "SELECT ?s ?one ?two { ?s <x:p> ?one OPTIONAL { ?s <x:q> ?two } }"
TSV = '?s\t?one\t?two\n<x:a>\t"1,\\n2"\t_:b\n<x:b>\t3\t\n'
CSV = 's,one,two\r\nx:b,3,\r\nx:a,"1,\n2",_:b\r\n'


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    group = tmp_path / "csv-tsv-res"
    group.mkdir()
    files = {"manifest.ttl": MANIFEST, "d.ttl": DATA, "q.rq": QUERY, "r.tsv": TSV, "r.csv": CSV}
    for name, text in files.items():
        (group / name).write_bytes(text.encode())
    return tmp_path


def test_results_in_csv_are_asked_too(suite: Path) -> None:
    asked = list(w3c.tests_of(suite))
    assert [test.name for test in asked] == ["csv", "tsv"]
    for test in asked:
        assert w3c.same(w3c.in_process(test, test.nquads()), w3c.expected(test)), test.name


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ('s,one,two\nx:a,"1,\n2",_:other\nx:b,3,\n', True),
        ('two,s,one\n,x:b,3\n_:b,x:a,"1,\n2"\n', True),
        ('s,one,two\nx:a,"1,\n2",_:b\nx:b,3.0,\n', False),
        ('s,one,two\nx:a,"1,\n2",_:b\nx:b,3,\nx:b,3,\n', False),
        ('s,one,three\nx:a,"1,\n2",_:b\nx:b,3,\n', False),
        ('s,one,two,three\nx:a,"1,\n2",_:b,\nx:b,3,,\n', False),
    ],
    ids=["as it is", "in another order", "another number", "a row twice", "another name", "a column more"],
)
def test_a_table_in_csv_is_compared_by_its_words(suite: Path, text: str, is_same: bool) -> None:
    test = next(w3c.tests_of(suite))
    test.result.write_bytes(text.encode())
    assert w3c.same(w3c.in_process(test, test.nquads()), w3c.expected(test)) == is_same
