"""What follows from the graph: by one plain rule for every day, and by a reasoner for proof.

:mod:`kg.reasoning.derive` gives the short cuts (who leads what) in milliseconds and needs nothing but rdflib.
:mod:`kg.reasoning.hermit` asks HermiT whether graph and ontology agree, and which short cuts it infers.
A test holds the two together.
"""
