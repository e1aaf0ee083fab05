"""Pages about findings: of published documents, and of a text that is checked."""
