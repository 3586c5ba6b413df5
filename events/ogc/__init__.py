"""OGC API – Features, Part 1 (OGC 17-069): the record as collections of features, for QGIS, GDAL and their like."""
