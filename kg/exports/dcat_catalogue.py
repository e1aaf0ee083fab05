"""Describe the data for those who want to fetch it (DCAT 3): datasets, their versions, their files, the services.

::

    /catalog            every graph, the present, the tables, the ontology, the services; one catalogue a document:
    /catalog/DOCUMENT   the series of its versions, each with its files

A version's files are made and measured when its document's catalogue is asked for, not all at once.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.describing.statement_builder import LICENCE, StatementBuilder, both, day, named
from kg.exports.csvw_tables import table_of
from kg.exports.dumps import CSVW, PRESENT, WHOLE, Dump, table_names, version_names
from kg.exports.ontology_files import ontology_in
from kg.exports.rdf_formats import Format
from kg.rdf.iris import Iris

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from kg.stores import DocumentVersion, Snapshot

Made: TypeAlias = Callable[[str], Dump]
"""Gives the dump of a name."""
ABOUT: Final = ("中国政府实施方案中谁负责什么、何时完成。", "Who must do what, by when, in Chinese government plans.")
IANA: Final = "https://www.iana.org/assignments/media-types/"
SHA256: Final = "spdx:checksumAlgorithm_sha256"


def catalogue(snapshot: Snapshot, made: Made, origin: str) -> frozenset[Triple]:
    """Describe what a snapshot holds, as it is served at an origin."""
    scratch = snapshot.manifest.is_scratch
    builder = StatementBuilder(ours=not scratch)
    here = NamedNode(f"{origin}/catalog")
    builder.terms(here)
    builder.add(
        here,
        rdf_type=named("dcat:Catalog"),
        dcterms_title=both("职责图谱数据目录", "The catalogue of Zhize"),
        dcterms_description=[] if scratch else both(*ABOUT),
        foaf_homepage=NamedNode(f"{origin}/"),
        dcat_catalog=[NamedNode(f"{origin}/catalog/{one}") for one in _documents(snapshot)],
    )
    _add_services(builder, here, origin)
    _add_ontology(builder, here, origin)
    present = snapshot.manifest.present_date
    words = {
        "zhize": (("全部图", "Every graph"), WHOLE),
        "present": ((f"{present} 的现行内容", f"What holds on {present}"), PRESENT),
    }
    for name, (title, dumps) in words.items():
        dataset = _dataset(builder, here, NamedNode(f"{here.value}#{name}"), title, snapshot)
        _add_files(builder, dataset, map(made, dumps), origin)
    for file in table_names():
        name = file.removeprefix("tables/").removesuffix(".csv")
        table = table_of(name)
        dataset = _dataset(builder, here, NamedNode(f"{here.value}#{name}"), (table.zh, table.en), snapshot)
        _add_files(builder, dataset, [made(file)], origin)
        description = NamedNode(f"{origin}/dumps/tables/{name}{CSVW}")
        builder.add(NamedNode(f"{dataset.value}.csv"), rdfs_seeAlso=description)
    return frozenset(builder.triples)


def document_catalogue(snapshot: Snapshot, document: str, made: Made, origin: str) -> frozenset[Triple]:
    """Describe the versions of a document as a series, the withdrawn ones too; nothing, where there is none of it."""
    builder = StatementBuilder(ours=not snapshot.manifest.is_scratch)
    here = NamedNode(f"{origin}/catalog/{document}")
    versions = [one for one in snapshot.history.versions if one.document == document]
    if not versions:
        return frozenset()
    series = NamedNode(f"{here.value}#series")
    about = NamedNode(Iris(snapshot.manifest.base_iri).document(document))
    for node, kind in ((here, "dcat:Catalog"), (series, "dcat:DatasetSeries")):
        builder.terms(node)
        title = both(f"{document} 的各版本", f"The versions of {document}")
        builder.add(node, rdf_type=named(kind), dcterms_title=title, dcterms_subject=about)
    builder.add(here, dcat_dataset=series)
    counted = [one for one in versions if not one.withdrawn]
    if counted:
        builder.add(series, dcat_first=_version(here, counted[0]), dcat_last=_version(here, counted[-1]))
    for version in versions:
        _add_version(builder, here, version, counted)
        _add_files(builder, _version(here, version), map(made, version_names(version)), origin)
    return frozenset(builder.triples)


def _add_version(
    builder: StatementBuilder, here: NamedNode, version: DocumentVersion, counted: list[DocumentVersion]
) -> None:
    """Describe a version; its dataset is about the version's IRI."""
    dataset, words = _version(here, version), ("（已撤回）", " (withdrawn)") if version.withdrawn else ("", "")
    builder.terms(dataset)
    builder.add(here, dcat_dataset=dataset)
    builder.add(
        dataset,
        rdf_type=named("dcat:Dataset"),
        dcterms_title=both(
            f"{version.document}，{version.date} 的文本{words[0]}", f"{version.document} as of {version.date}{words[1]}"
        ),
        dcterms_subject=NamedNode(version.iri),
        dcterms_issued=day(version.date),
        dcat_version=version.date.isoformat(),
    )
    if version.withdrawn:
        builder.add(dataset, owl_deprecated=Literal("true", datatype=named("xsd:boolean")))
        return
    builder.add(dataset, dcat_inSeries=NamedNode(f"{here.value}#series"))
    earlier = [one for one in counted if one.date < version.date]
    if earlier:
        builder.add(dataset, dcat_prev=_version(here, earlier[-1]), dcat_previousVersion=_version(here, earlier[-1]))


