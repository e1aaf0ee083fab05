"""From graph to people: the REST interface over a published snapshot."""
