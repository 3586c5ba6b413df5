"""What the queries of events need of PostgreSQL and Django does not name: `__any`, and the days as they are indexed."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value


@models.BigAutoField.register_lookup
class AnyOf(models.Lookup):
    """`__any`: whether a value is one of an array."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """Return the condition and its parameters."""
        value, of_value = self.process_lhs(compiler, connection)
        array, of_array = self.process_rhs(compiler, connection)
        return f"{value} = ANY({array})", (*of_value, *of_array)


def days_of_event():
    """Return the range of the days that an event can have been on, as it is indexed."""
    ends = (F("date_earliest"), F("date_latest"), Value("[]"))
    return Func(*ends, function="daterange", output_field=DateRangeField())
