"""Linked data: every IRI answers, as data for programs and as a page for people.

::

    /id/…  /role/…  /match/…  /change/…  /shape/…    the things; 303 to
        /data/id/….ttl  .jsonld  .rdf  .nt           what is said of one
        /page/id/…                                   the same, to read
    /ontology                                        the words
    /dumps/…                                         whole graphs, and tables
    /catalog  /.well-known/void                      what there is

What people read is in the layout of the site (:mod:`api.pages`), and below ``/en`` in English: there an address is
always a page. ``answers`` chooses a form and names a version of an answer. ``things``, ``words``, ``dumps`` and
``catalogue`` hold the routes, ``routes`` all of them; ``naming`` says what terms are called on a page and where they
lead, ``page`` and ``reference`` what the templates show.
"""
