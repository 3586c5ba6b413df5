"""The evidence (actors, sources, reports, events, citations, tallies) and what follows from it."""

from events.models.actors import Actor, ActorKind
from events.models.aliases import ActorAlias, AliasOf
from events.models.archive import ArchivedCopy
from events.models.casualties import CasualtyClaim, Outcome
from events.models.control import ControlPeriod, Perspective
from events.models.events import UNPUBLISHED, Citation, ControlEvent, EventKind, Scope, Stance, Standing, Status
from events.models.imports import ImportedRow
from events.models.links import LinkCheck
from events.models.log import OBJECT_TYPES, ChangeKind, LogEntry, Operation
from events.models.releases import Release, ReleaseFile
from events.models.sources import Precision, Reliability, Report, Source, SourceKind
from events.models.tallies import Tally

__all__ = [
    "OBJECT_TYPES",
    "UNPUBLISHED",
    "Actor",
    "ActorAlias",
    "ActorKind",
    "AliasOf",
    "ArchivedCopy",
    "CasualtyClaim",
    "ChangeKind",
    "Citation",
    "ControlEvent",
    "ControlPeriod",
    "EventKind",
    "ImportedRow",
    "LinkCheck",
    "LogEntry",
    "Operation",
    "Outcome",
    "Perspective",
    "Precision",
    "Release",
    "ReleaseFile",
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
