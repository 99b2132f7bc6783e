# The steps a developer or a user of the source needs. `make run` and `make test` set up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run setup test check bench screenshots package smoke start lock clean

run: $(STAMP)
	$(BIN)/python -m explorer

setup: $(STAMP)

test: check
	$(BIN)/python -m pytest tests

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks

screenshots: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screenshots build/screenshots

# The program's folder, and on Debian a .deb and a .tar.gz, in dist/.
package: $(STAMP)
	$(BIN)/python packaging/build.py

# Runs what `make package` built: as root, in a bare Debian root without Python and network.
smoke: $(STAMP)
	$(BIN)/python packaging/smoke.py

# How long the packaged program takes to start, beside a packaged empty window.
start: $(STAMP)
	$(BIN)/python packaging/measure_start.py

# Exact versions and hashes for every platform; needs uv, which only maintainers have to install.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist accord.egg-info

# Made again when what it installs has changed, otherwise at no cost.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Accord needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python could not make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)
