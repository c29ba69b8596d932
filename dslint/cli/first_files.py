"""The texts of the files that `dslint init` writes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dslint.cli.installed_from import Origin
from dslint.kubernetes.release import DEFAULT_VERSION

_NO_INVENTORY = """\
# The nodes to plan on: a file or a list of files. To get one from a cluster:
# kubectl get nodes,pods -A -o json > nodes.json
# inventory: nodes.json
"""

_FILL_IN = """\
# kube-dslint, the package of dslint, is not published yet: put the address of its repository in place of
# OWNER/REPOSITORY, and one of its tags or commits in place of REVISION.
"""

_ENTRIES = {"dslint": "dslint lint --allow-empty", "dslint-plan": "dslint plan --allow-empty --from git:HEAD"}
"""As in .pre-commit-hooks.yaml."""

_PLAIN = re.compile(r"[\w./-]+")
"""Names that need no quotes in YAML."""

_INSTALLED = """\
# These hooks run the dslint that is installed. kube-dslint, its package, is not published yet; to have pre-commit
# install it, write the address of its repository for `local`, add `rev:` with one of its commits, and keep only `id` of
# each hook.
"""


def configuration(inventory: str) -> str:
    """A first .dslint.yaml; `inventory` is the name of a file of nodes, or empty."""
    nodes = f"# The nodes to plan on: a file or a list of files.\ninventory: {inventory}\n"
    return f"""\
# Applies to this folder and all folders below it. dslint schema config describes all settings,
# dslint config show FILE shows the ones that apply to a file.

# The Kubernetes versions to check for: one, several, or a range such as 1.33..1.36.
kubernetesVersions: "{DEFAULT_VERSION}"

# The lowest severity that fails the run: error, warning, info or never.
failOn: error

# Rules to disable, by code, code prefix or name; dslint rules lists them.
ignore: []

# Files to skip in folders, as in .gitignore.
exclude: [{f"/{inventory}" if inventory else ""}]

{nodes if inventory else _NO_INVENTORY}"""


def hooks(origin: Origin, *, plan: bool, inventory: Sequence[str] = ()) -> str:
    """A first .pre-commit-config.yaml. From a known repository pre-commit installs dslint; else it must be installed.

    `inventory` are the files and folders of nodes, from the top of the repository on: pods of a dump are no manifests.
    """
    ends = [re.escape(name) + ("" if name.endswith("/") else "$") for name in inventory if _PLAIN.fullmatch(name)]
    exclude = f"    exclude: '^({'|'.join(ends)})'\n" if ends else ""
    wanted = ("dslint", "dslint-plan") if plan else ("dslint",)
    if origin.is_known:
        listed = "".join(f"  - id: {name}\n{exclude}" for name in wanted)
        return f"repos:\n- repo: {origin.address}\n  rev: {origin.revision}\n  hooks:\n{listed}"
    listed = "".join(f"{_local(name)}{exclude}" for name in wanted)
    return f"{_INSTALLED}repos:\n- repo: local\n  hooks:\n{listed}"


def _local(name: str) -> str:
    return f"""\
  - id: {name}
    name: {name.replace("-", " ")}
    entry: {_ENTRIES[name]} --
    language: system
    types_or: [yaml, json]
    require_serial: true
"""


def github(origin: Origin, *, plan: bool) -> str:
    """A workflow that lints, and plans what a pull request changes."""
    action = origin if origin.on_github else Origin()
    uses = f"{action.on_github}@{action.revision}"
    planned = f"""\
    - uses: {uses}
      if: ${{{{ !cancelled() && github.event_name == 'pull_request' }}}}
      with:
        command: plan
        from: git:HEAD^1
"""
    return f"""\
{"" if action.is_known else _FILL_IN}name: dslint
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  dslint:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd  # v6.0.2
      with:
        persist-credentials: false
        # What a pull request changes is compared with the first parent of its merge commit.
        fetch-depth: 2
    - uses: {uses}
{planned if plan else ""}"""


def gitlab(origin: Origin, *, plan: bool) -> str:
    """A pipeline that lints, and plans what a merge request changes."""
    planned = f"""\
dslint-plan:
  extends: .dslint
  rules:
  - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    # What a merge request changes is compared with the commit where it began.
    GIT_DEPTH: "0"
  script:
  - >-
    dslint plan --from "git:$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    --format text{_GITLAB_REPORTS} .
"""
    return f"""\
{"" if origin.is_known else _FILL_IN}.dslint:
  image: python:3.13
  before_script:
  - pip install --quiet "kube-dslint[admission] @ git+{origin.address}@{origin.revision}"
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: dslint.xml
dslint:
  extends: .dslint
  rules:
  - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
  - >-
    dslint lint
    --format text{_GITLAB_REPORTS}
{planned if plan else ""}"""


_GITLAB_REPORTS = " --format gitlab=gl-code-quality-report.json --format junit=dslint.xml"
