"""Pages about documents: their parts, their text, the matrix of bodies and tasks."""
