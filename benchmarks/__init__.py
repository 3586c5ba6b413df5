"""The measured comparisons: `make bench` runs them all; each is a module with a `main`."""
