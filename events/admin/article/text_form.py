"""The article that is to be read: pasted, taken out of a saved page, or fetched where the setting allows it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from events.admin.entry.days import DayField
from events.ingest.article import LONGEST
from events.ingest.fetching import FetchError, fetch
from events.ingest.reading.html import from_html

LARGEST = 5 * 1024 * 1024  # bytes of a page, saved or fetched
PATIENCE = 15  # seconds for a page to be fetched


class TextForm(forms.Form):
    """After `is_valid()`, `text` is what is read, `facts` what the page itself says: title, source, published."""

    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Paste the article with its headline, or the HTML of its page.",
    )
    page = forms.FileField(label="Saved page", required=False, help_text="An .html file, as the browser saves it.")
    url = forms.CharField(
        label="Address", max_length=600, required=False, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    published = DayField(
        label="Day it was published",
        help_text="Days such as “on Monday” are counted from it. Empty: sought in the text.",
    )
    source = forms.CharField(
        max_length=150, required=False, help_text="Who published it. Empty: sought in the text and by the address."
    )
    fetched = forms.BooleanField(label="Fetch the page from its address", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text, self.facts = "", {}
        self.fields["source"].widget.attrs["list"] = "article-sources"
        if not settings.FETCH_ARTICLES:
            del self.fields["fetched"]

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\x00", "").replace("\r\n", "\n")
        if len(text) > LARGEST:
            raise ValidationError("This is more than 5 million letters: paste the article alone.")
        return text

    def clean_page(self):
        page = self.cleaned_data["page"]
        if page and page.size > LARGEST:
            raise ValidationError(f"“{page.name}” has {page.size:,} bytes: a page of 5 MB at most is read.")
        return page

    def clean(self):
        given = super().clean()
        if not self.errors:
            self._take(given)
        return given

    def _take(self, given):
        """Note the text, from the first of the ways that were used."""
        if given["text"].strip():
            self.text = given["text"]
            if given["text"].lstrip()[:400].lower().startswith(("<!doctype", "<html", "<head", "<body", "<article")):
                self._take_out(given["text"].encode(), "text")
        elif given.get("page"):
            self._take_out(given["page"].read(), "page")
        elif given.get("fetched"):
            self._fetch(given.get("url", ""))
        else:
            self.add_error("text", "Paste the article's text, or choose its saved page.")
        if len(self.text) > LONGEST:
            self.add_error("text", f"The article has {len(self.text):,} letters: {LONGEST:,} at most are read.")

    def _fetch(self, url):
        if not url:
            self.add_error("url", "Give the address of the page that is to be fetched.")
            return
        try:
            fetched = fetch(url, limit=LARGEST, timeout=PATIENCE)
        except FetchError as error:
            self.add_error("url", f"{error} Save the page in your browser and choose the file, or paste its text.")
            return
        self._take_out(fetched.content, "url")

    def _take_out(self, content, name):
        self.text, self.facts = from_html(content, url=self.cleaned_data.get("url", ""))
        if not self.text.strip():
            self.add_error(name, "No article was found in this page: paste its text instead.")
