"""Run every benchmark in order: `python -m benchmarks`."""

import importlib
import sys

BENCHMARKS = ("article_proposals", "acled_import", "api.run")


def main() -> None:
    """Run the benchmarks named in `BENCHMARKS`, each under a line with its name."""
    for name in BENCHMARKS:
        sys.stdout.write(f"\n== {name}\n")
        importlib.import_module(f"benchmarks.{name}").main([])


if __name__ == "__main__":
    main()
