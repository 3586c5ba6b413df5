"""The rows of a file and what becomes of each, a page at a time, and those that are wrong as a CSV file."""

import csv
from collections.abc import Iterable, Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.http import urlencode

from districts.api.formats.csv_text import guard
from events.ingest.outcomes import Effect, Outcome, counted

ROWS_A_PAGE = 50
WORDS = {
    Effect.NEW: ("new", "makes an event"),
    Effect.UPDATE: ("update", "adds a citation to an event that is logged already"),
    Effect.DUPLICATE: ("duplicate", "changes nothing: it is logged already"),
    Effect.LEFT: ("left out", "is not taken"),
    Effect.ERROR: ("error", "is wrong: nothing is imported until it is mended"),
}
PROBLEM = "problem"


def preview(outcomes: Sequence[Outcome], asked) -> dict:
    """Return the context of `admin/imports/_preview.html`: counts, and the page that the query string asks for.

    `asked` is a QueryDict: `only` is one effect, `page` the page's number; a wrong one gives the nearest that is.
    """
    only = asked.get("only", "")
    shown = [one for one in outcomes if one.effect == only] if only in list(Effect) else outcomes
    page = Paginator(shown, ROWS_A_PAGE).get_page(asked.get("page"))
    counts = [
        {"effect": effect, "word": WORDS[effect][0], "meaning": WORDS[effect][1], "rows": rows}
        for effect, rows in counted(outcomes).items()
        if rows
    ]
    pages = [
        {"number": number, "query": urlencode({"only": only, "page": number}) if isinstance(number, int) else ""}
        for number in page.paginator.get_elided_page_range(page.number)
    ]
    return {"counts": counts, "page": page, "pages": pages, "only": only, "total": len(outcomes)}


def errors_file(name: str, header: Iterable[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Return rows as a CSV file to download; a cell that a spreadsheet would run has an apostrophe before it.

    UTF-8 with a byte order mark, which spreadsheets need to see that it is.
    """
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    lines = csv.writer(response)
    lines.writerow(header)
    lines.writerows([guard(str(cell)) for cell in row] for row in rows)
    return response
