"""Build the made-up records, start the servers and measure: `python -m benchmarks.api [--scale EVENTS]`.

By default, and in `make bench`, 10,000 and 1,000,000 events, one after the other; the environment's SCALE, or --scale,
asks for one size alone. The records are kept in BENCHMARK_DIR and used again.
"""

import sys

from benchmarks.api.run import main

if __name__ == "__main__":
    main(sys.argv[1:])
