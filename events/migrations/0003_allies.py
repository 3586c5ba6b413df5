"""A side is a party that speaks for itself, and an ally's word is a party's: no ally of an ally."""

from django.db import migrations, models

ALLIES = """
CREATE FUNCTION events_require_allied_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM events_actor WHERE id = NEW.allied_with_id AND NOT is_party) THEN
        RAISE EXCEPTION 'An actor is allied with a party that can hold ground: choose one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'actor_is_allied_with_a_party', TABLE = 'events_actor';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER actor_is_allied_with_a_party
    AFTER INSERT OR UPDATE OF allied_with_id ON events_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_require_allied_party();
CREATE FUNCTION events_keep_allied_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.is_party AND EXISTS (SELECT 1 FROM events_actor WHERE allied_with_id = NEW.id) THEN
        RAISE EXCEPTION 'Another actor is allied with this one: it stays a party that can hold ground.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ally_of_an_actor_stays_a_party', TABLE = 'events_actor';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ally_of_an_actor_stays_a_party
    AFTER UPDATE OF is_party ON events_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_keep_allied_party();
"""

UNDO = """
DROP TRIGGER ally_of_an_actor_stays_a_party ON events_actor;
DROP TRIGGER actor_is_allied_with_a_party ON events_actor;
DROP FUNCTION events_keep_allied_party(), events_require_allied_party();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0002_rules")]

    operations = [
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_party", False), ("allied_with__isnull", True), _connector="OR"),
                name="actor_that_holds_ground_speaks_for_itself",
                violation_error_message="A party that can hold ground is a side of its own: leave the ally empty.",
            ),
        ),
        migrations.RunSQL(ALLIES, UNDO),
    ]
