"""How fast the API answers, beside the least that could answer: `python -m benchmarks.api`."""
