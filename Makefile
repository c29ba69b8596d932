# What maintainers run. Each target sets up what it needs, in .venv.
PYTHON ?= python3
BIN := .venv/bin

# Whatever pip installs, also to build dslint itself, has the versions of a constraints file. Older releases of pip read
# the first variable for builds too, newer ones the second.
CONSTRAINED = PIP_CONSTRAINT=$(1) PIP_BUILD_CONSTRAINT=$(1)
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check
# What the tests need is much. uv installs it in seconds, pip in a minute: pip does it where uv does not reach the
# registry that pip is configured for. $(1) is the environment, $(2) the constraints, $(3) what to install.
INSTALL = UV_BUILD_CONSTRAINT=$(2) $(BIN)/uv pip install --quiet --compile-bytecode --python $(1) --constraint $(2) \
	--editable $(3) || $(call CONSTRAINED,$(2)) $(1)/bin/python $(PIP_INSTALL) --editable $(3)

# A package of npm has the published schemas of JUnit XML. Where it cannot be had, the tests that need it are skipped.
PUBLISHED = tests/npm/node_modules/.package-lock.json

.PHONY: plan test test-minimum check audit format docs man generate new-rule new-minor update-constraints screenshots benchmark soak fuzz fuzz-reader properties mutants guards dist test-sdist clean

plan: .venv/runs ## plan the example agent on the example nodes
	$(BIN)/dslint plan --nodes examples/nodes.yaml examples/fluentd.yaml

test: .venv/tests editors/vscode/node_modules $(PUBLISHED) ## run all tests, on all cores
	$(BIN)/pytest -n auto

test-minimum: .venv-minimum/tests $(PUBLISHED) ## run all tests with the oldest dependencies that pyproject.toml allows
	.venv-minimum/bin/pytest -n auto

check: .venv/tests ## check formatting, lint rules and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

audit: .venv/tests ## ask for known vulnerabilities of what constraints.txt pins
	$(BIN)/python -m tools.audit

format: .venv/tests ## format the code, and fix what ruff can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/tests ## build the site of docs/, in build/site; a warning is an error
	$(BIN)/python -m tools.site

man: .venv/tests ## write the man pages, in build/man
	$(BIN)/python -m tools.man_pages build/man

generate: .venv/tests ## regenerate schemas/, the indexes of rules/, docs/rules/ and the figures of docs/
	$(BIN)/python -m tools.generate_schemas
	$(BIN)/python -m tools.generate_json_types
	$(BIN)/python -m tools.generate_policies
	$(BIN)/python -m tools.generate_docs

screenshots: .venv/tests ## draw the pictures in docs/images/ anew, with the Chromium of this machine
	$(BIN)/python -m tools.screenshots $(NAMES)

new-rule: .venv/tests ## start a rule: NAME=shared-hostname, and CODE=DS560 or a family (CODE=DS6)
	$(BIN)/python -m tools.new_rule "$(NAME)" $(CODE)

new-minor: .venv/tests ## add a Kubernetes minor: VERSION=1.38 TYPES=swagger.json, its OpenAPI document
	$(BIN)/python -m tools.new_minor "$(VERSION)" "$(TYPES)"

update-constraints: .venv/tests ## regenerate constraints.txt with the newest versions that pyproject.toml allows
	$(BIN)/python -m tools.update_constraints

benchmark: .venv/runs ## measure what dslint costs, for an hour, and write docs/benchmarks.md; SECTIONS="files start" for these
	$(BIN)/python -m benchmarks page $(SECTIONS)

soak: .venv/tests ## look for what grows over 1,000 sessions of an editor and lints of 10,000 files
	$(BIN)/python -m benchmarks soak

fuzz: .venv/tests ## run every command on random inputs, for MINUTES=60
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),1) $(if $(JOBS),--jobs $(JOBS))

mutants: .venv/tests ## change dslint in small ways, for MINUTES=60, and count the changes that the tests notice
	$(call INSTALL,.venv,constraints.txt,".[dev,mutation]")
	$(BIN)/python -m tools.mutants --minutes $(or $(MINUTES),60) $(if $(JOBS),--jobs $(JOBS)) $(if $(SURVIVORS),--survivors)

guards: .venv/tests ## take each guard of docs/security.md out, and see its test fail
	$(BIN)/python -m tests.guards

fuzz-reader: .venv/tests ## give the reader bytes that are led by what they reach, for MINUTES=60; needs atheris
	$(BIN)/python -m tests.fuzz.bytes_at_reader --minutes $(or $(MINUTES),1)

properties: .venv/tests ## try each property of tests/properties on EXAMPLES=1000
	PROPERTY_EXAMPLES=$(or $(EXAMPLES),1000) $(BIN)/pytest -n auto tests/properties

dist: .venv/tests ## build the wheel and the source distribution, in dist/, and check them
	rm -rf dist
	$(call CONSTRAINED,constraints.txt) $(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*

test-sdist: .venv/tests ## run all tests in the unpacked source distribution
	rm -rf build/sdist
	$(call CONSTRAINED,constraints.txt) $(BIN)/python -m build --sdist --outdir build/sdist
	tar -xzf build/sdist/*.tar.gz -C build/sdist
	cd build/sdist/kube_dslint-*/ && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m pytest -n auto

clean: ## remove everything that make and the tests wrote
	rm -rf .venv .venv-minimum build dist editors/vscode/dist editors/vscode/node_modules tests/npm/node_modules

.venv/runs: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(call CONSTRAINED,constraints.txt) $(BIN)/python $(PIP_INSTALL) --editable .
	touch $@

.venv/tests: .venv/runs
	$(call CONSTRAINED,constraints.txt) $(BIN)/python $(PIP_INSTALL) uv
	$(call INSTALL,.venv,constraints.txt,".[dev]")
	touch $@

# Where npm is missing, or reaches no registry, the tests of the extension are skipped with that reason.
editors/vscode/node_modules: editors/vscode/package-lock.json
	@command -v npm > /dev/null || { echo "npm is not installed; the extension is not built"; exit 0; }; \
	npm ci --ignore-scripts --prefer-offline --silent --prefix editors/vscode && touch $@ \
		|| echo "npm cannot install what the extension needs; it is not built"

.venv-minimum/constraints.txt: .venv/tests tools/minimum_constraints.py
	$(PYTHON) -m venv .venv-minimum
	$(BIN)/python -m tools.minimum_constraints > $@

.venv-minimum/tests: .venv-minimum/constraints.txt
	$(call INSTALL,.venv-minimum,$<,".[test]")
	touch $@

$(PUBLISHED): tests/npm/package-lock.json
	command -v npm > /dev/null && cd tests/npm && npm ci --silent --no-audit --no-fund || echo "npm: $(@D) is not installed"
