"""From the data folder to the current snapshot, as little as has changed.

::

    data/ ──catch_up──▶ nothing, when the current snapshot has these sources and this present
                        a copy of it with the touched documents replaced, when only documents have changed
                        a whole build, when the register, the program or the base has

``document_contents`` builds one document and reports on it, ``quad_differences`` finds what is to be removed and added
where a document is replaced, ``publish_data_folder`` decides and publishes. ``version_reports`` and
``version_changes`` have what was found in published versions, and what changed between them.
"""

from kg.publishing.document_contents import ReportOn, report_on
from kg.publishing.publish_data_folder import Outcome, Steps, catch_up

__all__ = ["Outcome", "ReportOn", "Steps", "catch_up", "report_on"]
