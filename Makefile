# The maintainers' verbs. Each sets up what it needs: an environment of its own in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: plan test check format types generate benchmark fuzz wheel clean

plan: .venv/runs ## what Kubernetes would do with the example agent on the example nodes
	$(BIN)/dslint plan --nodes examples/nodes.yaml examples/fluentd.yaml

test: .venv/tests ## all tests
	$(BIN)/pytest

check: .venv/tests ## what a change must pass besides the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/tests ## lay the code out and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

generate: .venv/tests ## schemas/, docs/rules/ and rules/policies.json anew from their sources
	$(BIN)/python -m tools.generate_schemas
	$(BIN)/python -m tools.generate_policies
	$(BIN)/python -m tools.generate_docs

benchmark: .venv/runs ## ratios of what dslint costs
	$(BIN)/python -m benchmarks

fuzz: .venv/tests ## random inputs for all commands, MINUTES=60 long
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),1) $(if $(JOBS),--jobs $(JOBS))

wheel: .venv/tests ## the wheel, in dist/
	$(BIN)/python -m build --wheel

clean: ## all that was made
	rm -rf .venv build dist

.venv/runs: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/tests: .venv/runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@
