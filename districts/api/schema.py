"""The API's description (OpenAPI 3.1): what the views declare, said once, with every error that they answer."""

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from districts.api.columns import columns
from districts.api.formats import geojson, parquet, xlsx
from districts.api.problems import MEDIA_TYPE


class FaultSerializer(serializers.Serializer):
    param = serializers.CharField(help_text="Name of the parameter.")
    detail = serializers.CharField(help_text="What is wrong with it and what would be right.")


class ProblemSerializer(serializers.Serializer):
    """A problem document (RFC 9457)."""

    type = serializers.CharField(help_text="Always about:blank: the status says what kind of problem it is.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What went wrong.")
    instance = serializers.CharField(help_text="The address that was asked for.")
    errors = FaultSerializer(many=True, help_text="A fault of each parameter; empty where none is at fault.")


class GoneSerializer(ProblemSerializer):
    """A problem document about a record that was withdrawn."""

    id = serializers.CharField(help_text="Public id of the record.")
    reason = serializers.CharField(help_text="Why it was withdrawn; empty where no reason was recorded.")


class MovedSerializer(ProblemSerializer):
    """A problem document about a record that was merged into another; the header Location leads there."""

    id = serializers.CharField(help_text="Public id of the record that was asked for.")
    merged_into = serializers.CharField(help_text="Public id of the one that stands for both.")


class PublicSchema(AutoSchema):
    def get_description(self):
        about = self.view.about
        return about if isinstance(about, str) else about[self.view.action]

    def get_summary(self):
        return self.get_description().split(":")[0].split(". ")[0].rstrip(".")

    def get_operation_id(self):
        # A dot in a name is one too many for programs that are made of the description.
        return super().get_operation_id().replace(".json", "")

    def _is_list_view(self, serializer=None):
        return self.view.is_list

    def get_response_serializers(self):
        view = self.view
        view_class = view.serializer_class if self._is_list_view() else view.get_serializer_class()
        answers = {200: view_class} | {(status, MEDIA_TYPE): ProblemSerializer for status in REFUSED}
        if self._path_names():
            answers[404, MEDIA_TYPE] = ProblemSerializer
            if view.tombstones:
                answers[308, MEDIA_TYPE] = MovedSerializer
                answers[410, MEDIA_TYPE] = GoneSerializer
        return answers

    def _postprocess_serializer_schema(self, schema, serializer, direction):
        """An answer has all its fields; an address that may be empty is a text, as an empty one fits both forms."""
        schema["required"] = list(schema["properties"])
        for described in schema["properties"].values():
            if {"type": "string", "maxLength": 0} in described.get("oneOf", []):
                del described["oneOf"]
                described["type"] = "string"
        return schema

    def _path_names(self):
        return [self.view.lookup_url_kwarg or self.view.lookup_field] if "{" in self.path else []

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        for status, words in DESCRIPTIONS.items():
            if status in bodies:
                bodies[status]["description"] = words
        bodies["200"]["headers"] = HEADERS | (LINK if self._is_list_view() else {})
        content = bodies["200"]["content"]
        if self.view.envelope_class:
            envelope = self.resolve_serializer(self.view.envelope_class, direction).ref
            content["application/json"]["schema"] = {"allOf": [envelope, content["application/json"]["schema"]]}
        if self._is_list_view() and self.view.envelope_of_past:
            before = {"type": "object", "properties": self.view.envelope_of_past}
            content["application/json"]["schema"] = {"allOf": [before, content["application/json"]["schema"]]}
        if geojson.MEDIA_TYPE in content:
            content[geojson.MEDIA_TYPE] = {"schema": self._drawn()}
        if "text/csv" in content:
            header = ",".join(column.name for column in columns(self.view.get_row_class()))
            content["text/csv"] = {"schema": {"type": "string", "description": CSV}, "example": f"{header}\n"}
        for media, words in FILES.items():
            if media in content:
                content[media] = {"schema": {"type": "string", "format": "binary", "description": words}}
        return {"304": {"description": "The reader has the present answer."}} | bodies

    def _drawn(self):
        """Return the schema of the answer in GeoJSON."""
        row = self.resolve_serializer(self.view.get_row_class(), "response")
        whole = self.resolve_serializer(self.view.get_serializer_class(), "response").schema
        if self._is_list_view():
            whole = self.view.paginator.get_paginated_response_schema({})
        return geojson.described(whole, row.ref, is_list="results" in whole["properties"])

    def _get_parameters(self):
        path = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": f"The {self.view.noun.rsplit(maxsplit=1)[-1]} of the {self.view.noun.split()[0]}.",
                "schema": {"type": "string", "examples": [self.view.lookup_example]},
            }
            for name in self._path_names()
        ]
        return path + self._query()

    def _query(self):
        found = [
            {
                "name": name,
                "in": "query",
                "description": each.extra["help_text"],
                "schema": each.described(),
                **({"required": True} if each.extra.get("required") else {}),
            }
            for name, each in self.view.get_filterset_class().get_filters().items()
        ]
        paged = self.view.paginator.parameters if self._is_list_view() else {}
        found += [
            {"name": name, "in": "query", **each, "schema": each["schema"] | EXAMPLES.get(name, {})}
            for name, each in paged.items()
        ]
        return [*found, *self._formats()]

    def _formats(self):
        formats = list(dict.fromkeys(renderer.format for renderer in self.view.get_renderers()))
        if "csv" in formats:
            yield {"name": "hxl", "in": "query", **HXL}
        yield format_among(formats)


