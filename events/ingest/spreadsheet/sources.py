"""Which source a sheet means, by name, slug or the address of a report; one that nobody knows is a new one."""

from dataclasses import dataclass

from django.utils.text import slugify
from rapidfuzz import fuzz, process

from events.ingest.folding import host_of
from events.ingest.spreadsheet.cells import bare
from events.models import Reliability, Source, SourceKind

UNGRADED = "Named in a sheet that was imported; nobody has graded it yet."
RESEMBLES = 85  # of 100


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source that a sheet names and the record has not."""

    name: str

    @property
    def reliability(self) -> str:
        """The grade of a source that nobody knows."""
        return Reliability.F.value


class Sources:
    """The sources of the record, and those that a sheet adds."""

    def __init__(self):
        known = list(Source.objects.order_by("pk"))
        self._named = {bare(source.name): source for source in known}
        self._named |= {bare(source.slug): source for source in known}
        self.by_number = {source.pk: source for source in known}
        self._slugs = {source.slug for source in known}
        self._hosts: dict[str, list[Source]] = {}
        for source in known:
            if source.homepage:
                self._hosts.setdefault(host_of(source.homepage), []).append(source)
        self.new: dict[str, NamedSource] = {}

    def find(self, name: str | None, address: str) -> tuple[Source | NamedSource | None, str]:
        """Return the source of a name, or else of a report's address, and what would be right where there is none."""
        if not name:
            found = self._at_host(host_of(address))
            return found, "" if found else "who published the report: a source's name, for example TOLOnews."
        known = self._named.get(bare(name))
        if known:
            return known, ""
        return self.new.setdefault(bare(name), NamedSource(name)), ""

    def _at_host(self, host: str) -> Source | None:
        """Return the one source whose home page is at a host, or at the domain that it is part of."""
        while host:
            if host in self._hosts:
                return self._hosts[host][0] if len(self._hosts[host]) == 1 else None
            host = host.partition(".")[2]
        return None

    def resembling(self, name: str) -> str:
        """Return the name of a known source that resembles a new one, nothing where none does."""
        names = {source.name for source in self._named.values()}
        found = process.extractOne(name, names, scorer=fuzz.WRatio, processor=bare, score_cutoff=RESEMBLES)
        return found[0] if found else ""

    def built(self, new: NamedSource) -> Source:
        """Return the unsaved source of a new name, held back from the public, with a slug of its own."""
        stem = slugify(new.name)[:50] or "source"
        slug = next(each for each in _numbered(stem) if each not in self._slugs)
        self._slugs.add(slug)
        return Source(slug=slug, name=new.name, kind=SourceKind.OTHER, reason=UNGRADED, public=False)


def _numbered(stem: str):
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
