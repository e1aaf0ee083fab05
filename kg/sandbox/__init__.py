"""Ask what a stranger wants to know: each query in a process that can do nothing else, and that can be killed.

::

    Question ──Sandbox.ask──▶ Answer: whole, or in pieces as they come

``limits`` says how much a query may take, ``lanes`` whose turn it is, ``processes`` keeps the processes warm and ends
them, ``wire`` is what goes between them, ``worker`` runs in such a process, ``wellformed`` sees that what it writes as
XML is XML, and ``confine`` takes away from it what a query does not need. Nothing is imported here: a worker loads what
it needs and no more.
"""
