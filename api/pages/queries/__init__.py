"""Pages about named queries and SPARQL."""
