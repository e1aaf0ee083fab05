"""Linked data: every IRI answers, as data for programs and as a page for people.

::

    /id/…  /role/…  /match/…  /change/…  /shape/…    the things; 303 to
        /data/id/….ttl  .jsonld  .rdf  .nt           what is said of one
        /page/id/…                                   the same, to read
    /ontology                                        the words
    /dumps/…                                         whole graphs, and tables
    /catalog  /.well-known/void                      what there is

``addresses`` leads from an IRI to where it is served and back, ``answers`` chooses a form and names a version of an
answer. ``things``, ``words``, ``dumps`` and ``catalogue`` hold the routes, ``routes`` all of them; ``page``,
``reference`` and ``html`` write what people read.
"""
