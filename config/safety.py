"""What must not be served to the public: settings that are fine on one's own machine and nowhere else."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]", "testserver"}
# Of .env.example, and those that Django's own examples begin with.
KNOWN_KEYS = ("put-sixty-or-so-random-characters", "django-insecure-")
FEWEST_SIGNS = 5  # different ones in a key


def refuse_unsafe(*, hosts: list[str], debug: bool, https: bool, secret_key: str) -> None:
    """Raise ImproperlyConfigured, in sentences, where a host that is not this machine's would be served unsafely."""
    public = [host for host in hosts if host not in LOCAL]
    if public:
        faults = list(_faults(public[0], debug=debug, https=https, secret_key=secret_key))
        if faults:
            raise ImproperlyConfigured(" ".join(faults))


def _faults(host: str, *, debug: bool, https: bool, secret_key: str) -> Iterator[str]:
    if debug:
        yield f"ALLOWED_HOSTS has {host}, so DEBUG must be false: it shows settings and code to whoever asks."
    if not https:
        yield (
            f"ALLOWED_HOSTS has {host}, so HTTPS must be true, behind a proxy that serves it: passwords and sessions "
            "would travel in the open. docs/deploy.md shows how."
        )
    if secret_key.startswith(KNOWN_KEYS) or len(set(secret_key)) < FEWEST_SIGNS:
        yield (
            f"ALLOWED_HOSTS has {host}, so SECRET_KEY must be one that nobody knows; this one is printed in an example "
            "or easily guessed. Make one with: openssl rand -hex 40"
        )
