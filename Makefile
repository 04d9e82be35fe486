# Everything that a newcomer types. Each target makes the virtual environment by itself.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo run test fuzz check bench pictures golden format lock

help:
	@echo "make demo      a desk with 300 made-up officers, and a chat page in the browser"
	@echo "make run       the bot against Telegram, by the settings in .env"
	@echo "make test      the whole test suite, on SQLite and PostgreSQL"
	@echo "make check     style, types, and which part may import which"
	@echo "make fuzz      other examples for every property; forged buttons, links and texts: 2 million are read,"
	@echo "               102 000 go through the whole way in; SEED=7 repeats one"
	@echo "make bench     how fast it is, as ratios side by side"
	@echo "make chaos     kills and faults at random, and proofs that nothing was lost; SEED=7 repeats one"
	@echo "make pictures  makes the pictures in docs/images anew"
	@echo "make golden    approves how the charts look now: look at them first"

demo: $(VENV)/.runtime
	@$(RUN) -m bot demo $(if $(PORT),--port $(PORT))

run: $(VENV)/.runtime
	@$(RUN) -m bot run

test: $(VENV)/.dev
	$(RUN) -m pytest -n auto --dist worksteal $(ARGS)

fuzz: $(VENV)/.dev
	@seed=$${SEED:-$$(date +%s)}; echo "SEED=$$seed repeats it"; \
	$(RUN) -m pytest -n auto -m hypothesis --hypothesis-profile exploring --hypothesis-seed $$seed --timeout 3600 $(ARGS) && \
	FUZZ_SEED=$$seed FUZZ_TIMES=$${TIMES:-20} $(RUN) -m pytest tests/abuse -k fuzz_reading --timeout 3600 $(ARGS) && \
	$(RUN) -m tests.abuse --seed $$seed

check: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/.dev
	$(RUN) -m benchmarks $(ARGS)

chaos: $(VENV)/.dev
	$(RUN) -m tests.chaos $(if $(SEED),--seed $(SEED)) $(ARGS)

pictures: $(VENV)/.dev
	$(RUN) -m docs.images.make

golden: $(VENV)/.dev
	$(RUN) -m tests.charts.golden_files

format: $(VENV)/.dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# Pins what pyproject.toml asks for, with hashes; needs uv on the PATH.
lock:
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header -o requirements.txt
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-header -o requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime
