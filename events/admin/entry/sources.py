"""Which source a report is of, going by its address or by a name that was typed."""

from django.db.models import Q
from django.db.models.functions import Lower

from events.ingest.folding import fold, host_of, mark_of
from events.models import Report, Source


def source_of(url: str) -> Source | None:
    """Return the one source whose homepage an address lies under, or all of whose host's reports are of; else None.

    The longest homepage decides: an account of a network is a page of its own.
    """
    folded = fold(url)
    if not folded:
        return None
    homes = [(fold(source.homepage), source) for source in Source.objects.exclude(homepage="")]
    over = [(home, source) for home, source in homes if home and _lies_under(folded, home)]
    longest = max((len(home) for home, _ in over), default=0)
    nearest = [source for home, source in over if len(home) == longest]
    return nearest[0] if len(nearest) == 1 else None if nearest else _by_reports(host_of(url))


def _lies_under(folded, home):
    host = folded.partition("/")[0]
    if "/" in home:
        return folded == home or folded.startswith(f"{home}/")
    return host == home or host.endswith(f".{home}")


def _by_reports(host):
    near = Report.objects.filter(url__icontains=mark_of(host)).values_list("url", "source") if host else ()
    sources = {source for address, source in near if host_of(address) == host}
    return Source.objects.get(pk=sources.pop()) if len(sources) == 1 else None


def source_named(name: str) -> Source | None:
    """Return the source of a name or slug in any case; None for none."""
    name = " ".join(name.split()).lower()
    if not name:
        return None
    alike = Source.objects.annotate(plain=Lower("name")).filter(Q(plain=name) | Q(slug=name))
    return alike.order_by("pk").first()
