"""The sheet that gives each actor its colour, by its slug: `who holds` is said in colour wherever its class stands."""

import colorsys
import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from events.models import Actor

BRIGHT = 0.32  # relative luminance of a colour on dark paper: about six times as light as the paper
STEPS = 100
KEPT = "public, max-age=86400"


@require_safe
def colours(request):
    found = Actor.objects.exclude(colour="").order_by("slug").values_list("slug", "colour")
    body = sheet(dict(found)).encode()
    tag = quote_etag(hashlib.sha256(body).hexdigest()[:16])
    headers = {"Cache-Control": KEPT, "ETag": tag}
    response = HttpResponse(body, content_type="text/css; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=tag, response=response)


def sheet(actors: dict[str, str]) -> str:
    """Return the style sheet of {slug: colour}: `--holder` for each, lighter where paper is dark."""
    rules = "".join(_rule(slug, colour) for slug, colour in actors.items())
    lighter = "".join(_rule(slug, on_dark(colour)) for slug, colour in actors.items())
    return f"{rules}@media (prefers-color-scheme: dark) {{\n{lighter}}}\n"


def _rule(slug, colour):
    # A slug may begin with a digit, which the name of a class in a selector may not.
    return f'[class~="{slug}"] {{ --holder: {colour}; }}\n'


def on_dark(colour: str) -> str:
    """Return a colour such as #2166ac for dark paper: of the same hue, and lightened until it is `BRIGHT`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    tried = (lightness + (1 - lightness) * step / STEPS for step in range(STEPS))
    shades = (colorsys.hls_to_rgb(hue, each, saturation) for each in tried)
    found = next((shade for shade in shades if luminance(shade) >= BRIGHT), (1, 1, 1))
    return "#" + "".join(f"{round(255 * part):02x}" for part in found)


def _parts(colour):
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def luminance(parts: tuple[float, float, float]) -> float:
    """Return the relative luminance, 0 to 1, of red, green and blue between 0 and 1 (WCAG 2.2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
