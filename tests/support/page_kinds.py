"""A page of every kind: what the tests look at, what `make screenshots` shows, what `make bench` measures."""

from __future__ import annotations

from dataclasses import dataclass

DOCUMENT = "chuanbanfa-2021-57"
BODY = "sichuan-emergency-management"


@dataclass(frozen=True)
class Kind:
    """A kind of page: what it is called, and where one stands; ``amended`` are those that need several versions."""

    name: str
    path: str
    amended: bool = False
    status: int = 200


KINDS = (
    Kind("home", "/"),
    Kind("organizations", "/organizations"),
    Kind("organization", f"/organization/{BODY}"),
    Kind("organization-busy", "/organization/sichuan-civil-affairs"),
    Kind("group", "/organization/sichuan-prefecture-governments"),
    Kind("tasks", "/tasks"),
    Kind("tasks-without-lead", f"/tasks?document={DOCUMENT}&has_lead=false"),
    Kind("task", f"/document/{DOCUMENT}/task/12"),
    Kind("document", f"/document/{DOCUMENT}"),
    Kind("measure", f"/document/{DOCUMENT}/measure/5"),
    Kind("text", f"/document/{DOCUMENT}/text"),
    Kind("matrix", "/matrix"),
    Kind("matrix-by-task", "/matrix?by=task"),
    Kind("network", "/network"),
    Kind("ring", f"/network?organization={BODY}"),
    Kind("targets", "/targets"),
    Kind("validation", "/validation"),
    Kind("search", "/search?q=养老"),
    Kind("search-nothing", "/search?q=应急丁"),
    Kind("questions", "/questions"),
    Kind("question", "/questions/tasks-of-organization?organization=应急厅"),
    Kind("sparql", "/sparql"),
    Kind("sparql-answer", "/sparql?query=SELECT * { ?task a zz:Task ; zz:text ?text } LIMIT 9"),
    Kind("ontology", "/ontology"),
    Kind("statements", f"/page/id/organization/{BODY}"),
    Kind("downloads", "/downloads"),
    Kind("docs", "/docs"),
    Kind("help", "/help"),
    Kind("problem", "/organization/nobody", status=404),
    Kind("documents-amended", "/", amended=True),
    Kind("versions-all", "/versions", amended=True),
    Kind("versions", f"/document/{DOCUMENT}/versions", amended=True),
    Kind("changes", f"/document/{DOCUMENT}/changes?from=2021-11-09&to=2022-05-20", amended=True),
    Kind("task-amended", f"/document/{DOCUMENT}/task/1", amended=True),
    Kind("as-of", f"/document/{DOCUMENT}?as_of=2021-12-01", amended=True),
    Kind("validation-all", "/validation", amended=True),
)
