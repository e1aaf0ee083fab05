"""Amend a document: a new text in, what changed and what is now incomplete out, and only then a new version in data/.

::

    text, date, basis ──plan_amendment──▶ Plan: which part is which, change table, findings
                                            └──commit──▶ data/documents/<id>/<date>/
    version, reason ──withdraw──▶ data/documents/<id>/withdrawals.toml

``amendment_plan`` reads, matches, compares and validates and changes nothing; ``store_version`` puts the version's
folder in its place in one step; ``withdraw_version`` records that a version does not count; ``render_matches`` shows
which part is which. The graph follows from the data folder:
:func:`kg.publishing.catch_up`.
"""

from kg.amending.amendment_plan import Amendment, Plan, plan_amendment
from kg.amending.store_version import commit, refuse_shipped
from kg.amending.withdraw_version import WithdrawalRequest, version_to_withdraw, withdraw

__all__ = [
    "Amendment",
    "Plan",
    "WithdrawalRequest",
    "commit",
    "plan_amendment",
    "refuse_shipped",
    "version_to_withdraw",
    "withdraw",
]
