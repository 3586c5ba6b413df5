"""What becomes of a page that was sent to be saved: what was refused stands on its forms."""

from contextlib import contextmanager

from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from events.admin.entry.line_form import LineForm
from events.admin.entry.report_form import ReportForm
from events.admin.entry.writing import RefusalError, Written
from events.admin.refusals import explain


@contextmanager
def refusals_on(report: ReportForm, lines: list[LineForm]):
    """Say on the forms what is refused while the block writes; the block ends there, and nothing is written."""
    try:
        yield
    except RefusalError as refused:
        for sentence in refused.report:
            report.add_error(None, sentence)
        for number, sentences in refused.lines.items():
            lines[number].refuse(sentences)
    except IntegrityError as error:
        report.add_error(None, explain(error)[1])


def way_to(written: Written):
    """Return the redirection to the page that lists what was written."""
    codes = ",".join(dict.fromkeys(event.code for event in written.events))
    return redirect(f"{reverse('entry-logged')}?{urlencode({'events': codes, 'report': written.report.code})}")
