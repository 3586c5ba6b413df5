"""The rules that one row alone cannot keep: cross-table checks as triggers, and what is never rewritten."""

from django.db import migrations

CITED = """
CREATE FUNCTION events_require_citation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
BEGIN
    IF TG_TABLE_NAME = 'events_citation' THEN
        checked := OLD.event_id;
    ELSE
        checked := NEW.id;
    END IF;
    IF EXISTS (SELECT 1 FROM events_controlevent WHERE id = checked AND status = 'published')
       AND NOT EXISTS (SELECT 1 FROM events_citation WHERE event_id = checked) THEN
        RAISE EXCEPTION 'A published event needs a citation: who says so, in which report?'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'published_event_has_a_citation',
                  TABLE = 'events_controlevent';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER published_event_has_a_citation
    AFTER INSERT OR UPDATE OF status ON events_controlevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_require_citation();
CREATE CONSTRAINT TRIGGER published_event_keeps_a_citation
    AFTER DELETE OR UPDATE OF event_id ON events_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_require_citation();
"""

PARTIES = """
CREATE FUNCTION events_require_parties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_actor WHERE id IN (NEW.controller_id, NEW.opponent_id) AND NOT is_party) THEN
        RAISE EXCEPTION 'Only a party that can hold ground is a controller or an opponent.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_sides_are_parties', TABLE = 'events_controlevent';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER event_sides_are_parties
    AFTER INSERT OR UPDATE OF controller_id, opponent_id ON events_controlevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_require_parties();
CREATE FUNCTION events_keep_parties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.is_party
       AND EXISTS (SELECT 1 FROM events_controlevent WHERE NEW.id IN (controller_id, opponent_id)) THEN
        RAISE EXCEPTION 'This actor is a side of an event: it stays a party that can hold ground.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'side_of_an_event_stays_a_party', TABLE = 'events_actor';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER side_of_an_event_stays_a_party
    AFTER UPDATE OF is_party ON events_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_keep_parties();
"""

ORIGINS = """
CREATE FUNCTION events_require_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM events_report WHERE id = NEW.origin_id AND origin_id IS NOT NULL)
        OR EXISTS (SELECT 1 FROM events_report WHERE origin_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'A report repeats an original, not another copy: choose the report that was first.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'report_origin_is_an_original', TABLE = 'events_report';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER report_origin_is_an_original
    AFTER INSERT OR UPDATE OF origin_id ON events_report
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_require_original();
"""

APPEND_ONLY = """
CREATE FUNCTION events_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was recorded is never rewritten.'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER log_is_append_only
    BEFORE UPDATE OR DELETE ON events_logentry FOR EACH ROW EXECUTE FUNCTION events_refuse_rewriting();
CREATE TRIGGER periods_are_never_deleted
    BEFORE DELETE ON events_controlperiod FOR EACH ROW EXECUTE FUNCTION events_refuse_rewriting();
CREATE TRIGGER periods_are_only_closed
    BEFORE UPDATE ON events_controlperiod FOR EACH ROW
    WHEN (OLD.version_to IS NOT NULL OR NEW.version_to IS NULL
          OR (OLD.district_id, OLD.perspective_id, OLD.controller_id, OLD.contested, OLD.event_id, OLD.standing,
              OLD.since_certain, OLD.start, OLD."end", OLD.position, OLD.evidence_from, OLD.evidence_to,
              OLD.version_from)
             IS DISTINCT FROM
             (NEW.district_id, NEW.perspective_id, NEW.controller_id, NEW.contested, NEW.event_id, NEW.standing,
              NEW.since_certain, NEW.start, NEW."end", NEW.position, NEW.evidence_from, NEW.evidence_to,
              NEW.version_from))
    EXECUTE FUNCTION events_refuse_rewriting();
"""

UNDO = """
DROP TRIGGER periods_are_only_closed ON events_controlperiod;
DROP TRIGGER periods_are_never_deleted ON events_controlperiod;
DROP TRIGGER log_is_append_only ON events_logentry;
DROP TRIGGER report_origin_is_an_original ON events_report;
DROP TRIGGER side_of_an_event_stays_a_party ON events_actor;
DROP TRIGGER event_sides_are_parties ON events_controlevent;
DROP TRIGGER published_event_keeps_a_citation ON events_citation;
DROP TRIGGER published_event_has_a_citation ON events_controlevent;
DROP FUNCTION events_refuse_rewriting(), events_require_original(), events_keep_parties(), events_require_parties(),
    events_require_citation();
"""

LADDER = ["confirmed", "assumed"]
PERSPECTIVES = [
    ("confirmed", "Confirmed", "What the losing side admits or strong neutral reports say.", LADDER, ""),
    ("reported", "Reported", "What is confirmed, and what a weaker neutral report says.", [*LADDER, "reported"], ""),
    (
        "claimed",
        "Claimed",
        "All but what is refuted: also what one side alone says, disputed or not.",
        [*LADDER, "reported", "claimed", "disputed"],
        "",
    ),
    (
        "government",
        "The government's version",
        "What the government says, and what it does not deny and cannot well dispute.",
        [*LADDER, "reported"],
        "government",
    ),
    (
        "taliban",
        "The Taliban's version",
        "What the Taliban say, and what they do not deny and cannot well dispute.",
        [*LADDER, "reported"],
        "taliban",
    ),
    (
        "nrf",
        "The National Resistance Front's version",
        "What the National Resistance Front says, and what it does not deny and cannot well dispute.",
        [*LADDER, "reported"],
        "nrf",
    ),
]


def seed(apps, schema_editor):
    """Add the six perspectives."""
    apps.get_model("events", "Perspective").objects.bulk_create(
        apps.get_model("events", "Perspective")(
            slug=slug, name=name, description=description, accepts=accepts, side=side, position=position
        )
        for position, (slug, name, description, accepts, side) in enumerate(PERSPECTIVES, start=1)
    )


def unseed(apps, schema_editor):
    """Remove the six perspectives and what was derived in them, once nothing refuses that."""
    apps.get_model("events", "ControlPeriod").objects.all().delete()
    apps.get_model("events", "Perspective").objects.filter(slug__in=[row[0] for row in PERSPECTIVES]).delete()


class Migration(migrations.Migration):
    dependencies = [("events", "0001_evidence")]

    operations = [
        # The way back goes through these in the opposite order.
        migrations.RunPython(seed, unseed),
        migrations.RunSQL(CITED + PARTIES + ORIGINS + APPEND_ONLY, UNDO),
    ]
