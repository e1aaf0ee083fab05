"""The store: immutable snapshots of the graph on disk, one of them the current one.

::

    <store>/CURRENT                    the name of the current snapshot; replacing this file is the publication
    <store>/snapshots/<name>/graph/    the quads, in Oxigraph's files
                            /manifest.json, reports/<document>.json
                            /dumps/…          made later, when somebody asks (kg.exports.dumps)
    <store>/lock                       held by the one writer
    <store>/building-…/                a snapshot in the making; left over only by a writer that was killed

``manifest`` names a snapshot, ``write_snapshot`` writes one, ``snapshot`` reads one, ``writer_lock`` keeps writers
apart, ``query_guard`` refuses what a query must not do, ``query_escapes`` reads its escapes, ``version_history`` has
every version and the graph of any day.
"""

from kg.stores.manifest import DocumentState, Manifest, code_digest, snapshot_name
from kg.stores.query_escapes import read_escapes
from kg.stores.query_guard import refuse_dangerous, without_own_service
from kg.stores.snapshot import EXPORTS, PREFIXES, Publications, Snapshot, Term, current
from kg.stores.version_history import DocumentVersion, VersionHistory
from kg.stores.write_snapshot import publish

__all__ = [
    "EXPORTS",
    "PREFIXES",
    "DocumentState",
    "DocumentVersion",
    "Manifest",
    "Publications",
    "Snapshot",
    "Term",
    "VersionHistory",
    "code_digest",
    "current",
    "publish",
    "read_escapes",
    "refuse_dangerous",
    "snapshot_name",
    "without_own_service",
]