def format_among(formats):
    """Return the description of the parameter that chooses one of the formats, the first by default."""
    schema = {"type": "string", "enum": formats, "default": formats[0], "examples": formats[:1]}
    return {"name": "format", "in": "query", "description": FORMAT, "schema": schema}


REFUSED = (400, 401, 406, 429, 500, 503)
# The cursor's comes from the example of the answer, whose `next` has it.
EXAMPLES = {"limit": {"examples": [10]}}
FORMAT = (
    "The format of the answer; goes before the header Accept. A list comes in pages as json; as a table (csv, parquet, "
    "xlsx) it comes whole, unless `limit` or `cursor` is given."
)
HXL = {
    "description": "1 adds the row of HXL tags under the header of CSV; only with CSV.",
    "schema": {"type": "string", "enum": ["0", "1"], "default": "0", "examples": ["0"]},
}
FILES = {
    parquet.MEDIA_TYPE: "The columns of the CSV with their types (Apache Parquet); each field has its description.",
    xlsx.MEDIA_TYPE: (
        f"The columns of the CSV as a sheet (Office Open XML), {xlsx.LONGEST_SHEET} rows at most: more are a 400."
    ),
}
CSV = (
    "A header line, then a line a row (RFC 4180, UTF-8). Truth is true or false, null is empty, several values are "
    "joined by “; ”. Of a list of objects there is the number and a column for each of its main fields. A text that "
    "begins with = + - @ or a tab has an apostrophe before it, as has one that begins with apostrophes and one of "
    "them: take one apostrophe away to have the text back."
)
DESCRIPTIONS = {
    "200": "The answer.",
    "308": "It was merged into another; Location is the address of that one.",
    "400": "A parameter is unknown, given twice, empty or malformed; `errors` names each.",
    "401": "A key was sent that is not known, has expired or was revoked; none is needed.",
    "404": "There is nothing with this code.",
    "406": "None of the media types in Accept can be answered.",
    "410": "It was public and was withdrawn; the document says why.",
    "429": "There were more requests than the client may make; Retry-After is in how many seconds to come back.",
    "500": "The server failed; the failure is logged.",
    "503": "The database is away for now; Retry-After is in how many seconds to come back.",
}
HEADERS = {
    "ETag": {"description": "Stands for this answer: send it back in If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When the current version was recorded.", "schema": {"type": "string"}},
    "Cache-Control": {
        "description": "A minute; a year and immutable where the parameters settle the answer for good.",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "How many requests the client may make in how many seconds: q and w.",
        "schema": {"type": "string", "examples": ['"address";q=3000;w=60']},
    },
    "RateLimit": {
        "description": "How many are left in this window, and in how many seconds it ends: r and t.",
        "schema": {"type": "string", "examples": ['"address";r=2999;t=37']},
    },
}
LINK = {
    "Link": {
        "description": 'The address of the next page, rel="next"; none on the last one.',
        "schema": {"type": "string"},
    }
}
