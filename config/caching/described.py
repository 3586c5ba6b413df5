"""The caches as the settings name them: in the memory of each process, or shared in a Redis."""

HOUR = 3600
# What the API answered, by ETag, in the memory of each process: some 60 MB at most.
ANSWERS = {"LOCATION": "answers", "TIMEOUT": HOUR, "OPTIONS": {"MAX_ENTRIES": 250}}
COUNTS = {"BACKEND": "config.access.counting.Memory", "OPTIONS": {"MAX_ENTRIES": 50_000}}


def described(url: str | None) -> dict:
    """Return Django's description of the caches: `default` counts who asks how often, `answers` holds answers.

    `url` is the address of a Redis that all processes share; None for none.
    """
    if not url:
        return {"default": COUNTS, "answers": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **ANSWERS}}
    return {
        "default": {"BACKEND": "config.caching.shared.Counts", "LOCATION": url, "KEY_PREFIX": "marz"},
        "answers": {"BACKEND": "config.caching.answers.Answers", **ANSWERS, "LOCATION": url, "KEY_PREFIX": "marz"},
    }


def redis_url(text: str) -> str:
    """Return the address `text` of a Redis."""
    if not text.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("it begins with none of redis://, rediss:// and unix://")
    return text
