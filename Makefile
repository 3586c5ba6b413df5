# `make run` serves Marz on this machine, `make test` checks it, `make bench` measures it,
# `make drill` kills it, `make load` asks it by many for minutes on end.
# They need Python 3.11 or newer and nothing else. Paths are relative, so that the folder's own may hold spaces.

.PHONY: run test bench drill load
.DEFAULT_GOAL := run

PYTHON := .venv/bin/python

run: .venv/run-stamp
	@exec $(PYTHON) manage.py serve

# Tests of a group share a server, and so a worker.
test: .venv/test-stamp
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) manage.py makemigrations --check
	$(PYTHON) -m pytest -n auto --dist loadgroup

bench: .venv/test-stamp
	$(PYTHON) -m benchmarks

drill: .venv/test-stamp
	$(PYTHON) -m benchmarks.drill

# SECONDS=60 for a quick run; without it ten minutes a setting.
load: .venv/test-stamp
	$(PYTHON) -m benchmarks.load

# A stamp remembers what was done whole: it is older than a lock that has changed since.
.venv/run-stamp: requirements.lock | .venv/made
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/test-stamp: requirements-test.lock | .venv/made
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@ .venv/run-stamp

# The first Python that is new enough and can make a virtual environment.
.venv/made:
	@for python in python3.11 /usr/bin/python3.11 python3 python3.13 python3.12; do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making .venv with $$python"; "$$python" -m venv .venv && touch $@; exit; \
	    fi; \
	done; \
	echo 'Marz needs Python 3.11 or newer with its venv module; there is none on the PATH.' >&2; exit 1
