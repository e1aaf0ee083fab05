"""Pictures: SVG of our own, the same bytes for the same data, in colours for paper, told for those who cannot see.

::

    a view of plain values ──matrix, grid, ring, strip──▶ SVG in a page, or a file to keep

``svg`` writes elements, every word escaped. A picture has no links, so that its role may be that of an image; what can
be clicked is the table beside it. ``downloads`` serves the files.
"""
