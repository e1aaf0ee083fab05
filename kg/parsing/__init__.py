"""From text to document: chapters, measures, provisions, tasks and their responsibility clauses."""

from kg.parsing.document_parser import parse_document
from kg.parsing.model import Chapter, Document, Measure, Provision, Reference, Statements, Task, Unread

__all__ = ["Chapter", "Document", "Measure", "Provision", "Reference", "Statements", "Task", "Unread", "parse_document"]