def _version(here: NamedNode, version: DocumentVersion) -> NamedNode:
    return NamedNode(f"{here.value}#{version.date}")


def _documents(snapshot: Snapshot) -> list[str]:
    return sorted({version.document for version in snapshot.history.versions})


def _dataset(
    builder: StatementBuilder, here: NamedNode, dataset: NamedNode, title: tuple[str, str], snapshot: Snapshot
) -> NamedNode:
    """Describe a dataset that is made anew with each snapshot."""
    builder.terms(dataset)
    built = Literal(snapshot.manifest.built_at.isoformat(), datatype=named("xsd:dateTime"))
    builder.add(here, dcat_dataset=dataset)
    builder.add(
        dataset,
        rdf_type=named("dcat:Dataset"),
        dcterms_title=both(*title),
        dcterms_modified=built,
        dcat_version=snapshot.name,
    )
    return dataset


def _add_files(builder: StatementBuilder, dataset: NamedNode, dumps: Iterable[Dump], origin: str) -> None:
    """Describe the files of a dataset, with the size and the sum that each has."""
    for dump in dumps:
        address = NamedNode(f"{origin}/dumps/{dump.name}")
        file = _add_file(builder, dataset, address, dump.media_type, dump.size, dump.sha256)
        builder.license(file)
        builder.add(file, dcterms_title=dump.name)


def _add_file(
    builder: StatementBuilder, dataset: NamedNode, address: NamedNode, media_type: str, size: int, digest: str
) -> NamedNode:
    """Describe a file, and give its name: that of its dataset with the end of its address."""
    file = NamedNode(f"{dataset.value}.{address.value.rpartition('.')[2]}")
    checksum = NamedNode(f"{file.value}.sha256")
    builder.add(dataset, dcat_distribution=file)
    builder.add(
        file,
        rdf_type=named("dcat:Distribution"),
        dcat_accessURL=address,
        dcat_downloadURL=address,
        dcat_mediaType=NamedNode(IANA + media_type),
        dcat_byteSize=Literal(str(size), datatype=named("xsd:nonNegativeInteger")),
        spdx_checksum=checksum,
    )
    builder.add(
        checksum,
        rdf_type=named("spdx:Checksum"),
        spdx_algorithm=named(SHA256),
        spdx_checksumValue=Literal(digest, datatype=named("xsd:hexBinary")),
    )
    return file


def _add_services(builder: StatementBuilder, here: NamedNode, origin: str) -> None:
    """Describe the SPARQL endpoint and the REST interface."""
    sparql, rest = NamedNode(f"{origin}/sparql"), NamedNode(f"{origin}/api/v1")
    builder.add(here, dcat_service=[sparql, rest])
    builder.add(
        sparql,
        rdf_type=named("dcat:DataService"),
        dcterms_title=both("SPARQL 查询", "SPARQL endpoint"),
        dcterms_conformsTo=NamedNode("http://www.w3.org/TR/sparql11-protocol/"),
        dcat_endpointURL=sparql,
        dcat_endpointDescription=sparql,
        dcat_servesDataset=[NamedNode(f"{here.value}#zhize"), NamedNode(f"{here.value}#present")],
    )
    builder.add(
        rest,
        rdf_type=named("dcat:DataService"),
        dcterms_title=both("REST 接口", "REST interface"),
        dcat_endpointURL=rest,
        dcat_endpointDescription=NamedNode(f"{origin}/api/v1/openapi.json"),
        dcat_servesDataset=NamedNode(f"{here.value}#zhize"),
    )


def _add_ontology(builder: StatementBuilder, here: NamedNode, origin: str) -> None:
    """Describe the ontology as a dataset; its files are served by its own route, and it is ours whatever the graph."""
    dataset = NamedNode(f"{here.value}#ontology")
    builder.add(here, dcat_dataset=dataset)
    builder.add(
        dataset,
        rdf_type=named("dcat:Dataset"),
        dcterms_title=both("本体", "The ontology"),
        dcterms_license=LICENCE,
        dcterms_subject=NamedNode("https://w3id.org/zhize/ontology"),
    )
    for form in Format:
        address, content = NamedNode(f"{origin}/ontology.{form.extension}"), ontology_in(form)
        digest = sha256(content).hexdigest()
        file = _add_file(builder, dataset, address, form.media_type, len(content), digest)
        builder.add(file, dcterms_license=LICENCE)
