"""The SQL of readings of the control periods. Each looks up what it needs, district by district, in one index.

The periods of a district in one perspective follow each other without a gap on any state of the evidence and in any
version, so that the one of a day is the last that began by then: one descent of the index `period_by_start`, however
long the record is. What a statement takes by name is what `parameters` returns and the days and perspectives that it
names itself.
"""

import datetime

# What days asked for are to match: those that an event can have, or must have, where its day is uncertain.
POSSIBLE, CERTAIN = "possible", "certain"


def parameters(moment, province=None):
    """Return what every statement takes, for a moment and the code of a province; None = all of them."""
    return {
        "list": moment.list,
        "province": province,
        "perspective": moment.perspective,
        "version": moment.version,
        "evidence": moment.reported_by or datetime.date.max,
    }


PLACES = """
    districts_district AS district JOIN districts_province AS province ON province.id = district.province_id
"""
COUNTED = """
    district.lists @> ARRAY[%(list)s]::varchar[] AND (%(province)s::text IS NULL OR province.code = %(province)s)
"""

# The periods of a perspective, as they were recorded in a version, on the evidence of a day.
# The bounds are compared, not the ranges made of them: those would tempt the planner, which knows neither version nor
# day of a prepared statement, into the index of the exclusion constraint, a thousand times slower.
IN_VIEW = """
        period.perspective_id = (SELECT id FROM events_perspective WHERE slug = %({perspective})s)
        AND period.version_from <= %(version)s::bigint
        AND (period.version_to IS NULL OR period.version_to > %(version)s::bigint)
        AND (period.evidence_from IS NULL OR period.evidence_from <= %(evidence)s::date)
        AND (period.evidence_to IS NULL OR period.evidence_to > %(evidence)s::date)
"""
# Those of a district, `place`.
SEEN = f"""
    FROM events_controlperiod AS period WHERE period.district_id = {{place}} AND {IN_VIEW}
"""
_LAST = f"{SEEN} AND period.start {{by}} ORDER BY period.start DESC, period.position DESC LIMIT 1"

# The periods of a district that meet the days `first` to `last`: those that begin then, and the one before them.
MEETING = f"""
    (SELECT * {_LAST.format(place="{place}", perspective="perspective", by="< %(first)s::date")})
    UNION ALL
    SELECT * {SEEN.format(place="{place}", perspective="perspective")}
        AND period.start BETWEEN %(first)s::date AND %(last)s::date
"""


def _holder(name, perspective):
    return f"""
    LEFT JOIN LATERAL (
        SELECT * {_LAST.format(place="district.id", perspective=perspective, by="<= %(as_of)s::date")}
    ) AS {name} ON true LEFT JOIN events_actor AS {name}_actor ON {name}_actor.id = {name}.controller_id
    """


# A row a district: who holds it on the day `as_of` in `perspective`, and who in the perspective `widest`.
HOLDERS = f"""
    SELECT district.code, district.name, province.code, province.name, held_actor.slug, held.contested, held.start,
        held.since_certain, held.standing, held.event_id, claim_actor.slug, claim.start, claim.standing, claim.event_id
    FROM {PLACES} {_holder("held", "perspective")} {_holder("claim", "widest")}
    WHERE {COUNTED} ORDER BY province.code COLLATE "C", district.code COLLATE "C"
"""  # noqa: S608 – all its parts stand above


def bound(which, period, version="%(version)s::bigint"):
    """Return the SQL of the `earliest` or `latest` day on which a period can have begun, as the version had it.

    The log has the days of its event in every version; what was written past the log has its present ones.
    """
    code = f"'E' || lpad({period}.event_id::text, greatest(4, length({period}.event_id::text)), '0')"
    return f"""CASE WHEN {period}.since_certain THEN {period}.start ELSE COALESCE((
        SELECT (entry.snapshot ->> 'date_{which}')::date FROM events_logentry AS entry
        WHERE entry.object_type = 'event' AND entry.object_id = {code} AND entry.version <= {version}
        AND entry.snapshot IS NOT NULL ORDER BY entry.seq DESC LIMIT 1
    ), (SELECT date_{which} FROM events_controlevent WHERE id = {period}.event_id)) END"""  # noqa: S608 – our own


def _flips(meeting, condition):
    return f"""
    WITH place AS (
        SELECT district.id, district.code, district.name, province.code AS province FROM {PLACES} WHERE {COUNTED}
    ), line AS (
        SELECT place.*, period.* FROM place CROSS JOIN LATERAL (
            SELECT controller_id, start, position, event_id, standing, since_certain
            FROM ({meeting.format(place="place.id", perspective="perspective")}) AS meeting
        ) AS period
    ), step AS (
        SELECT line.*, lag(controller_id) OVER (PARTITION BY id ORDER BY start, position) AS loser_id FROM line
    )
    SELECT step.code, step.name, step.province, loser.slug, winner.slug, step.start, step.event_id, step.standing
    FROM step JOIN events_actor AS loser ON loser.id = step.loser_id
    JOIN events_actor AS winner ON winner.id = step.controller_id
    WHERE step.loser_id <> step.controller_id AND {condition}
    ORDER BY step.province COLLATE "C", step.code COLLATE "C", step.start, step.position
    """  # noqa: S608 – all its parts stand above


# A row a change from one known controller to another on the days `first` to `last`, by place and in order: by the day
# of the record (None), by any that it can have had, or by all of them.
_ON = "step.start >= %(first)s::date"
FLIPS = {
    None: _flips(MEETING, _ON),
    POSSIBLE: _flips(
        f"SELECT * {SEEN}",
        f"{bound('earliest', 'step')} <= %(last)s::date AND {bound('latest', 'step')} >= %(first)s::date",
    ),
    CERTAIN: _flips(
        MEETING,
        f"{_ON} AND {bound('earliest', 'step')} >= %(first)s::date AND {bound('latest', 'step')} <= %(last)s::date",
    ),
}
