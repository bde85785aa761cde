# Two commands do everything on a fresh machine with Python 3.11, make and git: `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help chat test check bench train lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)$$/  make \1\t\2/'

chat: $(VENV)/.run knowledge.compiled ## set up, then talk to the bot in this terminal (no tokens; no network once set up)
	@$(BIN)/bot chat

test: check knowledge.compiled ## set up, then all checks and all tests
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n 2 --dist loadgroup --no-loadscope-reorder
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include='bot/core/*' --fail-under=100 --format=total >/dev/null || \
		{ echo 'bot/core must be covered completely:'; $(BIN)/coverage report --include='bot/core/*'; exit 1; }

check: $(VENV)/.dev ## style, types, floors, image and knowledge, without the tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >.lint-imports.log || { cat .lint-imports.log; exit 1; }
	@tail -1 .lint-imports.log
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/bot knowledge lint
	@$(BIN)/bot knowledge coverage --quiet

bench: $(VENV)/.dev knowledge.compiled ## measure, each figure beside its floor from the same run
	@$(BIN)/python -m tests.bench

train: $(VENV)/.dev ## learn knowledge/model.bin anew from the knowledge (one to two minutes)
	@$(BIN)/python -m tests.bench.train

lock: ## write requirements.txt and requirements-dev.txt anew (needs uv); what is tested is what runs
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --extra build --extra dev \
		pyproject.toml -o requirements-dev.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --extra build \
		--constraint requirements-dev.txt pyproject.toml -o requirements.txt

clean: ## remove the virtual environment and the caches (the database in .data/ stays)
	rm -rf $(VENV) knowledge.compiled .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* .lint-imports.log

# Once for all who start in this folder, instead of by everybody who has no cache yet.
knowledge.compiled: $(VENV)/.run $(shell find knowledge bot/core/matching bot/library -type f -not -name '*.pyc')
	@$(BIN)/python -c 'from pathlib import Path; from bot.library.compiled import compile_folder; \
		Path("$@").write_bytes(compile_folder(Path("knowledge")))'

$(VENV)/bin/python:
	@echo 'Setting up (about a minute, once) ...' >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11 ...' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The project itself is installed without build isolation: everything that is fetched stands with its hash in a lock.
$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	@test -e $(VENV)/.dev || $(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q bot # so that `bot ask` starts cold in a moment, also where Python may write no bytecode
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	@echo 'Installing what the tests need ...' >&2
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q bot
	@touch $@ $(VENV)/.run
