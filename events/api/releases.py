"""Frozen Data Packages: what there are, what is in each, and their bytes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from rest_framework import exceptions, serializers

from districts.api.base import CollectionViewSet, PublicView
from districts.api.problems import BadParameters
from districts.api.rows import read
from districts.api.schema import PublicSchema
from districts.filters import NoFilter
from events.api.freshness import SETTLED
from events.export.releases import MEDIA_TYPES
from events.export.tables import DESCRIPTOR
from events.models import Release, ReleaseFile


class ReleaseFileSerializer(serializers.ModelSerializer):
    in_table = ["name", "size", "sha256", "url"]

    url = serializers.URLField(help_text="Where its bytes are.")

    class Meta:
        model = ReleaseFile
        fields = ["name", "media_type", "size", "sha256", "url"]
        extra_kwargs = {"name": {"help_text": "Its name."}, "media_type": {"help_text": "What it is."}}


class ReleaseRowSerializer(serializers.ModelSerializer):
    class Meta:
        model = Release
        fields = [
            "name",
            "version",
            "record_version",
            "created",
            "note",
            "citation",
            "additions",
            "corrections",
            "retractions",
        ]


class ReleaseSerializer(ReleaseRowSerializer):
    """A frozen Data Package."""

    descriptor = serializers.URLField(help_text="Where its datapackage.json is.")
    archive = serializers.URLField(help_text="Where all of its files are in one ZIP.")
    files = ReleaseFileSerializer(many=True, help_text="Its files, their sizes and checksums; the ZIP is the last.")

    class Meta(ReleaseRowSerializer.Meta):
        fields = [*ReleaseRowSerializer.Meta.fields, "descriptor", "archive", "files"]


class ReleaseViewSet(CollectionViewSet):
    queryset = Release.objects.order_by("id")
    serializer_class = ReleaseSerializer
    lookup_field = "name"
    noun = "release with the name"
    copied = False
    lookup_example = "2026-11"
    about = {
        "list": (
            "The releases: the record of one version as a Data Package, whose bytes stay the same for ever. `version` "
            "is of the data, `record_version` is the version of this database that is in it; `additions`, "
            "`corrections` and `retractions` count the entries of the log since the release before."
        ),
        "retrieve": "A release by its name, with its files.",
    }

    def rows(self, queryset, keys=()):
        found = read(ReleaseRowSerializer, queryset, (*keys, "pk"))
        of = {number: [] for (*_, number), _ in found}
        columns = ("release_id", "name", "media_type", "size", "sha256")
        for number, *values in ReleaseFile.objects.filter(release__in=of).values_list(*columns):
            of[number].append(dict(zip(columns[1:], values, strict=True)))
        return [(tuple(key), row | self.filed(row["name"], of[number])) for (*key, number), row in found]

    def filed(self, release, files):
        """Return what a release's row says of its files, with their addresses."""
        for file in files:
            address = reverse("api:release-file", args=[release, file["name"]])
            file["url"] = self.request.build_absolute_uri(address)
        urls = {file["name"]: file["url"] for file in files}
        return {"descriptor": urls[DESCRIPTOR], "archive": files[-1]["url"], "files": files}


class FileSchema(PublicSchema):
    """Describes an address that gives bytes."""

    def get_operation_id(self):
        return "releases_file"

    def _get_parameters(self):
        named = [("name", "The name of the release.", "2026-11"), ("file", "The name of the file.", "events.csv")]
        return [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": words,
                "schema": {"type": "string", "examples": [example]},
            }
            for name, words, example in named
        ]

    def _get_response_bodies(self, direction="response"):
        bodies = super()._get_response_bodies(direction)
        del bodies["406"]
        bodies["200"]["content"] = {
            media_type.partition(";")[0]: {"schema": {} if "json" in media_type else {"type": "string"}}
            for media_type in MEDIA_TYPES.values()
        }
        return bodies


class ReleaseFileView(PublicView):
    schema = FileSchema()
    about = "A file of a release: the very bytes that were released, with their SHA-256 as ETag."
    serializer_class = ReleaseFileSerializer
    pagination_class = None
    lookup_field = "file"
    code_form = r"[\w.-]+"
    # The bytes come from no renderer, whichever one was asked for.
    is_table = False

    def perform_content_negotiation(self, request, force=False):
        # The bytes are what they are, whatever is asked for; errors are problem documents.
        return super().perform_content_negotiation(request, force=True)

    def get(self, request, name, file):
        faults = NoFilter(request.query_params, queryset=ReleaseFile.objects.none()).faults()
        if faults:
            raise BadParameters(faults)
        found = ReleaseFile.objects.filter(release__name=name, name=file).select_related("release").defer("content")
        kept = found.first()
        if not kept:
            raise exceptions.NotFound(f"There is no file “{file}” of a release “{name}”: /api/v1/releases/ lists them.")
        etag, at = quote_etag(kept.sha256), int(kept.release.created.timestamp())
        response = get_conditional_response(request, etag=etag, last_modified=at) or _whole(kept)
        response["ETag"], response["Last-Modified"] = etag, http_date(at)
        response["Cache-Control"] = SETTLED
        return response


def _whole(file):
    disposition = f'attachment; filename="{file.name}"'
    headers = {"Content-Length": file.size, "Content-Disposition": disposition}
    return HttpResponse(bytes(file.content), content_type=file.media_type, headers=headers)
