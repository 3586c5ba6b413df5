"""The page that reads an article: first the text, then its proposals, of which the analyst takes what is right.

The text goes with the form, and is read again for each answer: the same text gives the same proposals.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from events.admin.article.decisions import EVENTS, NOTES, TALLIES, NoteFormSet, ProposalFormSet, TallyFormSet
from events.admin.article.prefilled import prefilled
from events.admin.article.saving import save_accepted
from events.admin.article.shown import context_of, undecided
from events.admin.article.text_form import TextForm
from events.admin.entry.evidence import ReasonForm
from events.admin.entry.line_form import SaidForm
from events.admin.entry.outcome import refusals_on, way_to
from events.admin.entry.report_form import ReportForm
from events.admin.entry.sides import Sides
from events.admin.entry.weighing import weigh
from events.admin.entry.writing import DRAFT, REVIEW, RefusalError, twins
from events.ingest.article import LONGEST, propose
from events.models import Source
from events.pages.words import counted
from events.roles import why_not

SAVES = (DRAFT, REVIEW)


@require_http_methods(["GET", "HEAD", "POST"])
def article(request):
    if sentence := why_not(request.user, "draft"):
        raise PermissionDenied(sentence)
    if request.method != "POST":
        return _ask(request, TextForm(initial={"url": request.GET.get("url", "")[:600]}))
    if request.POST.get("action") in (*SAVES, "check"):
        return _decide(request)
    asked = TextForm(request.POST, request.FILES)
    return _propose(request, asked) if asked.is_valid() else _ask(request, asked)


def _ask(request, form):
    context = {"form": form, "title": "Read an article", "sources": Source.objects.order_by("name")}
    return render(request, "admin/events/article/text.html", admin.site.each_context(request) | context)


def _propose(request, asked):
    """Show what the article proposes, with what is doubtful about it; nothing is decided and nothing saved."""
    given = asked.cleaned_data
    facts = {name: asked.facts.get(name) for name in ("title", "source", "published")}
    facts |= {name: given[name] for name in ("source", "published") if given[name]}
    read = {
        "text": asked.text,
        "title": facts["title"] or "",
        "source": facts["source"] or "",
        "published": facts["published"],
        "url": given["url"],
    }
    reading = propose(**read)
    page = Page(prefilled(reading, url=given["url"], source=facts["source"] or ""), reading, read)
    page.weigh()
    if not (reading.drafts or reading.tallies or reading.notes):
        messages.info(request, "Nothing in this text speaks of control of a district: log by hand what you see in it.")
    return _show(request, page, asked=False)


def _decide(request):
    read = _read_again(request.POST)
    page = Page(request.POST, propose(**read), read)
    right = page.is_valid()
    action = request.POST["action"]
    if right and action in SAVES and (written := _saved(request, page, action)):
        return written
    return _show(request, page, asked=True)


def _read_again(data):
    """Return the arguments of the reading as the page carried them."""
    names = ("text", "title", "source", "url")
    read = {name: data.get(f"read-{name}", "").replace("\x00", "").replace("\r\n", "\n") for name in names}
    try:
        published = parse_date(data.get("read-published", ""))
    except ValueError:
        published = None
    return read | {"text": read["text"][:LONGEST], "published": published}


class Page:
    """The forms of the page of proposals, bound to `data`, with the reading that they came from."""

    def __init__(self, data, reading, read):
        self.reading, self.read, self.sides = reading, read, Sides()
        self.rest = bool(data.get("rest"))
        self.report = ReportForm(data, prefix="report")
        self.said = SaidForm(data, prefix="said", sides=self.sides)
        self.evidence = ReasonForm(data, prefix="evidence")
        self.report.is_valid(), self.said.is_valid()
        within = {"sides": self.sides}
        self.events = ProposalFormSet(
            data,
            prefix=EVENTS,
            rest=self.rest,
            report_day=self.report.day,
            said=self.said.given(),
            **within,
        )
        self.tallies = TallyFormSet(data, prefix=TALLIES, form_kwargs=within | {"published": self.report.day})
        self.notes = NoteFormSet(data, prefix=NOTES, form_kwargs=within)

    def accepted(self, forms):
        """Return the forms of a set that were accepted."""
        return [form for form in forms if form.is_accepted]

    @property
    def taken(self) -> int:
        """How many proposals were accepted."""
        return sum(len(self.accepted(each)) for each in (self.events, self.tallies, self.notes))

    def weigh(self) -> bool:
        """Note what is doubtful about the valid events; return whether all that is accepted is settled."""
        self.events.is_valid()
        found = [form for form in self.events.filled if form.is_valid() and form.facts]
        return weigh(found, published=self.report.day)

    def is_valid(self) -> bool:
        """Return whether what was accepted can be saved: valid, decided, and with its doubts seen."""
        settled = self.weigh()
        others = [*self.accepted(self.tallies), *self.accepted(self.notes)]
        valid = [self.report.is_valid(), self.said.is_valid(), self.evidence.is_valid(), self.events.is_valid()]
        valid += [form.is_valid() for form in others]
        return all(valid) and settled and bool(self.taken) and not undecided(self)


def _saved(request, page, action):
    """Return the way to what was written; None where it was refused, which is then said on the forms."""
    made = page.report.report()
    lines = page.events.lines(source=made.source)
    tallies, notes = page.accepted(page.tallies), page.accepted(page.notes)
    with refusals_on(page.report, page.events.filled):
        if repeated := twins(lines):
            raise RefusalError(lines=repeated)
        written = save_accepted(
            report=made,
            via=page.reading.report.via,
            lines=lines,
            tallies=tallies,
            notes=notes,
            sides=page.sides,
            author=request.user,
            then=action,
            reason=page.evidence.cleaned_data["reason"],
        )
        _tell(request, written, tallies, notes)
        return way_to(written)
    return None


def _tell(request, written, tallies, notes):
    for one, many, number in (("tally", "tallies", len(tallies)), ("note", "notes", len(notes))):
        if number:
            messages.info(request, f"{counted(number, one, many)} kept with {written.report.code}.")


def _show(request, page, *, asked):
    context = admin.site.each_context(request) | context_of(page, asked=asked)
    return render(request, "admin/events/article/proposals.html", context | {"title": "What the article says"})
