import datetime

from events.pages.citing import Cited

CITED = Cited(
    subject="Imam Sahib, Kunduz (AF1905): who held it on 6 September 2021, perspective “reported”",
    version=12,
    recorded=datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC),
    page="https://marz.example/districts/AF1905/?as_of=2021-09-06",
    api="https://marz.example/api/v1/districts/AF1905/timeline/?perspective=reported&version=12",
)


def test_a_citation_names_the_version_its_day_and_both_addresses():
    assert CITED.text == (
        "Marz (2026). Imam Sahib, Kunduz (AF1905): who held it on 6 September 2021, perspective “reported”. "
        "Version 12 of the record, 24 November 2026. https://marz.example/districts/AF1905/?as_of=2021-09-06; as data: "
        "https://marz.example/api/v1/districts/AF1905/timeline/?perspective=reported&version=12"
    )


def test_a_citation_is_written_for_bibtex():
    assert CITED.bibtex.splitlines() == [
        "@misc{marz-v12,",
        "  author = {{Marz}},",
        "  title = {{Imam Sahib, Kunduz (AF1905): who held it on 6 September 2021, perspective “reported”}},",
        "  howpublished = {Version 12 of the record},",
        "  year = {2026},",
        "  month = {11},",
        "  url = {https://marz.example/districts/AF1905/?as_of=2021-09-06},",
        "  note = {As data: https://marz.example/api/v1/districts/AF1905/timeline/?perspective=reported&version=12}",
        "}",
    ]


def test_a_citation_is_written_for_ris():
    assert CITED.ris.splitlines() == [
        "TY  - DATA",
        "AU  - Marz",
        "TI  - Imam Sahib, Kunduz (AF1905): who held it on 6 September 2021, perspective “reported”",
        "T2  - Marz: who held the districts of Afghanistan",
        "PY  - 2026",
        "DA  - 2026/11/24",
        "ET  - Version 12 of the record",
        "UR  - https://marz.example/districts/AF1905/?as_of=2021-09-06",
        "L2  - https://marz.example/api/v1/districts/AF1905/timeline/?perspective=reported&version=12",
        "ER  - ",
    ]
