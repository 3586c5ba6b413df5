"""A small package, valid by default: two districts of Kunduz, one fall and one tally."""

import csv
import json

import pytest

from events.ingest.package import import_package
from events.ingest.problems import PackageRefusedError

TABLES = {
    "provinces": """\
code,iso_3166_2,name,name_fa,name_ps,capital_code,population,area_km2
AF19,AF-KDZ,Kunduz,کندز,کندز,AF1901,1136677,8080.9
""",
    "districts": """\
code,ocha_pcode,province_code,kind,parent_code,name,name_fa,name_ps,lat,lon,location_basis,area_km2,area_shared,\
population,iec2019_code,nsia1398_code,agcho2012_code,lists,note
AF1901,AF1901,AF19,provincial_centre,,Kunduz,کندز,کندز,36.72337,68.87187,seat,616.8,1,356536,1901,1901,1701,nsia1398,
AFT1909,,AF19,temporary_district,AF1901,Gul Tepa,,,36.825,68.71474,seat,,1,,1909,1909,,nsia1398;usfor407,
""",
    "names": """\
district_code,name,language,sources
AF1901,Konduz,en,GeoNames;OCHA
""",
    "province_names": """\
province_code,name
AF19,Qunduz
""",
    "actors": """\
slug,name,name_fa,name_ps,kind,allied_with,colour,is_party
government,Afghan government,,,state,,#2166ac,1
taliban,Taliban,طالبان,طالبان,armed_group,,#c4581a,1
united_states,United States,,,foreign_state,government,,0
""",
    "sources": """\
slug,name,kind,actor,country,homepage,reliability,reason
ap,Associated Press,news_agency,,United States,https://apnews.com,B,Careful
mod,Ministry of Defence,official,government,Afghanistan,,D,A party
""",
    "reports": """\
id,source,url,title,published,published_precision,language,origin,via,note
R0001,ap,https://example.org/1,Kunduz falls,2021-08-08,day,en,,,
R0002,mod,,Statement of the ministry,2021-08-09,inferred,fa,R0001,,
""",
    "events": """\
id,district_code,date,date_earliest,date_latest,time,kind,controller,opponent,contested,summary,status
E0001,AF1901,2021-08-07,2021-08-07,2021-08-08,06:30,captured,taliban,government,0,Kunduz city fell.,published
E0002,AFT1909,2021-08-08,2021-08-08,2021-08-08,,contested,government,taliban,1,Gul Tepa is fought over.,retracted
""",
    "citations": """\
event_id,report_id,voice,stance,scope,attribution,claimed_date,note
E0001,R0001,independent,asserts,district,Associated Press,2021-08-07,
E0001,R0002,government,denies,district,a spokesman,,
""",
    "tallies": """\
id,date,voice,source,url,published,actor,measure,count_low,count_high,denominator,definition,report_id
T001,2021-08-08,independent,ap,https://example.org/1,2021-08-08,taliban,held,87,,421,districts held,R0001
""",
}
OUTLINE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Afghanistan"},
            "geometry": {"type": "Polygon", "coordinates": [[[68.0, 36.0], [70, 36.0], [70, 38], [68.0, 36.0]]]},
        }
    ],
}
DESCRIPTOR = {
    "name": "kunduz",
    "title": "Kunduz",
    "version": "1.0.0",
    "licenses": [{"name": "CC-BY-4.0"}],
    "resources": [{"path": f"{name}.csv"} for name in TABLES] + [{"path": "outline.geojson"}],
}


def write_package(folder, *changes, **files):
    """Write the package into a folder and return it.

    A change is (table, line, column, cell), or (table, line) to leave a line out. `files` are contents in place of
    a file's, None for a file that is missing, under the names `tallies`, `outline`, `datapackage` and so on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        _write(
            folder / f"{name}.csv", files.get(name, _changed(text, [rest for table, *rest in changes if table == name]))
        )
    _write(folder / "outline.geojson", files.get("outline", json.dumps(OUTLINE)))
    _write(folder / "datapackage.json", files.get("datapackage", json.dumps(DESCRIPTOR)))
    return folder


def _changed(text, changes):
    lines = dict(enumerate(csv.reader(text.splitlines()), start=1))
    for line, *change in changes:
        if change:
            column, cell = change
            lines[line][lines[1].index(column)] = cell
        else:
            del lines[line]
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines.values())
    return "".join(f"{line}\n" for line in quoted)


def _write(path, content):
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def refusals(folder):
    """Return the problems for which the package in a folder is refused, as they are printed."""
    with pytest.raises(PackageRefusedError) as refused:
        import_package(folder=folder)
    return [str(problem) for problem in refused.value.problems]
