# The commands of the house. `make help` lists them.
# Nothing but Python 3.11 or newer is needed beforehand: `.venv` is made with `python3 -m venv` and pip.

PYTHON ?= python3
PORT ?= 8000
TESTS ?=
PART ?=
JOBS ?= auto
COUNT ?= 20
SEED ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCK_TOOL := .lock-tool
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help .venv serve test check format bench soak lock frontend words screenshots wheel mutants clean

help: ## list the commands
	@awk -F ':.*## ' '/^[.a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.venv: $(STAMP) ## make the virtual environment from requirements.lock

# An environment without a working pip (half made, or of a Python that has gone) is made anew.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Zhize needs Python 3.11 or newer, and '$(PYTHON)' is not. Name one: make PYTHON=python3.12 $(or $(firstword $(MAKECMDGOALS)),.venv)" >&2; \
	  exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "'$(PYTHON) -m venv' failed; on Debian and Ubuntu 'apt-get install python3-venv' mends that." >&2; \
	  exit 1; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

serve: $(STAMP) ## build the graph and serve it (PORT=8000)
	$(BIN)/zhize build
	$(BIN)/zhize serve --port $(PORT)

test: $(STAMP) ## run the tests (TESTS="tests/parsing -k clause" runs a part)
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)

check: $(STAMP) ## lint, formatting, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg api
	$(BIN)/lint-imports --no-cache

format: $(STAMP) ## write the formatting and the mends ruff is sure of
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP) ## measure
	$(BIN)/python -m benchmarks

soak: $(STAMP) ## the tests with many more examples, and those marked soak (PART=publishing runs a part; PART=list)
	$(BIN)/python -m tests.support.soak_parts "$(PART)" --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder --durations 15 $(TESTS)

mutants: $(STAMP) ## plant random faults in a copy of the tree and list those that no test sees (COUNT=20 SEED=)
	$(BIN)/python -m tests.support.mutants --count $(COUNT) $(if $(SEED),--seed $(SEED))

# uv makes one lock for every system and Python; pip's own lock holds for one machine. It gets an environment of its own,
# and sees no setting of this machine, so that no index or path of it enters the file.
lock: ## make requirements.lock anew from pyproject.toml (UPGRADE=1 moves every pin)
	@test -x $(LOCK_TOOL)/bin/uv || $(PYTHON) -m venv --clear $(LOCK_TOOL)
	$(LOCK_TOOL)/bin/python -m pip install --quiet uv==$(UV_VERSION)
	env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	  $(LOCK_TOOL)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --all-extras \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml

# Only who changes the editor needs Node; what is built is committed.
frontend: ## bundle the SPARQL editor anew from frontend/ (needs Node 20 or newer and npm)
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund && node build.js

words: $(STAMP) ## gather the words of the pages for their English, and compile it
	$(BIN)/pybabel --quiet extract --mapping-file api/site/locale/babel.cfg --no-location --output-file .words.pot api
	$(BIN)/pybabel --quiet update --domain pages --locale en --input-file .words.pot --output-dir api/site/locale \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel --quiet compile --domain pages --directory api/site/locale
	rm -f .words.pot

screenshots: $(STAMP) ## take a picture of every kind of page into docs/screenshots/ (needs chromium and a Chinese font)
	$(BIN)/python -m tests.support.write_screenshots

licences: $(STAMP) ## list every package that a server needs, with its version and licence
	$(BIN)/python -m tests.support.licences

wheel: $(STAMP) ## build dist/*.tar.gz and dist/*.whl
	$(BIN)/python -m build --no-isolation

clean: ## remove what the commands above made, except .venv
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(LOCK_TOOL) .zhize
	find kg api tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
