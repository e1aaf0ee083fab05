"""Pages about versions of a document and what changed between them."""
