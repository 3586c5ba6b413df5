"""The catalogues of the pages' languages: what there is to translate, and the files that hold the translations.

Texts are found in templates and in Python by Babel, without the programs of GNU gettext; a catalogue is
`locale/<language>/LC_MESSAGES/django.po`, and beside it `django.mo`, which Django reads.
"""

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

# A catalogue changes with its texts only.
BEGUN = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "spoken": None,
}
FOLDERS = (("python", "districts", "*.py"), ("python", "events", "*.py"), ("javascript", "templates", "*.html"))
# The desk, the commands and the interfaces for programs speak English.
ENGLISH = {"access", "admin", "api", "ingest", "management", "migrations", "ogc", "reconcile", "signin"}


def sources(base: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file under `base` that readers' texts are in, with the extractor that reads it."""
    for kind, folder, pattern in FOLDERS:
        for path in sorted((base / folder).rglob(pattern)):
            if ENGLISH.isdisjoint(path.relative_to(base).parts):
                yield path, kind


def template_of() -> Catalog:
    """Return a catalogue of all texts with no translation, in the order of the files."""
    base, found = Path(settings.BASE_DIR), Catalog(charset="utf-8")
    for path, kind in sources(base):
        text = path.read_text()
        if kind == "javascript":
            text = templatize(text, origin=str(path))
        for _, message, _, context in extract(kind, io.BytesIO(text.encode()), KEYWORDS):
            if message and any(message if isinstance(message, tuple) else [message]):
                found.add(message, locations=[(str(path.relative_to(base)), 0)], context=context)
    for text in settings.RECORD.weaknesses:
        found.add(text, locations=[("datapackage.json", 0)])
    return found


def files(language: str) -> tuple[Path, Path]:
    """Return the paths of a language's catalogue, as text and as Django reads it."""
    folder = Path(settings.LOCALE_PATHS[-1]) / language / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo"


def read(language: str) -> Catalog:
    """Return the catalogue of a language, an empty one where there is none yet."""
    path, _ = files(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as Django reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update(language: str) -> tuple[int, int]:
    """Write the catalogue of a language with the texts there are now; return how many, and how many lack words."""
    kept, (text, binary) = read(language), files(language)
    catalog = Catalog(locale=language, charset="utf-8", project="Marz", creation_date=BEGUN, revision_date=BEGUN,
                      last_translator="Marz", language_team="Marz", fuzzy=False)  # fmt: skip
    for message in template_of():
        if message.id:
            known = kept.get(message.id, message.context)
            catalog.add(message.id, known.string if known else None, message.locations, message.flags,
                        context=message.context)  # fmt: skip
    out = io.BytesIO()
    catalog.header_comment = f"# The texts of Marz in {catalog.locale.english_name}."
    pofile.write_po(out, catalog, width=110, sort_output=True, ignore_obsolete=True)
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_bytes(out.getvalue())
    binary.write_bytes(compiled(catalog))
    return len(catalog), len(list(missing(catalog)))


def missing(catalog: Catalog) -> Iterator[str]:
    """Yield the texts of a catalogue that have no translation, or one that is not whole."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield message.id if isinstance(message.id, str) else message.id[0]


def compile_own(folder: Path) -> list[Path]:
    """Compile the catalogues that a record brings along in `folder`; return those that it has."""
    own = sorted(folder.glob("*/LC_MESSAGES/django.po"))
    for text in own:
        with text.open("rb") as file:
            text.with_suffix(".mo").write_bytes(compiled(pofile.read_po(file, locale=text.parts[-3])))
    return own
