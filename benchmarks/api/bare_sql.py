"""The SQL that the bare handlers ask where Marz's own is not written by hand; parameters by name."""

SHAPES = "SELECT code, coalesce(boundary, cell) FROM districts_district WHERE lists @> ARRAY['nsia1398']::varchar[]"

TIMELINE = """
    SELECT district.code, perspective.slug, actor.slug, period.contested, period.start, period."end", period.event_id
    FROM events_controlperiod AS period
    JOIN districts_district AS district ON district.id = period.district_id
    JOIN events_perspective AS perspective ON perspective.id = period.perspective_id
    JOIN events_actor AS actor ON actor.id = period.controller_id
    WHERE district.code = %(district)s AND perspective.slug = 'reported'
        AND period.version_from <= %(version)s::bigint
        AND (period.version_to IS NULL OR period.version_to > %(version)s::bigint) AND period.evidence_to IS NULL
    ORDER BY period.start, period.position
"""

_CODE = "'{letter}' || lpad({number}::text, greatest(4, length({number}::text)), '0')"
_REPORT, _EVENT = (
    _CODE.format(letter=letter, number=f"{name}.id") for letter, name in (("R", "report"), ("E", "event"))
)

_CITATIONS = f"""
    (SELECT json_agg(json_build_object(
        'report', {_REPORT}, 'source', CASE WHEN NOT report.restricted THEN source.slug END,
        'published', report.published, 'voice', coalesce(voice.slug, 'independent'), 'stance', citation.stance,
        'scope', citation.scope, 'attribution',
        CASE WHEN report.restricted THEN 'Restricted source, held by the editors' ELSE citation.attribution END,
        'claimed_date', CASE WHEN NOT report.restricted THEN citation.claimed_date END,
        'note', CASE WHEN report.restricted THEN '' ELSE citation.note END
    ) ORDER BY report.published, report.id, citation.id)
    FROM events_citation AS citation JOIN events_report AS report ON report.id = citation.report_id
    JOIN events_source AS source ON source.id = report.source_id
    LEFT JOIN events_actor AS voice ON voice.id = citation.voice_id WHERE citation.event_id = event.id)::text
"""

_CASUALTIES = f"""
    (SELECT json_agg(json_build_object(
        'report', {_REPORT}, 'source', CASE WHEN NOT report.restricted THEN source.slug END,
        'published', report.published, 'voice', coalesce(voice.slug, 'independent'), 'of', loser.slug,
        'outcome', loss.outcome, 'low', loss.low, 'high', loss.high, 'attribution',
        CASE WHEN report.restricted THEN 'Restricted source, held by the editors' ELSE loss.attribution END
    ) ORDER BY report.published, report.id, loss.id)
    FROM events_casualtyclaim AS loss JOIN events_report AS report ON report.id = loss.report_id
    JOIN events_source AS source ON source.id = report.source_id
    LEFT JOIN events_actor AS voice ON voice.id = loss.voice_id
    LEFT JOIN events_actor AS loser ON loser.id = loss.of_id WHERE loss.event_id = event.id)::text
"""

_EVENTS = f"""
    SELECT event.id, district.code, event.date, event.date_earliest, event.date_latest, event.time, event.kind,
        side.slug, other.slug, event.contested, event.standing, event.summary, {_CITATIONS}, {_CASUALTIES}
    FROM events_controlevent AS event JOIN districts_district AS district ON district.id = event.district_id
    JOIN events_actor AS side ON side.id = event.controller_id
    JOIN events_actor AS other ON other.id = event.opponent_id WHERE event.status = 'published'
"""

EVENTS = f"{_EVENTS} AND event.id > %(after)s::bigint ORDER BY event.id LIMIT 101"

DISTRICT_EVENTS = f"""
    {_EVENTS} AND event.district_id = (SELECT id FROM districts_district WHERE code = %(district)s)
    ORDER BY event.date, event.time NULLS FIRST, event.id
"""

# The columns of the CSV: of the lists how many there are, and some of their values joined.
COPIED = f"""
    SELECT {_EVENT}, district.code, event.date, event.date_earliest, event.date_latest, event.time, event.kind,
        side.slug, other.slug, event.contested, event.standing, event.status, event.summary,
        coalesce(said.count, 0), said.reports, said.sources, said.published, said.voices, said.stances
    FROM events_controlevent AS event JOIN districts_district AS district ON district.id = event.district_id
    JOIN events_actor AS side ON side.id = event.controller_id
    JOIN events_actor AS other ON other.id = event.opponent_id
    LEFT JOIN LATERAL (
        SELECT count(*), string_agg({_REPORT}, '; ' ORDER BY report.published, report.id, citation.id) AS reports,
            string_agg(source.slug, '; ' ORDER BY report.published, report.id, citation.id) AS sources,
            string_agg(report.published::text, '; ' ORDER BY report.published, report.id, citation.id) AS published,
            string_agg(coalesce(voice.slug, 'independent'), '; '
                ORDER BY report.published, report.id, citation.id) AS voices,
            string_agg(citation.stance, '; ' ORDER BY report.published, report.id, citation.id) AS stances
        FROM events_citation AS citation JOIN events_report AS report ON report.id = citation.report_id
        JOIN events_source AS source ON source.id = report.source_id
        LEFT JOIN events_actor AS voice ON voice.id = citation.voice_id WHERE citation.event_id = event.id
    ) AS said ON true
    WHERE event.status = 'published' ORDER BY event.id
"""
