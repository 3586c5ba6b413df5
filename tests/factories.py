"""Builders of rows, valid by default; each takes overrides. Events are published through `recording()`."""

import datetime
import hashlib
import itertools

from districts.models import District, DistrictKind, Province
from events.control.recording import recording
from events.export.releases import MEDIA_TYPES
from events.models import (
    Actor,
    ActorKind,
    Citation,
    ControlEvent,
    EventKind,
    Release,
    ReleaseFile,
    Report,
    Source,
    SourceKind,
    Status,
    Tally,
)

_numbers = itertools.count(1)

SIDES = {
    "government": {"name": "Afghan government", "kind": ActorKind.STATE, "colour": "#2166ac"},
    "taliban": {"name": "Taliban", "kind": ActorKind.ARMED_GROUP, "colour": "#c4581a"},
    "nrf": {"name": "National Resistance Front", "kind": ActorKind.ALLIANCE, "colour": "#1b7f5c"},
}


def make_province(code="AF19", **overrides):
    """Return the province of a code, Kunduz by default, made when there is none."""
    values = {"name": "Kunduz" if code == "AF19" else f"Province {code}", "iso_3166_2": f"AF-{code}"} | overrides
    return Province.objects.get_or_create(code=code, defaults=values)[0]


def make_district(code="AF1905", **overrides):
    """Return the district of a code, Imam Sahib by default, made when there is none."""
    values = {
        "province": overrides.pop("province", None) or make_province(),
        "ocha_pcode": code,
        "name": "Imam Sahib" if code == "AF1905" else f"District {code}",
        "kind": DistrictKind.DISTRICT,
        "lat": "37.18900",
        "lon": "68.77400",
        "lists": ["nsia1398"],
    } | overrides
    return District.objects.get_or_create(code=code, defaults=values)[0]


def make_actor(slug="taliban", **overrides):
    """Return the actor of a slug, made when there is none: a party that can hold ground, or the ally of one."""
    values = SIDES.get(slug, {"name": slug, "kind": ActorKind.ARMED_GROUP, "colour": "#444444"})
    values = values | {"is_party": "allied_with" not in overrides}
    return Actor.objects.get_or_create(slug=slug, defaults=values | overrides)[0]


def make_source(slug="ap", **overrides):
    """Return the source of a slug, made when there is none: a news agency graded B."""
    values = {"name": slug.upper(), "kind": SourceKind.NEWS_AGENCY, "reliability": "B", "reason": "Careful."}
    return Source.objects.get_or_create(slug=slug, defaults=values | overrides)[0]


def make_report(**overrides):
    """Return a new report, of the Associated Press on 22 June 2021 by default."""
    values = {
        "source": overrides.pop("source", None) or make_source(),
        "url": f"https://example.org/reports/{next(_numbers)}",
        "title": "A report",
        "published": datetime.date(2021, 6, 22),
    }
    return Report.objects.create(**values | overrides)


def make_citation(event, **overrides):
    """Return a new citation of an event, an independent assertion by default; derives nothing."""
    values = {"attribution": "Associated Press", "voice": None, "report": overrides.pop("report", None)}
    values["report"] = values["report"] or make_report(published=event.date)
    return Citation.objects.create(event=event, **values | overrides)


def build_event(**overrides):
    """Return an unsaved event: the Taliban take Imam Sahib from the government on 21 June 2021."""
    day = overrides.pop("date", datetime.date(2021, 6, 21))
    values = {
        "district": overrides.pop("district", None) or make_district(),
        "controller": overrides.pop("controller", None) or make_actor("taliban"),
        "opponent": overrides.pop("opponent", None) or make_actor("government"),
        "date": day,
        "date_earliest": day,
        "date_latest": day,
        "kind": EventKind.CAPTURED,
        "summary": f"What happened, number {next(_numbers)}.",
        "status": Status.PUBLISHED,
    } | overrides
    values["contested"] = overrides.get("contested", values["kind"] in (EventKind.CONTESTED, EventKind.RELOCATED))
    return ControlEvent(**values)


def make_event(*, citations=None, **overrides):
    """Return a new event, published with its periods derived.

    `citations` is a list of overrides, one a citation; a single independent assertion of its own day by default.
    """
    event = build_event(**overrides)
    with recording() as record:
        event.save()
        for citation in [{}] if citations is None else citations:
            make_citation(event, **citation)
        record.touch(event.district_id)
    event.refresh_from_db()
    return event


def make_tally(**overrides):
    """Return a new tally: on 21 June 2021 the Taliban hold 50 of 421 districts at least."""
    values = {
        "date": datetime.date(2021, 6, 21),
        "published": datetime.date(2021, 6, 22),
        "source": overrides.pop("source", None) or make_source(),
        "actor": overrides.pop("actor", None) or make_actor(),
        "measure": "held",
        "count_low": 50,
        "denominator": 421,
    }
    return Tally.objects.create(**values | overrides)


def make_release(name="2026-11", *, files=None, **overrides):
    """Return a new release of version 1 of the record, with a table of no rows and a descriptor by default."""
    files = {"events.csv": b"id\n", "datapackage.json": b"{}"} if files is None else files
    values = {
        "version": f"1.{next(_numbers)}.0",
        "record_version": 1,
        "created": datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC),
        "citation": "Marz (2026).",
        "additions": 3,
        "corrections": 2,
        "retractions": 1,
        "file_count": len(files),
    } | overrides
    release = Release.objects.create(name=name, **values)
    for position, (file, content) in enumerate(files.items()):
        kind = MEDIA_TYPES[file.partition(".")[2]]
        make_release_file(release, position=position, name=file, content=content, media_type=kind)
    return release


def make_release_file(release, **overrides):
    """Return a new file of a release."""
    values = {"position": 0, "name": "events.csv", "media_type": "text/csv; charset=utf-8", "content": b"id\n"}
    values |= overrides
    values = {"size": len(values["content"]), "sha256": hashlib.sha256(values["content"]).hexdigest()} | values
    return ReleaseFile.objects.create(release=release, **values)
