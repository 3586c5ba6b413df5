"""The forms of the import of a spreadsheet."""

from django import forms

from events import roles
from events.ingest.spreadsheet.columns import COLUMNS, REQUIRED, guess, wrong_mapping
from events.models import Status

ABSENT = "– not in the file –"
STATUSES = (
    (Status.DRAFT, "Drafts, which only the desk sees"),
    (Status.IN_REVIEW, "In review, for somebody else to publish"),
    (Status.PUBLISHED, "Published at once, where your role allows every row"),
)


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        help_text="CSV or XLSX, at most 10 MB and 50,000 rows. Of an XLSX file the first visible sheet is read.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "Choose a file."},
    )


class ColumnsForm(forms.Form):
    """One choice for each column of ours among the headers of the file, and what the events become."""

    def __init__(self, *args, headers, chosen, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers = headers
        mapping = chosen["mapping"] if chosen else guess(headers)
        choices = [("", ABSENT), *((header, header) for header in headers)]
        for column in COLUMNS:
            self.fields[column.name] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=column.name,
                help_text=column.meaning,
                initial=mapping.get(column.name, ""),
            )
            self.fields[column.name].needed = column.name in REQUIRED
        may = [each for each in STATUSES if each[0] != Status.PUBLISHED or not roles.why_not(user, "publish")]
        self.fields["status"] = forms.ChoiceField(
            choices=may,
            label="New events become",
            widget=forms.RadioSelect,
            initial=chosen["status"] if chosen else Status.DRAFT,
        )

    def mapped(self):
        """Return the fields of the columns, without the status."""
        return [self[column.name] for column in COLUMNS]

    def mapping(self):
        """Return {our column: header} of those that the file has."""
        return {column.name: self.cleaned_data[column.name] for column in COLUMNS if self.cleaned_data.get(column.name)}

    def clean(self):
        for name, sentence in wrong_mapping(self.mapping(), self.headers).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data


class ConfirmForm(forms.Form):
    """What is asked before the import: a reason, where published events get new evidence."""

    def __init__(self, *args, updates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confirmed"] = forms.CharField(widget=forms.HiddenInput, initial="yes")
        if updates:
            self.fields["reason"] = forms.CharField(
                label="Reason for the change",
                help_text="Public: it stands in the log beside each published event that gets new evidence.",
                widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
                error_messages={"required": "Say why: readers who follow these events will look here."},
            )
