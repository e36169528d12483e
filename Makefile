# make run    the board at http://127.0.0.1:8050, on a machine with Python 3.11 and pip
# make test   everything, the browser included
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup run test lint bench browser proxies
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

# The browser tests keep to one of the two workers: they share one running board.
test: lint browser proxies
	$(BIN)/pytest -n 2 --dist loadgroup

bench: .venv/dev.stamp
	@for script in bench/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done
