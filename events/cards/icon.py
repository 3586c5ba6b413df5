"""The mark of Marz as an icon file, for browsers that ask for one."""

import io
from functools import cache

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

# As in events/static/events/mark.svg, which is 32 units across.
SQUARE, ACROSS = ((2, 2), (30, 2), (30, 30), (2, 30)), ((30, 2), (30, 30), (2, 30), (11, 21), (16, 13))
SIZES = [(16, 16), (32, 32), (48, 48)]
LARGE = 6  # pixels to a unit


@require_safe
def favicon(request):
    return HttpResponse(icon(), content_type="image/x-icon")


@cache
def icon() -> bytes:
    """Return the mark in three sizes as an ICO file."""
    image = Image.new("RGBA", (32 * LARGE, 32 * LARGE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for points, colour in ((SQUARE, "#2166ac"), (ACROSS, "#c4581a")):
        pen.polygon([(x * LARGE, y * LARGE) for x, y in points], fill=colour)
    out = io.BytesIO()
    image.save(out, "ICO", sizes=SIZES)
    return out.getvalue()
