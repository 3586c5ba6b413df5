"""Shapes for a record that is made up, and the rules that every shape keeps to (RFC 7946)."""

import shapely

# Rings run counter-clockwise, as the loader of boundaries turns them.
CELL = {"type": "Polygon", "coordinates": [[[68.5, 37.0], [69.0, 37.0], [69.0, 37.4], [68.5, 37.4], [68.5, 37.0]]]}
BOUNDARY = {"type": "Polygon", "coordinates": [[[68.6, 36.9], [68.9, 36.9], [68.6, 37.312345], [68.6, 36.9]]]}


def follows_the_rules(geometry):
    """Assert rings that are closed and turn as they should, and points that are lon, lat with 6 decimals at most."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for rings in polygons:
        for number, ring in enumerate(rings):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert shapely.LinearRing(ring).is_ccw is (number == 0)
            for lon, lat in ring:
                assert 60 < lon < 75
                assert 29 < lat < 39
                assert (round(lon, 6), round(lat, 6)) == (lon, lat)
    assert shapely.geometry.shape(geometry).is_valid
