"""Read the files of a Data Package: they are whole, and they are the ones that it describes."""

import codecs
import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

from shapely.errors import ShapelyError

from districts.cells import outline_of
from events.export.descriptor import checksum
from events.export.table import Table
from events.export.tables import DESCRIPTOR, OUTLINE, TABLES
from events.ingest.problems import PackageRefusedError, Problem

FILES = (DESCRIPTOR, *(table.path for table in TABLES), OUTLINE)
OPTIONAL = tuple(table.path for table in TABLES if table.optional)
GENERATED = ("$schema", "resources")
csv.field_size_limit(1_000_000)


@dataclass
class Contents:
    """What the files hold: {table: [(line, {column: cell})]}, None for a table that could not be read.

    `left_out` names the optional tables that the package is without.
    """

    metadata: dict = field(default_factory=dict)
    outline: dict = field(default_factory=dict)
    lines: dict[str, list | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def blames(self, name: str) -> bool:
        """Return whether something is wrong with a file."""
        return any(problem.file == name for problem in self.problems)


def read_package(folder: Path) -> Contents:
    """Return the contents of the package in a folder, with what is wrong with its files.

    Raises PackageRefusedError when there is no such folder.
    """
    _require_folder(folder)
    contents = Contents()
    files = _files(folder, contents)
    described = _descriptor(files, contents)
    for name, content in files.items():
        contents.problems += _mismatch(name, content, described)
    for table in TABLES:
        if table.path not in files and not contents.blames(table.path):
            contents.left_out.add(table.name)
        lines = list(_table(table, files.get(table.path), contents)) if table.path in files else []
        contents.lines[table.name] = None if contents.blames(table.path) else lines
    if OUTLINE in files:
        contents.outline = _outline(files[OUTLINE], contents)
    return contents


def _require_folder(folder: Path) -> None:
    try:
        found, why = folder.is_dir(), ""
    except OSError as error:
        found, why = False, f" This cannot be read ({error.strerror})."
    if not found:
        raise PackageRefusedError([Problem(str(folder), f"a folder that holds a package.{why}")])


def _files(folder: Path, contents: Contents) -> dict[str, bytes]:
    files = {}
    for name in FILES:
        try:
            files[name] = (folder / name).read_bytes()
        except FileNotFoundError as error:
            if name not in OPTIONAL:
                contents.problems.append(_unreadable(name, error))
        except OSError as error:
            contents.problems.append(_unreadable(name, error))
    return files


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(name, f"the file cannot be read ({error.strerror}); a package has it.")


def _descriptor(files: dict[str, bytes], contents: Contents) -> dict[str, dict]:
    """Keep the package's own metadata, and return {path: what the descriptor says of that file}."""
    value = _json(DESCRIPTOR, files[DESCRIPTOR], contents) if DESCRIPTOR in files else {}
    if contents.blames(DESCRIPTOR):
        return {}
    resources = value.get("resources") if isinstance(value, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        contents.problems.append(Problem(DESCRIPTOR, "a JSON object whose “resources” is a list of objects."))
        return {}
    contents.metadata = {name: member for name, member in value.items() if name not in GENERATED}
    contents.problems += [
        Problem(DESCRIPTOR, f"“{name}” is a text that is not empty.")
        for name in ("name", "title", "version")
        if not (isinstance(value.get(name), str) and value[name])
    ]
    described = {str(one.get("path")): one for one in resources}
    contents.problems += [
        Problem(DESCRIPTOR, f"one of the resources has the path {name}.")
        for name in FILES[1:]
        if name not in described and (name in files or name not in OPTIONAL)
    ]
    contents.problems += [
        Problem(name, "the file that datapackage.json describes.")
        for name in OPTIONAL
        if name in described and name not in files and not contents.blames(name)
    ]
    return described


def _mismatch(name: str, content: bytes, described: dict[str, dict]) -> list[Problem]:
    """Return what is wrong when a file is not the one described; a description without a hash fits any."""
    promised = described.get(name, {}).get("hash")
    if promised in (None, checksum(content)):
        return []
    right = f"datapackage.json promises a file with the hash {promised}, this one has {checksum(content)}."
    return [Problem(name, right)]


def _json(name: str, content: bytes, contents: Contents):
    try:
        return json.loads(content.decode())
    except ValueError as error:
        contents.problems.append(Problem(name, f"valid JSON in UTF-8 ({error})."))
    except RecursionError:
        contents.problems.append(Problem(name, "JSON with fewer values inside one another."))
    return None


def _outline(content: bytes, contents: Contents) -> dict:
    value = _json(OUTLINE, content, contents)
    if contents.blames(OUTLINE):
        return {}
    try:
        drawn = outline_of(value)
        named = value["features"][0]["properties"]["name"]
    except (TypeError, KeyError, IndexError, ValueError, AttributeError, ShapelyError):
        drawn, named = None, ""
    if not (drawn and drawn.area and isinstance(named, str) and 0 < len(named) <= 100):
        right = "a GeoJSON FeatureCollection of polygons; the first one's property “name” is the country's."
        contents.problems.append(Problem(OUTLINE, right))
    return value


def _table(table: Table, content: bytes, contents: Contents):
    """Yield (line, {column: cell}) for each record of a table that has the columns that it should."""
    if content.startswith(codecs.BOM_UTF8):
        contents.problems.append(Problem(table.path, "text in UTF-8 without a byte order mark before it.", row=1))
        return
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        contents.problems.append(Problem(table.path, "text in UTF-8.", row=line))
        return
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _records(table, records, contents)
    except csv.Error as error:
        right = f"comma-separated values with quotes in pairs ({error})."
        contents.problems.append(Problem(table.path, right, row=records.line_num))


def _records(table: Table, records, contents: Contents):
    header = next(records, [])
    problems = list(_header_problems(table, header))
    contents.problems += problems
    first = records.line_num + 1
    for cells in [] if problems else records:
        if len(cells) == len(header):
            yield first, dict(zip(header, cells, strict=True))
        else:
            right = f"{len(header)} cells, as in the header; there are {len(cells)}."
            contents.problems.append(Problem(table.path, right, row=first))
        first = records.line_num + 1


def _header_problems(table: Table, header: list[str]):
    names = [column.name for column in table.columns]
    for name in names:
        if name not in header and not table.column(name).optional:
            yield Problem(table.path, f"there is no column {name}; a package has it.", row=1)
    for place, name in enumerate(header):
        if name not in names:
            yield Problem(table.path, f"one of {', '.join(names)}.", row=1, column=name)
        elif name in header[:place]:
            yield Problem(table.path, "each column once.", row=1, column=name)
