"""The SPARQL endpoint: the SPARQL 1.1 Protocol over the sandbox.

::

    HTTP request ──request──▶ Asked ──endpoint──▶ kg.sandbox ──▶ HTTP response, from the cache where it is kept there

Without a query the endpoint says what it can (``description``). A browser gets a page to ask on, with the answer as a
table (``browser``, and ``api.pages.queries.sparql_page``).
"""
