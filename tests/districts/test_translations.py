"""Every text of the pages has words in every language, and these words stand for the same."""

import re

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from districts import translations

LANGUAGES = [code for code, _ in settings.LANGUAGES[1:]]
PLACEHOLDER = re.compile(r"%\(\w+\)s|(?<!%)%(?![(%])|\{\w*\}|<[^>]+>|&\w+;")
# What a program of others is labelled with has no translation; its reader is told which language that is.
QUOTED = re.compile(r'<span lang="en" dir="ltr">(.*?)</span>')


@pytest.fixture(scope="module")
def texts():
    """Return the texts that the sources have, as {(context, text)}."""
    return {(message.context, message.id) for message in translations.template_of() if message.id}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


def placeholders(text):
    """Return what a text has that is no word, in order of the alphabet."""
    return sorted(PLACEHOLDER.findall(QUOTED.sub(r"\1", text)))


def forms(value):
    """Return the forms of a text or of its translation, one where it has no plural."""
    return list(value) if isinstance(value, tuple | list) else [value]


def test_a_catalogue_has_the_texts_of_the_sources_and_no_others(texts, language):
    known = {(message.context, message.id) for message in translations.read(language) if message.id}

    assert texts - known == set(), "Run manage.py translations, then translate what is new."
    assert known - texts == set(), "Run manage.py translations."


def test_every_text_is_translated(language):
    assert list(translations.missing(translations.read(language))) == []


def test_what_django_reads_is_what_the_catalogue_says(language):
    text, binary = translations.files(language)

    assert binary.read_bytes() == translations.compiled(translations.read(language)), f"{text} was changed alone."


def test_a_translation_has_the_places_and_the_markup_of_its_text(language):
    wrong = [
        (message.id, form)
        for message in translations.read(language)
        if message.id
        for form in forms(message.string)
        if form and placeholders(form) not in [placeholders(text) for text in forms(message.id)]
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "translation", "same"),
    [
        pytest.param("%(n)s of %(all)s", "از %(all)s تا %(n)s", True, id="other-order"),
        pytest.param("{who} left", "{who} رفت", True, id="braces"),
        pytest.param("%(n)s %%", "%(n)s٪", True, id="sign-of-percent"),
        pytest.param("Add Layer", '<span lang="en" dir="ltr">Add Layer</span>', True, id="quoted-english"),
        pytest.param("%(n)s of %(all)s", "از %(all)s", False, id="lost"),
        pytest.param("%(n)s", "%(m)s", False, id="renamed"),
        pytest.param("{who} left", "{} رفت", False, id="unnamed"),
        pytest.param("100 %%", "۱۰۰ %", False, id="breaks-formatting"),
        pytest.param("<b>a</b>", "<b>a<b>", False, id="not-closed"),
        pytest.param('<a href="/a">a</a>', '<a href="/b">a</a>', False, id="elsewhere"),
    ],
)
def test_placeholders_and_markup_are_what_is_compared(text, translation, same):
    assert (placeholders(text) == placeholders(translation)) == same


def test_a_text_is_missing_until_each_of_its_forms_has_words():
    catalog = Catalog(locale="ps")
    catalog.add("Map", "نقشه")
    catalog.add("Day", "")
    catalog.add(("one", "many"), ("یو", ""))

    assert list(translations.missing(catalog)) == ["Day", "one"]
