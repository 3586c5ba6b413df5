"""How to cite what the record says of a place on a day: in words, and as entries for BibTeX and for RIS."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from events.models import LogEntry

TITLE = f"Marz: who held the districts of {settings.RECORD.country['en']}"


@dataclass(frozen=True)
class Cited:
    """A place on a day, ready to be cited: `page` and `api` are absolute addresses.

    The page shows the record as it is by then, the answer of the API stays the one of the version.
    """

    subject: str
    version: int
    recorded: object
    page: str
    api: str

    @property
    def text(self):
        """The citation in words."""
        return (
            f"Marz ({self.recorded.year}). {self.subject}. Version {self.version} of the record, "
            f"{self.recorded.day} {self.recorded:%B %Y}. {self.page}; as data: {self.api}"
        )

    @property
    def bibtex(self):
        """The citation as a BibTeX entry."""
        fields = {
            "author": "{Marz}",
            "title": f"{{{self.subject}}}",
            "howpublished": f"Version {self.version} of the record",
            "year": self.recorded.year,
            "month": self.recorded.month,
            "url": self.page,
            "note": f"As data: {self.api}",
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{marz-v{self.version},\n{lines}\n}}"

    @property
    def ris(self):
        """The citation as a RIS entry."""
        lines = [
            ("TY", "DATA"),
            ("AU", "Marz"),
            ("TI", self.subject),
            ("T2", TITLE),
            ("PY", self.recorded.year),
            ("DA", f"{self.recorded:%Y/%m/%d}"),
            ("ET", f"Version {self.version} of the record"),
            ("UR", self.page),
            ("L2", self.api),
        ]
        return "\n".join([*(f"{tag}  - {value}" for tag, value in lines), "ER  - "])


def cite(request, asked, subject, api):
    """Return the Cited of a page; None before the first version. `api` is the address of the same as data."""
    last = LogEntry.objects.filter(version__lte=asked.moment.version).order_by("-version").values_list("at").first()
    if last is None:
        return None
    page = request.path + asked.query_with(as_of=asked.as_of.isoformat())
    day = f"{asked.as_of.day} {asked.as_of:%B} {asked.as_of.year}"
    return Cited(
        subject=f"{subject} on {day}, perspective “{asked.perspective.slug}”",
        version=asked.moment.version,
        recorded=last[0],
        page=request.build_absolute_uri(page),
        api=request.build_absolute_uri(api),
    )


def data_address(name, asked, *args, **parameters):
    """Return the path of an answer of the API on the evidence and in the version of a page.

    `name` is the name of its address; further parameters go first, those that are None are left out.
    """
    moment = asked.moment
    known = {"reported_by": moment.reported_by, "version": moment.version}
    kept = {key: value for key, value in {**parameters, **known}.items() if value is not None}
    return f"{reverse(f'api:{name}', args=args)}?{urlencode(kept)}"
