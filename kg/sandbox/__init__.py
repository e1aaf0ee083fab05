"""Run queries of strangers: each in a process that can do nothing else, and that can be killed.

::

    Question ──Sandbox.ask──▶ Answer: whole, or in pieces as they come

``limits`` has how much a query may take, ``fair_queue`` whose turn it is, ``worker_pool`` keeps the processes warm and
ends them, ``worker_protocol`` is what goes between them, ``worker`` runs in such a process, ``xml_wellformed`` checks
that what it writes as XML is XML, and ``confinement`` takes away from it what a query does not need. Nothing is
imported here: a worker loads what it needs and no more.
"""
