"""The tables of places in a Data Package."""

from districts.models import District, DistrictKind, Language, PlaceName, Province
from events.export.columns import Choice, Column, Flag, Known, Number, Reference, Whole, Words
from events.export.table import Table, byte_by_byte

PROVINCE, DISTRICT = Reference("provinces", "code"), Reference("districts", "code")
AREA = Number(0, 10_000_000, places=1)


def _province_names():
    spellings = PlaceName.objects.of_provinces()
    return spellings.order_by(byte_by_byte("province__code"), byte_by_byte("name")).distinct()


PLACES = (
    Table(
        "provinces",
        "Provinces",
        Province,
        ("code",),
        lambda: Province.objects.in_order(),
        (
            Column("code", "OCHA P-code, admin 1.", required=True),
            Column("iso_3166_2", "ISO 3166-2 code.", required=True),
            Column("name", "English name.", required=True),
            Column("name_fa", "Dari name."),
            Column("name_ps", "Pashto name."),
            Column("capital_code", "The provincial centre.", DISTRICT, "capital"),
            Column("population", "Official projection for 2019–20; not a count.", Whole()),
            Column("area_km2", "Area in square kilometres.", AREA),
        ),
        log="place",
    ),
    Table(
        "districts",
        "Districts",
        District,
        ("code",),
        lambda: District.objects.in_order(),
        (
            Column("code", "OCHA P-code; AFT and the statistics office's number where there is none.", required=True),
            Column("ocha_pcode", "OCHA P-code, admin 2; empty where there is none.", Known()),
            Column("province_code", "The province.", PROVINCE, "province", required=True),
            Column(
                "kind",
                "Provincial centre, district or temporary district.",
                Choice(*DistrictKind.values),
                required=True,
            ),
            Column("parent_code", "The district that a temporary one was cut from.", DISTRICT, "parent"),
            Column("name", "English name.", required=True),
            Column("name_fa", "Dari name."),
            Column("name_ps", "Pashto name."),
            Column("lat", "Latitude of the seat, WGS 84.", Number(-90, 90, places=5), required=True),
            Column("lon", "Longitude of the seat, WGS 84.", Number(-180, 180, places=5), required=True),
            Column("location_basis", "How the seat was found."),
            Column("area_km2", "Area in square kilometres.", AREA),
            Column("area_shared", "1 where the area also covers another unit.", Flag(), required=True),
            Column("population", "Official projection for 2019–20; not a count.", Whole()),
            Column("iec2019_code", "Code of the election commission, 2019."),
            Column("nsia1398_code", "Code of the statistics office, 1398 (2019–20)."),
            Column("agcho2012_code", "Code of the geodesy office, 2012."),
            Column("lists", "The counted lists that hold it, ; between them.", Words()),
            Column("note", "What else is to be known."),
        ),
        log="place",
    ),
    Table(
        "names",
        "Spellings of the districts' names",
        PlaceName,
        ("district_code", "name", "language"),
        lambda: PlaceName.objects.of_districts(),
        (
            Column("district_code", "The district.", DISTRICT, "district", required=True),
            Column("name", "A spelling of its name.", required=True),
            Column("language", "Its language; empty where no list says it.", Choice(*Language.values)),
            Column("sources", "Tags of the lists that spell it so, ; between them.", Words()),
        ),
    ),
    Table(
        "province_names",
        "Spellings of the provinces' names",
        PlaceName,
        ("province_code", "name"),
        _province_names,
        (
            Column("province_code", "The province.", PROVINCE, "province", required=True),
            Column("name", "A spelling of its name.", required=True),
        ),
        fixed={"language": ""},
    ),
)
