"""What the service says of itself."""

from django.urls import reverse

from districts.country import name_of_country
from districts.reconcile.asking import BATCH
from districts.reconcile.properties import TYPES

WIDTH, HEIGHT = 400, 260  # pixels of a preview


def manifest(request, properties) -> dict:
    """Return the service manifest (Reconciliation Service API 0.2), its addresses those of the server asked."""
    root = request.build_absolute_uri("/").rstrip("/")
    places = f"{root}{reverse('api:reconcile')}places/"
    settings = {each.name: each.described() for one in properties for each in one.settings}
    return {
        "versions": ["0.2"],
        "name": f"Marz: provinces and districts of {name_of_country()}",
        "identifierSpace": places,
        "schemaSpace": "https://schema.org/AdministrativeArea",
        "defaultTypes": list(TYPES.values()),
        "documentation": f"{root}{reverse('api:docs')}",
        "view": {"url": f"{places}{{{{id}}}}/"},
        "preview": {"url": f"{places}{{{{id}}}}/preview/", "width": WIDTH, "height": HEIGHT},
        "suggest": {name: _service(root, f"reconcile-suggest-{name}") for name in ("entity", "type", "property")},
        "extend": {
            "propose_properties": _service(root, "reconcile-properties"),
            "property_settings": list(settings.values()),
        },
        "batchSize": BATCH,
    }


def _service(root: str, name: str) -> dict:
    return {"service_url": root, "service_path": reverse(f"api:{name}")}
