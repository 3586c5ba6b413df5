"""The page of plain text that explains a release to whoever unpacks it."""

from django.conf import settings

TEXT = """# {title}

{description}

Release {name}, version {version}, of version {record_version} of the record, {created}.
{note}
## To cite it

{citation}

## Files

`datapackage.json` describes each file, column and key (Data Package 2.0). `sha256sum -c SHA256SUMS` checks that
the files are those that were released. CSV is UTF-8 with a header; an empty cell is a value that is missing; 1 and 0
are yes and no; days are local days ({zone}); a text that begins with `=`, `+`, `-`, `@` or a tab has an
apostrophe before it.

| file | what | columns |
|---|---|---|
{files}

`control_periods.csv` follows from the events and citations: who held a district, `start` included, `end` excluded, in
each perspective. For who held what on a day going by all reports, take the rows whose `evidence_to` is empty, `start`
is that day or earlier and `end` is later or empty. A day without such a row is unknown: no report is not control.

`changes.csv` is what was changed since the release before: {additions} additions, {corrections} corrections and
{retractions} retractions in the log.

## Licences

{licences}

## Sources

{sources}
"""


def readme(release, metadata: dict, resources: list[dict]) -> bytes:
    """Return the text of a release; `metadata` is the record's own, `resources` describe the files."""
    facts = {name: getattr(release, name) for name in ("name", "version", "record_version", "citation")}
    counts = {name: f"{getattr(release, name):,}" for name in ("additions", "corrections", "retractions")}
    return TEXT.format(
        zone=settings.TIME_ZONE,
        **facts,
        **counts,
        title=metadata["title"],
        description=metadata.get("description", ""),
        created=f"{release.created.day} {release.created:%B %Y}",
        note=f"\n{release.note}\n" if release.note else "",
        files="\n".join(map(_file, resources)),
        licences=_listed(metadata.get("licenses", ())),
        sources=_listed(metadata.get("sources", ())),
    ).encode()


def _file(resource):
    columns = ", ".join(f"`{field['name']}`" for field in resource.get("schema", {}).get("fields", ()))
    return f"| `{resource['path']}` | {resource['title']} | {columns} |"


def _listed(items):
    lines = [" ".join(filter(None, [one.get("title") or one.get("name"), one.get("path")])) for one in items]
    return "\n".join(f"- {line}" for line in lines) or "- none named"
