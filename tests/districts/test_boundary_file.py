import json

import pytest

from districts.boundary_file import BoundaryError, read_crosswalk, read_features

SQUARE = {"type": "Polygon", "coordinates": [[[60, 30], [63, 30], [63, 36], [60, 36], [60, 30]]]}


def feature(geometry=SQUARE, **properties):
    """Return a GeoJSON feature, of geoBoundaries' layout by default."""
    return {"type": "Feature", "properties": properties or {"shapeName": "West", "shapeID": "S1"}, "geometry": geometry}


@pytest.fixture
def write(tmp_path):
    """Return a function that writes features, or any content, to a file and returns its path."""

    def written(*features, content=None, **members):
        path = tmp_path / "boundaries.geojson"
        whole = {"type": "FeatureCollection", "features": list(features)} | members
        path.write_text(json.dumps(whole) if content is None else content, encoding="utf-8")
        return path

    return written


def test_a_geoboundaries_file_is_read(write):
    features, credit = read_features(write(feature(shapeName="West\n", shapeID="S1", shapeType="ADM2")))

    (west,) = features
    assert (west.label, west.name, west.shape_id, west.pcode) == ("feature 1 (West)", "West", "S1", "")
    assert west.geometry.bounds == (60, 30, 63, 36)
    assert credit == "geoBoundaries (www.geoboundaries.org), CC BY 4.0"


def test_an_ocha_file_is_read(write):
    features, credit = read_features(write(feature(ADM2_EN="Imam Sahib", ADM2_PCODE="AF1905", ADM1_EN="Kunduz")))

    assert [(each.name, each.pcode) for each in features] == [("Imam Sahib", "AF1905")]
    assert credit == "OCHA common operational dataset (data.humdata.org)"


def test_heights_are_left_out_and_a_crossed_ring_is_mended(write):
    crossed = {"type": "Polygon", "coordinates": [[[60, 30, 5], [61, 31, 5], [61, 30, 5], [60, 31, 5], [60, 30, 5]]]}

    features, _ = read_features(write(feature(crossed)))

    assert features[0].geometry.is_valid
    assert not features[0].geometry.has_z
    assert features[0].geometry.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("{", "is not JSON", id="not-json"),
        pytest.param("\u0000", "is not JSON", id="not-text"),
        pytest.param("[" * 100_000, "is not JSON", id="too-deep"),
        pytest.param("[]", "is not a GeoJSON FeatureCollection", id="a-list"),
        pytest.param('{"type": "FeatureCollection", "features": []}', "with features", id="no-feature"),
        pytest.param('{"type": "Feature", "features": [1]}', "is not a GeoJSON FeatureCollection", id="one-feature"),
    ],
)
def test_a_file_that_is_no_collection_is_refused(write, content, reason):
    with pytest.raises(BoundaryError, match=reason):
        read_features(write(content=content))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BoundaryError, match="cannot be read: No such file"):
        read_features(tmp_path / "none.geojson")


def test_a_file_in_metres_is_refused(write):
    metres = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32642"}}

    with pytest.raises(BoundaryError, match="crs is “urn:ogc:def:crs:EPSG::32642”"):
        read_features(write(feature(), crs=metres))


def ring(*points):
    """Return a polygon of one ring through the points."""
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        pytest.param(feature({"type": "Point", "coordinates": []}), "West.: its geometry is Point", id="point"),
        pytest.param(feature(None), r"2 \(West\): its geometry is empty", id="none"),
        pytest.param(feature(ring([60, 30], [61, 30])), r"2 \(West\): the coordinates", id="two-points"),
        pytest.param(feature(ring(["a", 30], [1, 2], [3, 4])), r"2 \(West\): the coordinates", id="words"),
        pytest.param(feature({"type": "Polygon"}), r"2 \(West\): the coordinates", id="no-coordinates"),
        pytest.param(feature({"type": "Polygon", "coordinates": []}), r"2 \(West\): its geometry", id="no-rings"),
        pytest.param(feature(ring([60, 30], [60, 95], [61, 95], [60, 30])), "not longitude", id="latitude"),
        pytest.param(feature(ring([5e5, 4e6], [6e5, 4e6], [6e5, 5e6], [5e5, 4e6])), "not longitude", id="metres"),
        pytest.param(feature(ring([60, 30], [61, 31], [60, 30])), "encloses no ground|the coordinates", id="no-ground"),
        pytest.param(feature(area=5), "feature 2 .* none of the properties ADM2_PCODE, ADM2_EN", id="no-name"),
        pytest.param(feature(shapeName="W", shapeType="ADM1"), "its shapeType is “ADM1”", id="provinces"),
        pytest.param({"type": "Feature", "geometry": SQUARE}, "Feature 2 has no properties", id="no-properties"),
        pytest.param("text", "Feature 2 has no properties", id="no-feature"),
    ],
)
def test_a_wrong_feature_is_named_with_what_is_wrong(write, wrong, reason):
    with pytest.raises(BoundaryError, match=reason):
        read_features(write(feature(), wrong))


def test_a_crosswalk_gives_the_code_of_each_shape(tmp_path):
    path = tmp_path / "crosswalk.csv"
    path.write_text('shapeID,shapeName,district_code,how\nS1,"We\nst",AF0101,by hand\nS2,East,,\n', encoding="utf-8")

    assert read_crosswalk(path) == {"S1": "AF0101"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("shapeID,code\nS1,AF0101\n", "lacks the column district_code", id="column"),
        pytest.param("", "lacks the column", id="empty"),
        pytest.param("shapeID,district_code\nS1,AF0101\nS1,AF0102\n", "Line 3 .* “S1” stands there twice", id="twice"),
    ],
)
def test_a_broken_crosswalk_is_refused(tmp_path, text, reason):
    path = tmp_path / "crosswalk.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BoundaryError, match=reason):
        read_crosswalk(path)


def test_a_missing_crosswalk_is_refused(tmp_path):
    with pytest.raises(BoundaryError, match="cannot be read"):
        read_crosswalk(tmp_path / "none.csv")
