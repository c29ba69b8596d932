# The maintainers' verbs. Each sets up what it needs: an environment of its own in .venv.
PYTHON ?= python3
BIN := .venv/bin

# Whatever pip installs, also to build dslint itself, has the versions of a file. Older releases of pip read the
# first name for builds too, newer ones the second.
CONSTRAINED = PIP_CONSTRAINT=$(1) PIP_BUILD_CONSTRAINT=$(1)
INSTALL = -m pip install --quiet --disable-pip-version-check --editable

.PHONY: plan test test-minimum check format generate new-rule new-minor update-constraints benchmark fuzz wheel clean

plan: .venv/runs ## what Kubernetes would do with the example agent on the example nodes
	$(BIN)/dslint plan --nodes examples/nodes.yaml examples/fluentd.yaml

test: .venv/tests ## all tests, on all cores
	$(BIN)/pytest -n auto --dist loadgroup

test-minimum: .venv-minimum/tests ## all tests with the oldest dependencies that pyproject.toml allows
	.venv-minimum/bin/pytest -n auto --dist loadgroup

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

new-rule: .venv/tests ## the files of a new rule: NAME=shared-hostname, and CODE=DS560 or a family (CODE=DS6)
	$(BIN)/python -m tools.new_rule "$(NAME)" $(CODE)

new-minor: .venv/tests ## a new minor of Kubernetes: VERSION=1.38 TYPES=swagger.json, its OpenAPI document
	$(BIN)/python -m tools.new_minor "$(VERSION)" "$(TYPES)"

update-constraints: .venv/tests ## constraints.txt anew: the newest versions that pyproject.toml allows
	$(BIN)/python -m tools.update_constraints

benchmark: .venv/runs ## ratios of what dslint costs
	$(BIN)/python -m benchmarks

fuzz: .venv/tests ## random inputs for all commands, MINUTES=60 long
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),1) $(if $(JOBS),--jobs $(JOBS))

wheel: .venv/tests ## the wheel, in dist/
	$(call CONSTRAINED,constraints.txt) $(BIN)/python -m build --wheel

clean: ## all that was made
	rm -rf .venv .venv-minimum build dist

.venv/runs: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(call CONSTRAINED,constraints.txt) $(BIN)/python $(INSTALL) .
	touch $@

.venv/tests: .venv/runs
	$(call CONSTRAINED,constraints.txt) $(BIN)/python $(INSTALL) ".[dev]"
	touch $@

.venv-minimum/constraints.txt: .venv/tests tools/minimum_constraints.py
	$(PYTHON) -m venv .venv-minimum
	$(BIN)/python -m tools.minimum_constraints > $@

.venv-minimum/tests: .venv-minimum/constraints.txt
	$(call CONSTRAINED,$<) .venv-minimum/bin/python $(INSTALL) ".[test]"
	touch $@
