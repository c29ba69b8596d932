"""Options of the commands, with values that fit."""

from __future__ import annotations

from random import Random

from dslint.cli.lint import FORMATS as LINT_FORMATS
from tests.fuzz.chances import happens

VERSIONS = (
    "1.36", "1.36", "1.37", "1.33", "1.30", "1.27", "1.21", "1.16", "1.9", "1.5", "1.29..1.36", "1.5..1.37", "1.20,1.36"
)  # fmt: skip
PLAN_FORMATS = ("text", "json", "markdown", "html", "junit", "github", "sarif")
GATES = (
    "PodLevelResources=true",
    "ImageVolume=false",
    "TaintTolerationComparisonOperators=true",
    "InPlacePodVerticalScaling=true",
    "--feature-gates=AllAlpha=true,NodeSwap=false,PodPriority=false",
    "AllBeta=false,ImageVolume=true",
)


def maybe(random: Random, chance: float, *options: str) -> tuple[str, ...]:
    return options if happens(random, chance) else ()


def lint_options(random: Random) -> tuple[str, ...]:
    return (
        *maybe(random, 0.8, "--no-cache"),
        *maybe(random, 0.5, "-k", random.choice(VERSIONS)),
        *maybe(random, 0.6, "--format", random.choice(LINT_FORMATS)),
        *maybe(random, 0.2, "--strict"),
        *maybe(random, 0.1, "--no-ignores"),
        *maybe(random, 0.1, "--feature-gates", random.choice(GATES)),
        *maybe(random, 0.1, "--fail-on", random.choice(("error", "warning", "info", "never"))),
    )


def plan_options(random: Random) -> tuple[str, ...]:
    return (
        *maybe(random, 0.3, "-k", random.choice(VERSIONS)),
        *maybe(random, 0.6, "--format", random.choice(PLAN_FORMATS)),
        *maybe(random, 0.3, "--trace"),
        *maybe(random, 0.1, "--scores"),
        *maybe(random, 0.2, "--all"),
        *maybe(random, 0.1, "--together"),
        *maybe(random, 0.1, "--feature-gates", random.choice(GATES)),
    )
