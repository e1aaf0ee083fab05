"""The data folder: the register, the documents with their versions and records, each version read and linked.

``folder`` reads what is there, ``identities`` which part of a text is which, ``read_version`` a version's text.
"""

from kg.corpus.folder import DataFolder, DocumentData, VersionData, known_document, load_data_folder, load_document
from kg.corpus.read_version import link_text, read_version

__all__ = [
    "DataFolder",
    "DocumentData",
    "VersionData",
    "known_document",
    "link_text",
    "load_data_folder",
    "load_document",
    "read_version",
]
