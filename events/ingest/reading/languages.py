"""Which language a text is in, as far as the rules need to know. Pure."""

import re

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_PASHTO = re.compile(r"[ټډړږښګڼېۍځڅ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_TURKISH = re.compile(r"[ğışİ]")
SAMPLE = 5000


def of(text: str) -> str:
    """Return a BCP 47 code: ps, fa, ru or tr by their letters, en for other texts in Latin letters, und for none."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "und"
    if len(_ARABIC.findall(sample)) > 0.4 * letters:
        return "ps" if len(_PASHTO.findall(sample)) > 0.02 * letters else "fa"
    if len(_CYRILLIC.findall(sample)) > 0.4 * letters:
        return "ru"
    return "tr" if len(_TURKISH.findall(sample)) > 0.04 * letters else "en"
