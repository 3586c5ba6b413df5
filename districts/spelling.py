"""How a place's name is compared: one form for equal spellings, one for equal sounds. Pure."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("يىۍېےۓ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةەہھ", "ه"),
        **dict.fromkeys("ٱ", "ا"),
        **dict.fromkeys("ګ", "گ"),
        **dict.fromkeys("ټ", "ت"),
        **dict.fromkeys("ډ", "د"),
        **dict.fromkeys("ړ", "ر"),
        **dict.fromkeys("ڼ", "ن"),
        **dict.fromkeys("ı", "i"),
        # An apostrophe stands for ʿayn or hamza; lists put it in or leave it out. Tatweel only stretches a word.
        **dict.fromkeys("'‘’‛ʼʻʿʾ`´ʹ′ءـ", ""),
    }
)
# Scholarly romanizations write one letter where the lists write two.
_SCHOLARLY = str.maketrans({"ḵ": "kh", "ḡ": "gh", "ğ": "gh", "š": "sh", "č": "ch", "ž": "zh"})
_NOT_A_WORD = re.compile(r"[\W_]+")

# Words that say what kind of place it is. The first set is written into the lists themselves.
LISTED_NOISE = frozenset({"district", "temporary", "province", "provincial", "center", "centre"})
NOISE = LISTED_NOISE | frozenset(
    {
        *("districts", "city", "town", "the", "afghanistan", "markaz", "wilayat", "velayat", "wollayat"),
        *("wuluswali", "woluswali", "wolluswali", "wulaswali", "woleswali", "uluswali", "uluswaly"),
        *("ولسوالی", "مرکز", "شهر", "ولایت", "شاروالی", "افغانستان"),
    }
)
_LINKS = frozenset({"e", "i", "ye", "yi", "o", "u", "wa", "va", "and", "و"})

_LATIN_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("kh", "x"),
        ("gh|q|ck", "k"),
        ("sh", "š"),
        ("ch", "č"),
        ("zh", "ž"),
        ("ph", "f"),
        ("c", "k"),
        ("ee", "i"),
        ("oo|ou", "u"),
        ("(?:aw|ow|au)(?![aeiouy])", "u"),
        ("w", "v"),
        ("(?:ay|ai|ey|ei)(?![aeiou])", "i"),
        ("[ey]", "i"),
        ("o", "u"),
        ("xv[ai]", "xu"),
        ("(?<=[aiu])h$", ""),
    ]
]
_ARABIC_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("صثڅ", "س"),
        **dict.fromkeys("ذضظځژ", "ز"),
        **dict.fromkeys("ط", "ت"),
        **dict.fromkeys("ح", "ه"),
        **dict.fromkeys("غقگ", "ک"),
        **dict.fromkeys("ښ", "ش"),
        # Old lists were typed without the four letters that Arabic lacks.
        **dict.fromkeys("پ", "ب"),
        **dict.fromkeys("چ", "ج"),
        **dict.fromkeys("ع", ""),
    }
)
_REPEATED = re.compile(r"(.)\1+")


def normalize(text: str) -> str:
    """Return the words of a name in one spelling: lower case, no marks, one form of each Arabic letter."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    letters = unicodedata.normalize("NFD", folded.replace("ḵh", "kh").translate(_SCHOLARLY))
    kept = letters if letters.isascii() else "".join(_plain(letter) for letter in letters)
    return _NOT_A_WORD.sub(" ", kept.translate(_LETTERS)).strip()


def _plain(letter: str) -> str:
    """Return nothing for a mark or an invisible sign, the digit for any script's digit, a space for ZWNJ."""
    if letter == "\u200c":
        return " "
    if unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf"):
        return ""
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


def without(noise: frozenset, text: str) -> str:
    """Return a normalized name without the noise words; the whole name when nothing else would be left."""
    words = text.split()
    return " ".join(word for word in words if word not in noise) or text


def key(text: str) -> str:
    """Return what equal spellings share: the normalized name without spaces, for lists join and split words freely."""
    return normalize(text).replace(" ", "")


def skeleton(text: str) -> str:
    """Return what equal sounds share, whatever the transliteration; "" only for a text without a word."""
    words = normalize(text).split()
    named = [word for word in words if word not in _LINKS] or words
    return _REPEATED.sub(r"\1", "".join(_sound(word) for word in named))


def _sound(word: str) -> str:
    """Return the sounds of one normalized word."""
    if not word.isascii():
        sounds = word.translate(_ARABIC_SOUNDS)
        return (sounds[:-1] if len(sounds) > 2 and sounds.endswith("ه") else sounds) or word
    for pattern, sound in _LATIN_SOUNDS:
        word = pattern.sub(sound, word)
    return word
