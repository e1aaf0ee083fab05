"""Two versions of a document: which part is which, what changed in meaning, and that in words.

::

    text ──link──▶ LinkedDocument ──match_parts.propose──▶ Proposal     (a person looks at it)
                                                           │ identities.toml, beside the text
    LinkedDocument ──corpus.identities──▶ LinkedDocument ◀─┘         (what a build does: it reads, and never matches)
    two versions ──compare_versions──▶ ChangeTable ──render_changes──▶ text, JSON
"""
