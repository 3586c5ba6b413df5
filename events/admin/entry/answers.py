"""What the page of entry asks while it is filled in: which district a text means, which report an address."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from districts.name_index import LONGEST
from events.admin.entry.places import PlaceReader, districts_of
from events.admin.entry.report_form import known_report
from events.admin.entry.sources import source_of
from events.pages.words import counted, day


@require_safe
def place(request):
    """Answer with `words` of what `q` means, `code` where it is one district, else the `choices`; `near` is a code."""
    text, near = _asked(request, "q")[: LONGEST + 1], _asked(request, "near")
    places = PlaceReader()
    meant = places.read(text, near=places.province_of(near)) if text.strip() else None
    if not meant:
        return JsonResponse({"words": "", "code": "", "choices": []})
    if meant.province:
        words = (
            f"All of {places.index.places[meant.province].name}: {counted(len(districts_of(meant.province)), 'line')}."
        )
        return JsonResponse({"words": words, "code": "", "choices": []})
    words = f"{places.name(meant.code)} ({meant.code})." if meant.code else meant.sentence
    return JsonResponse({"words": words, "code": meant.code, "choices": [] if meant.code else meant.choices})


@require_safe
def report(request):
    """Answer with `words` of the report that is known by the address `url`; else with the `source` it points to."""
    url = _asked(request, "url")[:600].strip()
    found = known_report(url)
    if found:
        words = f"Known as {found.code}: {found.source}, {day(found.published)}, “{found.title}”."
        return JsonResponse({"words": words, "source": found.source.name, "known": True})
    source = source_of(url)
    return JsonResponse({"words": "", "source": source.name if source else "", "known": False})


def _asked(request, name):
    return request.GET.get(name, "").replace("\x00", "")
