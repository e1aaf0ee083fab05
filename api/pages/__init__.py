"""Pages for people: who leads, who takes part, what is due, what changed and what is wrong, one click from the words.

::

    request ──Visit (language, day, questions)──▶ a view of plain values ──Site──▶ HTML

``language`` tells Chinese from English by the address, ``visit`` holds what a page is asked for, ``site`` writes it
with the templates, ``static`` serves what it loads. Each other module is one kind of page; ``pictures`` draws.
"""
