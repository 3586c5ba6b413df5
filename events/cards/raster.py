"""A picture of a map in pixels: the shapes, the colours and the patterns of the SVG map, drawn with Pillow.

Colour says who, pattern says how sure: an assumed holder is tinted, contested ground is hatched, an open claim is
dotted in the claimant's colour, an unknown district is paper with an outline.
"""

import math
import re

from PIL import Image, ImageChops, ImageDraw

PAPER, INK, STRONG_LINE = (255, 255, 255), (26, 26, 26), (138, 135, 128)
FINER = 2  # times: drawn so much larger, then made smaller, so that edges are smooth
TINT, HATCHED = 0.45, 0.75  # how opaque a tint and the strokes of a hatch are
# Units of a map, as in templates/events/_defs.html and site.css.
HATCH, STROKE = 9, 4
DOTS, DOT, RING, TURN = 13, 4, 0.8, math.radians(30)
MARKER = 12

_RING = re.compile(r"M([^l]*)l([^z]*)z")
_NUMBER = re.compile(r"-?[0-9.]+")


def rings(d: str) -> list[list[tuple[float, float]]]:
    """Return the closed rings of a path of `districts.shapes.path`, each as its points."""
    return [_points(_numbers(start), _numbers(steps)) for start, steps in _RING.findall(d)]


def _numbers(text):
    return [float(number) for number in _NUMBER.findall(text)]


def _points(start, steps):
    x, y = start
    found = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def rgb(colour: str) -> tuple[int, int, int]:
    """Return a colour such as #2166ac as its three numbers."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def face_of(spot) -> tuple[int, int, int]:
    """Return the colour of a district's face: its holder's, over paper where the holder is only assumed."""
    if spot.holder is None:
        return PAPER
    own = rgb(spot.holder.colour)
    return tuple(round(TINT * a + (1 - TINT) * b) for a, b in zip(own, PAPER, strict=True)) if spot.tint else own


class Sheet:
    """A map being drawn: `scale` is how many pixels of the finer picture a unit of the map has."""

    def __init__(self, view_box: str, width: int, height: int):
        *_, across, down = map(float, view_box.split())
        self.scale = FINER * min(width / across, height / down)
        self.size = round(across * self.scale / FINER), round(down * self.scale / FINER)
        self.image = Image.new("RGB", [FINER * side for side in self.size], PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self._patterns = {}

    def scaled(self, points):
        """Return points of the map in pixels of the finer picture."""
        return [(x * self.scale, y * self.scale) for x, y in points]

    def outline(self, d: str, colour, width: float):
        """Draw the rings of a path; `width` in units."""
        for ring in rings(d):
            points = self.scaled(ring)
            self.pen.line([*points, *points[:2]], fill=colour, width=max(1, round(width * self.scale)), joint="curve")

    def district(self, spot):
        """Draw a district as it is held."""
        if spot.shape.marker:
            width = max(1, round(self.scale))
            self.pen.ellipse(self._disc(spot.shape), fill=face_of(spot), outline=INK, width=width)
        for ring in rings(spot.shape.d):
            self.pen.polygon(self.scaled(ring), fill=face_of(spot))
        if spot.contested:
            self._over(spot, PAPER, self._pattern("hatch", self._hatch), HATCHED)
        if spot.claimant:
            self._over(spot, PAPER, self._pattern("rings", lambda: self._dots(DOT + RING)))
            self._over(spot, rgb(spot.claimant.colour), self._pattern("dots", lambda: self._dots(DOT - RING)))
        self.outline(spot.shape.d, STRONG_LINE if spot.holder is None else PAPER, 0.8)

    def _disc(self, shape):
        (left, top), (right, bottom) = self.scaled(
            [(shape.x - MARKER / 2, shape.y - MARKER / 2), (shape.x + MARKER / 2, shape.y + MARKER / 2)]
        )
        return left, top, right, bottom

    def _over(self, spot, colour, pattern, opacity=1.0):
        """Lay a pattern over a district."""
        parts = [self.scaled(ring) for ring in rings(spot.shape.d)]
        disc = self._disc(spot.shape) if spot.shape.marker else None
        box = disc and [math.floor(side) for side in disc]
        left, top, right, bottom = box or _around(parts)
        mask = Image.new("L", (right - left + 1, bottom - top + 1), 0)
        pen, strength = ImageDraw.Draw(mask), round(255 * opacity)
        if disc:
            pen.ellipse((disc[0] - left, disc[1] - top, disc[2] - left, disc[3] - top), fill=strength)
        for part in parts:
            pen.polygon([(x - left, y - top) for x, y in part], fill=strength)
        within = pattern.crop((left, top, right + 1, bottom + 1))
        self.image.paste(colour, (left, top), ImageChops.multiply(mask, within))

    def _pattern(self, name, draw):
        if name not in self._patterns:
            self._patterns[name] = draw()
        return self._patterns[name]

    def _hatch(self):
        """Return the mask of strokes at 45 degrees over the whole sheet."""
        mask, pen = self._mask()
        width, height = mask.size
        apart = HATCH * self.scale * math.sqrt(2)
        for number in range(math.ceil((width + height) / apart) + 1):
            at = number * apart
            pen.line([(at, 0), (at - height, height)], fill=255, width=round(STROKE * self.scale))
        return mask

    def _dots(self, radius):
        """Return the mask of dots in rows that are turned by 30 degrees over the whole sheet."""
        mask, pen = self._mask()
        width, height = mask.size
        apart, reach = DOTS * self.scale, radius * self.scale
        count = math.ceil(math.hypot(width, height) / apart) + 1
        cos, sin = math.cos(TURN), math.sin(TURN)
        for column in range(-count, count):
            for row in range(-count, count):
                x, y = (column + 0.5) * apart, (row + 0.5) * apart
                across, down = x * cos - y * sin, x * sin + y * cos
                if -reach < across < width + reach and -reach < down < height + reach:
                    pen.ellipse((across - reach, down - reach, across + reach, down + reach), fill=255)
        return mask

    def _mask(self):
        mask = Image.new("L", self.image.size, 0)
        return mask, ImageDraw.Draw(mask)

    def done(self) -> Image.Image:
        """Return the picture in its final size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def map_image(picture, width: int, height: int) -> Image.Image:
    """Return a picture of `events.pages.picture` no larger than so many pixels."""
    sheet = Sheet(picture.sheet.view_box, width, height)
    # A district inside of another one is drawn after it.
    for spot in sorted(picture.spots, key=lambda spot: (spot.shape.marker, -_extent(spot.shape.d))):
        sheet.district(spot)
    for province in picture.sheet.provinces:
        sheet.outline(province.d, INK, 1.4)
    for spot in picture.spots:
        if spot.here and not spot.shape.marker:
            sheet.outline(spot.shape.d, INK, 5)
        elif spot.here:
            sheet.pen.ellipse(sheet._disc(spot.shape), outline=INK, width=round(4 * sheet.scale))
    return sheet.done()


def _around(parts):
    """Return the whole numbers of the box around points: left, top, right, bottom."""
    xs, ys = zip(*(point for part in parts for point in part), strict=True)
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))


def _extent(d):
    """Return how much ground the box around a path covers, in square units."""
    if not d:
        return 0
    left, top, right, bottom = _around(rings(d))
    return (right - left) * (bottom - top)
