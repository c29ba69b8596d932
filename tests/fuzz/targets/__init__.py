"""What is fuzzed, by name: each makes an input of random numbers."""

from __future__ import annotations

from tests.fuzz.fuzzing import Make
from tests.fuzz.targets import (
    admission_policies,
    baselines,
    command_lines,
    configurations,
    expectations,
    fixes,
    ignore_files,
    inventories,
    manifests,
    own_rules,
    plans,
    python_interface,
    rollouts,
    static_pods,
)

TARGETS: dict[str, Make] = {
    "objects": manifests.objects,
    "texts": manifests.texts_target,
    "reader": manifests.reader,
    "suppressions": manifests.suppressions,
    "static_pods": static_pods.case,
    "plans": plans.case,
    "recorded_plans": plans.recorded,
    "expectations": expectations.case,
    "rollouts": rollouts.case,
    "undone": rollouts.undone,
    "inventories": inventories.case,
    "imports": inventories.imports,
    "configurations": configurations.case,
    "fixes": fixes.fixed,
    "migrations": fixes.migrated,
    "other_linters": fixes.taken_over,
    "ignore_files": ignore_files.case,
    "own_rules": own_rules.case,
    "admission_policies": admission_policies.case,
    "baselines": baselines.case,
    "command_lines": command_lines.case,
    "python_interface": python_interface.call,
}
