from django.db import models


class ImportedRow(models.Model):
    """Which citation a row of a spreadsheet was made into, by the sheet's own id of that row; never public."""

    external_id = models.CharField(max_length=200, unique=True)
    citation_number = models.BigIntegerField(
        help_text="The citation's key. It may be gone: its versions still say what it was."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.external_id
