"""The OpenAPI description of the interface: its routes, the named queries and the SPARQL endpoint, with examples."""
