"""The reconciliation service with what the evidence tells of a district: who holds it, and since when."""

from districts.parameters import DayField
from districts.reconcile import views
from districts.reconcile.properties import DISTRICT, PROPERTIES, Property, Setting
from events.control.state import DEFAULT_PERSPECTIVE, Moment, district_states, today
from events.models import LogEntry
from events.parameters import PerspectiveField

SETTINGS = (
    Setting("as_of", "On the day", "YYYY-MM-DD; today where it is empty. For controller, contested and since.",
            DayField(required=False)),
    Setting("perspective", "Whose word counts", "confirmed, reported (if left empty), claimed, or of a side.",
            PerspectiveField(required=False)),
)  # fmt: skip


def _states(codes, *, as_of, perspective):
    """Return {code: state} of the districts on a day, in one perspective."""
    version = LogEntry.objects.current_version()
    moment = Moment(as_of or today(), version, perspective=perspective or DEFAULT_PERSPECTIVE)
    return {row["district"]: row for row in district_states(moment)}


def _state(name, label, about, read, *, previewed=False):
    return Property(name, label, about, (DISTRICT,), read, _states, SETTINGS, previewed=previewed)


def _controller(row):
    return row["controller"]


def _contested(row):
    return str(row["contested"]).lower() if row["controller"] else None


def _since(row):
    """Return the day on which the state began, as a date that tools know: its midnight."""
    return row["since"] and {"date": f"{row['since'].isoformat()}T00:00:00Z"}


WITH_CONTROL = (
    *PROPERTIES,
    _state("controller", "Held by", "Slug of who holds it; none = unknown.", _controller, previewed=True),
    _state("contested", "Contested", "Whether the holder is being fought for it.", _contested),
    _state("since", "Since", "The day on which this state began, by local days.", _since, previewed=True),
)


class ReconcileView(views.ReconcileView):
    properties = WITH_CONTROL


class SuggestPropertyView(views.SuggestPropertyView):
    properties = WITH_CONTROL


class ProposalView(views.ProposalView):
    properties = WITH_CONTROL


class PreviewView(views.PreviewView):
    properties = WITH_CONTROL
