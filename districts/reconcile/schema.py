"""How the reconciliation service is described: parameters and forms in JSON, answers by JSON Schema, redirects."""

from drf_spectacular.utils import OpenApiRequest

from districts.api.problems import MEDIA_TYPE
from districts.api.schema import DESCRIPTIONS, HEADERS, REFUSED, PublicSchema, format_among
from districts.reconcile import described


class ReconcileSchema(PublicSchema):
    def get_response_serializers(self):
        view = self.view
        answers = {302: None} if view.leads_elsewhere else {200: view.serializer_class}
        refused = [
            *REFUSED,
            *((404,) if self._path_names() else ()),
            *((411, 413, 415) if self.method == "POST" else ()),
        ]
        if view.form and self.method == "GET":
            refused.append(413)
        return answers | {(status, MEDIA_TYPE): described.PROBLEM for status in sorted(refused)}

    def get_request_serializer(self):
        encoding = {name: {"contentType": "application/json"} for name in self.view.form["properties"]}
        return {"application/x-www-form-urlencoded": OpenApiRequest(self.view.form, encoding)}

    def _get_response_bodies(self, direction="response"):
        bodies = super(PublicSchema, self)._get_response_bodies(direction)
        for status, body in bodies.items():
            body["description"] = (DESCRIPTIONS | WORDS)[status]
        if self.method == "GET" and "200" in bodies:
            bodies["200"]["headers"] = HEADERS
            bodies["304"] = {"description": "The reader has the present answer."}
        return bodies

    def _query(self):
        taken = {} if self.method == "POST" else self.view.get_filterset_class().get_filters()
        chosen = format_among([renderer.format for renderer in self.view.get_renderers()])
        described = [_parameter(name, each, blanks=self.view.takes_blanks) for name, each in taken.items()]
        return [*described, chosen]


def _parameter(name, each, *, blanks):
    """Return a parameter's description; one whose value is JSON is described by its content."""
    media = getattr(each, "media_type", None)
    schema = {"content": {media: {"schema": each.described()}}} if media else {"schema": each.described()}
    empty = {"allowEmptyValue": True} if blanks else {}
    return {"name": name, "in": "query", "description": each.extra["help_text"], **empty, **schema}


WORDS = {
    "302": "Location is the address of the page.",
    "404": "There is no place with this code.",
    "411": "The form was sent in chunks, of which this server knows no end: it needs a Content-Length.",
    "413": "More than is answered at once: send smaller batches.",
    "415": "The form is not application/x-www-form-urlencoded.",
}
