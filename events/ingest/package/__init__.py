"""Take a Data Package in: the form in which the record ships, is exported and is released."""

from events.ingest.package.importing import Imported, import_package

__all__ = ["Imported", "import_package"]
