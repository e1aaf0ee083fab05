"""Linked data: every IRI answers, as data for programs and as a page for people.

::

    /id/…  /role/…  /match/…  /change/…  /shape/…    the things; 303 to
        /data/id/….ttl  .jsonld  .rdf  .nt           what is said of one
        /page/id/…                                   the same, to read
    /ontology                                        the words
    /dumps/…                                         whole graphs, and tables

``addresses`` leads from an IRI to where it is served and back, ``answers`` chooses a form and names a version of an
answer. ``things``, ``words`` and ``dumps`` hold the routes; ``page``, ``reference`` and ``html`` write what people
read.
"""
