"""The evidence (actors, sources, reports, events, citations, tallies) and what follows from it."""

from events.models.actors import Actor, ActorKind
from events.models.control import ControlPeriod, Perspective
from events.models.events import Citation, ControlEvent, EventKind, Scope, Stance, Standing, Status
from events.models.log import ChangeKind, LogEntry, Operation
from events.models.sources import Precision, Reliability, Report, Source, SourceKind
from events.models.tallies import Tally

__all__ = [
    "Actor",
    "ActorKind",
    "ChangeKind",
    "Citation",
    "ControlEvent",
    "ControlPeriod",
    "EventKind",
    "LogEntry",
    "Operation",
    "Perspective",
    "Precision",
    "Reliability",
    "Report",
    "Scope",
    "Source",
    "SourceKind",
    "Stance",
    "Standing",
    "Status",
    "Tally",
]
