"""Fast entry: one screen to log a report with several events.

`report_form`, `line_form` and `writing` know nothing of the page, so that other pages of the desk can prefill them.
"""
