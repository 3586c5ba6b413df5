"""A card: one sentence, the map of the day, what its colours and patterns mean, whose word counts."""

import io
import unicodedata

from PIL import Image, ImageDraw, ImageFont

from districts.shapes import Shape
from events.cards.raster import INK, PAPER, STRONG_LINE, Sheet, map_image
from events.pages.picture import Spot

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, COLUMN, MAP_WIDTH = 44, 430, 640
QUIET = (89, 89, 89)
SWATCH = 36, 20
TITLES = 38, 34, 30, 26
LOWEST = 520  # where a line of the legend may begin: below it there is the foot
# The font has no dashes and no letters with marks.
PLAIN = str.maketrans({"–": "-", "—": "-", "…": "...", "→": "to", "\N{NO-BREAK SPACE}": " "})


def plain(text: str) -> str:
    """Return a text in the letters that Pillow's own font has."""
    bare = unicodedata.normalize("NFKD", str(text).translate(PLAIN))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def wrapped(text: str, font, width: int) -> list[str]:
    """Return a text as lines that are no wider than so many pixels, but for a word that is wider itself."""
    lines = [""]
    for word in plain(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Column:
    """Text set line under line on a picture, from a height downwards."""

    def __init__(self, image, x: int, y: int, width: int):
        self.image, self.x, self.y, self.width = image, x, y, width
        self.pen = ImageDraw.Draw(image)

    def write(self, text: str, size: int, colour=INK, *, indent=0, most=99):
        """Set a text, `most` lines of it at most."""
        font = ImageFont.load_default(size)
        for line in wrapped(text, font, self.width - indent)[:most]:
            self.pen.text((self.x + indent, self.y), line, fill=colour, font=font)
            self.y += round(size * 1.3)


def card(*, title: str, note: str, picture, legend, foot: list[str]) -> bytes:
    """Return a card as PNG, 1200 by 630 pixels; `legend` is that of `events.pages.picture`."""
    lines = [line for line in legend if line.number]
    # A title that leaves no room for a line of the legend is set smaller.
    for size in TITLES:
        image = Image.new("RGB", SIZE, PAPER)
        if _told(image, title, note, lines, size):
            break
    _foot(image, foot)
    drawn = map_image(picture, MAP_WIDTH, HEIGHT - 2 * MARGIN)
    image.paste(drawn, (WIDTH - MARGIN - MAP_WIDTH + (MAP_WIDTH - drawn.width) // 2, (HEIGHT - drawn.height) // 2))
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _told(image, title, note, lines, size):
    """Write the left side of a card; return whether its title is of four lines and all of the legend has room."""
    column = Column(image, MARGIN, MARGIN, COLUMN)
    column.write("Marz", 22, QUIET)
    column.y += 10
    column.write(title, size)
    if note:
        column.y += 8
        column.write(note, 20, QUIET)
    column.y += 18
    for line in lines:
        if column.y > LOWEST:
            return False
        _line(column, line)
    return len(wrapped(title, ImageFont.load_default(size), COLUMN)) <= 4


def _line(column, line):
    """Draw one line of the legend: a swatch, how many districts, in words."""
    column.image.paste(swatch(line), (column.x, column.y + 2))
    column.write(f"{line.number} {line.words}", 18, indent=SWATCH[0] + 12, most=2)
    column.y += 4


def swatch(line) -> Image.Image:
    """Return a small picture of how the districts of a line of the legend are drawn."""
    width, height = SWATCH
    sheet = Sheet(f"0 0 {width} {height}", width, height)
    whole = Shape("", f"M0 0l{width} 0 0 {height}-{width} 0z", 0, 0)
    kind = (line.holder, line.claimant, line.tint, line.contested)
    sheet.district(Spot(whole, "", "", *kind, here=False))
    sheet.pen.rectangle((0, 0, *(side - 1 for side in sheet.image.size)), outline=STRONG_LINE, width=2)
    return sheet.done()


def _foot(image, lines):
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(16)
    shown = [part for line in lines for part in wrapped(line, font, COLUMN + 40)]
    for number, line in enumerate(reversed(shown), start=1):
        pen.text((MARGIN, HEIGHT - 26 - number * 21), line, fill=QUIET, font=font)
