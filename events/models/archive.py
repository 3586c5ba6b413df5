from django.db import models
from django.db.models import Q

from districts.history import tracked
from events.models.sources import Report


@tracked("ArchivedCopyVersion")
class ArchivedCopy(models.Model):
    """A report's page or file as it was saved, with the checksum of its bytes; for analysts only."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="archived_copies")
    file = models.FileField(upload_to="%Y/%m/", max_length=200)
    name = models.CharField(max_length=200, help_text="The name of the file as it was given or fetched.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of its bytes, in hexadecimal digits.")
    saved_at = models.DateTimeField(help_text="When it was saved, UTC.")
    address = models.URLField(max_length=600, blank=True, help_text="Where it was fetched; empty for an upload.")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "archived copies"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="copy_checksum_is_sha256",
                violation_error_message="A checksum is 64 hexadecimal digits.",
            ),
            models.UniqueConstraint(
                fields=["report", "sha256"],
                name="copy_is_kept_once",
                violation_error_message="This very copy is kept already.",
            ),
        ]

    def __str__(self):
        return self.name
