from django.db import models
from django.db.models import F, Func, Q, Value


def hex_digest(field):
    """Return the SHA-256 of a field's bytes in hexadecimal digits, as the database works it out."""
    digest = Func(F(field), function="sha256", output_field=models.BinaryField())
    return Func(digest, Value("hex"), function="encode", output_field=models.TextField())


def byte_count(field):
    """Return how many bytes a field has, as the database counts them."""
    return Func(F(field), function="octet_length", output_field=models.IntegerField())


class ReleaseQuerySet(models.QuerySet):
    def newest_first(self):
        """Return the releases, the last one first."""
        return self.order_by("-id")


class Release(models.Model):
    """The public record of one version, frozen as a Data Package under a name; never changed afterwards."""

    name = models.SlugField(max_length=40, unique=True, help_text="Its name in addresses, for example 2026-11.")
    version = models.CharField(
        max_length=20,
        unique=True,
        help_text="Of the data: major.minor.patch. A changed column raises the first number, more data the second, a "
        "correction the third.",
    )
    record_version = models.PositiveBigIntegerField(help_text="The version of this database that is in it.")
    created = models.DateTimeField(help_text="When it was frozen, UTC.")
    note = models.TextField(blank=True, help_text="What there is to say of it.")
    citation = models.TextField(help_text="How to cite it.")
    additions = models.PositiveIntegerField(help_text="Log entries since the last release that add to the record.")
    corrections = models.PositiveIntegerField(help_text="Log entries since then that correct it.")
    retractions = models.PositiveIntegerField(help_text="Log entries since then that withdraw something.")
    file_count = models.PositiveSmallIntegerField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(version__regex=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"),
                name="release_version_has_three_numbers",
                violation_error_message="A version of the data is major.minor.patch, for example 1.2.0.",
            ),
            models.CheckConstraint(
                condition=Q(record_version__gte=1),
                name="release_is_of_a_version",
                violation_error_message="A release is of a version of the record, which are numbered from 1.",
            ),
        ]

    def __str__(self):
        return self.name


class ReleaseFile(models.Model):
    """A file of a release, with its bytes and their checksum; never changed afterwards."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(help_text="Its place in the list of files.")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of its bytes, in hexadecimal digits.")
    content = models.BinaryField()

    class Meta:
        ordering = ["release", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["release", "name"],
                name="release_has_a_file_once",
                violation_error_message="The release has a file of this name.",
            ),
            models.CheckConstraint(
                condition=Q(sha256=hex_digest("content")) & Q(size=byte_count("content")),
                name="release_file_is_what_its_checksum_says",
                violation_error_message="The checksum and the size are those of the bytes.",
            ),
        ]

    def __str__(self):
        return self.name
