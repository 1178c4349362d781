# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 7860
BIN := .venv/bin

.PHONY: run test env test-env bench-env check lock bench clean

run: env
	$(BIN)/coach models fetch
	exec $(BIN)/python app.py --port $(PORT)

test: test-env
	$(BIN)/coach models fetch
	$(BIN)/python -m pytest $(ARGS)

check: test-env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

bench: bench-env
	$(BIN)/coach models fetch
	for bench in benchmarks/*/run.py; do PYTHONPATH=. $(BIN)/python $$bench || exit 1; done

env: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("This needs Python 3.11 or newer; `make PYTHON=python3.12 run` picks another one." if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

test-env: env .venv/tested

.venv/tested: requirements-test.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.lock
	PYTHON=$(BIN)/python sh tests/get_chromium.sh
	sh tests/get_dovecot.sh
	touch $@

bench-env: .venv/benched

.venv/benched: requirements-bench.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.lock
	touch $@

# Regenerates the lock files from pyproject.toml, for every platform at once.
lock:
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-annotate --no-header --upgrade \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-annotate --no-header \
		--group test -c requirements.lock -o requirements-test.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --no-annotate --no-header \
		--group bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf .venv
