"""The parameters of the API: filters of the evidence, and those of a reading of the state."""

from events.filters.counts import PLACES, OwnCountFilter, SummaryFilter, TallyFilter
from events.filters.evidence import (
    EventFilter,
    EventListFilter,
    PastDistrictFilter,
    PastEvidenceFilter,
    PastFilter,
    PastProvinceFilter,
    ReportFilter,
    SourceFilter,
)
from events.filters.log import HistoryFilter, LogFilter
from events.filters.moments import ChangesFilter, ControlFilter, PeriodFilter, TimelineFilter

__all__ = [
    "PLACES",
    "ChangesFilter",
    "ControlFilter",
    "EventFilter",
    "EventListFilter",
    "HistoryFilter",
    "LogFilter",
    "OwnCountFilter",
    "PastDistrictFilter",
    "PastEvidenceFilter",
    "PastFilter",
    "PastProvinceFilter",
    "PeriodFilter",
    "ReportFilter",
    "SourceFilter",
    "SummaryFilter",
    "TallyFilter",
    "TimelineFilter",
]
