# make run       the board at http://127.0.0.1:8050, on a machine with Python 3.11 and pip
# make check     before each commit: lint, types, and the quick tests, without the browser
# make test      what a change must pass: also the browser, PostgreSQL, proxies and the installed wheel
# make test-all  every test, also the many alike
PYTHON ?= python3
BIN := .venv/bin
# One worker for each of two cores; tests of one group (a running board, a server) keep to one of them.
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup

.PHONY: setup run check test test-all lint bench browser proxies
.DELETE_ON_ERROR:

# A stamp is newer than pyproject.toml once what it asks for is installed: the second run asks pip nothing.
.venv/run.stamp: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 eller nyere trengs: make run PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

setup: .venv/dev.stamp

run: .venv/run.stamp
	@exec $(BIN)/python app.py

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: .venv/dev.stamp
	@$(BIN)/python tests/browser/chromium.py

proxies: .venv/dev.stamp
	@$(BIN)/python tests/proxies.py

check: lint
	$(PYTEST) -m "not browser and not slow and not whole"

test: lint browser proxies
	$(PYTEST) -m "not whole"

test-all: lint browser proxies
	$(PYTEST)

bench: .venv/dev.stamp
	@for script in bench/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done
