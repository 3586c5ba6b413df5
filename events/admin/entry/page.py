"""The page of fast entry. Whatever was typed is in the fields of its one form, so that any answer can show it again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from events.admin.entry.evidence import ReasonForm
from events.admin.entry.growing import PREFIX, grown
from events.admin.entry.line_form import SaidForm
from events.admin.entry.line_formset import LineFormSet
from events.admin.entry.outcome import refusals_on, way_to
from events.admin.entry.report_form import ReportForm
from events.admin.entry.shown import context_of
from events.admin.entry.sides import Sides
from events.admin.entry.weighing import weigh
from events.admin.entry.writing import DRAFT, PUBLISH, REVIEW, RefusalError, twins, write
from events.roles import why_not

SAVES = (DRAFT, REVIEW, PUBLISH)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request):
    if sentence := why_not(request.user, "draft"):
        raise PermissionDenied(sentence)
    sides = Sides()
    if request.method != "POST":
        report = ReportForm(prefix="report", initial={"url": request.GET.get("url", "")[:600]})
        lines = LineFormSet(prefix=PREFIX, sides=sides)
        return _shown(request, report, SaidForm(prefix="said", sides=sides), lines, ReasonForm(prefix="evidence"))
    action = request.POST.get("action", "")
    data, notes = grown(request.POST, more=action == "more")
    report, said, lines = _bound(data, sides)
    evidence = ReasonForm(data, prefix="evidence")
    right = all([report.is_valid(), said.is_valid(), lines.is_valid(), evidence.is_valid()])
    settled = weigh([form for form in lines.filled if form.is_whole], published=report.day)
    if action in SAVES and not notes and right and (written := _written(request, report, lines, evidence, settled)):
        return _told(request, written)
    for note in notes:
        messages.info(request, note)
    asked = not notes and action != "more"
    return _shown(request, report, said, lines, evidence, asked=asked, paste=data.get("paste", ""))


def _bound(data, sides):
    report, said = ReportForm(data, prefix="report"), SaidForm(data, prefix="said", sides=sides)
    report.is_valid(), said.is_valid()
    lines = LineFormSet(data, prefix=PREFIX, sides=sides, report_day=report.day, said=said.given())
    return report, said, lines


def _written(request, report, lines, evidence, settled):
    """Return what was written; None where it was refused, which is then said on the forms."""
    made = report.report()
    ready = lines.lines(source=made.source)
    with refusals_on(report, lines.filled):
        if not settled:
            raise RefusalError(lines=twins(ready))
        then, reason = request.POST["action"], evidence.cleaned_data["reason"]
        return write(report=made, lines=ready, author=request.user, then=then, reason=reason)
    return None


def _told(request, written):
    for sentence in written.effects:
        messages.info(request, sentence)
    return way_to(written)


def _shown(request, report, said, lines, evidence, *, asked=False, paste=""):
    context = admin.site.each_context(request) | context_of(request.user, report, said, lines, evidence, asked=asked)
    return render(request, "admin/events/entry/entry.html", context | {"paste": paste, "title": "Log a report"})
