"""How much dslint takes: caps on what would cost more than its size, at sizes that no real input reaches.

The first line of each docstring stands in the table of docs/limits.md.
"""

from __future__ import annotations

_MEBIBYTE = 2**20

MANIFEST_FILE_BYTES = 256 * _MEBIBYTE
"""Bytes of a file of manifests, or of standard input

A hundred times the manifests of a large cluster. Beyond it, the file is not read (exit code 3).
"""

INVENTORY_FILE_BYTES = 1024 * _MEBIBYTE
"""Bytes of an inventory or a dump of a cluster

A dump of all nodes and pods is the largest thing that dslint reads.
"""

SAVED_OBJECTS_BYTES = 500 * _MEBIBYTE
"""Bytes of the saved objects of `dslint rollout`

Beyond it, they are not read (exit code 3).
"""

BASELINE_BYTES = 200 * _MEBIBYTE
"""Bytes of a baseline file

A million findings: one takes about 200 bytes.
"""

OWN_FILE_BYTES = 10 * _MEBIBYTE
"""Bytes of a configuration, a rule file, or another file of dslint's own

Beyond it, the file is not read (exit code 2).
"""

CACHE_BYTES = 512 * _MEBIBYTE
"""Bytes of the results in the cache folder

Some 100,000 manifests. Beyond it, the results that were not used for the longest time are removed.
"""

RULE_FOLDER_ENTRIES = 10_000
"""Files and folders below a folder of rules

Beyond it, the folder is not read (exit code 2).
"""

NODES = 1_000_000
"""Nodes of a group, of a range such as `web-[1-20]`, or that an operation of `--what-if` adds

Kubernetes supports 5,000 nodes in a cluster. Beyond it, the inventory or the operation is an error.
"""

INVENTORY_NODES = 2_000_000
"""Nodes of all groups of an inventory, also with those that `--what-if` adds

Groups or operations of `NODES` each would add up.
"""

ALIKE_TOLD = 20
"""Findings of a kind that are told of one object; `and 997 more like it` stands for the others

Of the same rule and severity, in fields of the same kind, such as all items of a list. All are counted, fixed,
suppressed and kept in baselines, and decide the verdict of a plan.
"""

NAMES_LISTED = 100
"""Names that one message lists, such as those of the volumes that a mount may refer to

The message says how many more there are.
"""

PORTS_COMPARED = 20
"""Equal ports of a pod that each further one is compared with

The API server warns of each pair, and cuts its warnings after 4,096 characters.
"""

FILES_COMPARED = 20
"""Files of a volume with overlapping paths that each further one is compared with

The API server warns of each pair.
"""

PRINTED_CHARACTERS = 4096
"""Characters of a map, a list or a structure that a message prints

The API server prints it in full.
"""

NUMBER_DIGITS = 4_000
"""Digits of a number in JSON

Python does not print more, and no field takes more.
"""

RANGE_DIGITS = 15
"""Digits of a number in a range of nodes such as `web-[1-20]`

Beyond it, the inventory is an error.
"""

FAULTS_TOLD = 100
"""Faults that are told of the text of one file, such as repeated keys

A text with more is no manifest.
"""

PLACEHOLDER_CHARACTERS = 1_000
"""Characters of a value in which placeholders such as `CHANGE_ME` are looked for

What names things is shorter.
"""

FIX_ROUNDS = 20
"""Times that `--fix` looks for what a fix has made possible

A fix may make another one possible, but hardly ever twice in a row.
"""

REBUILT_LINES = 2_000
"""Lines of a manifest without indentation that are indented again

Beyond it, the manifest is an error without a fix.
"""

OWN_FILE_LEVELS = 50
"""Levels of maps and lists in a configuration, a rule file, or another file of dslint's own

A schema in a rule needs a dozen. Beyond it, the file is an error.
"""

IGNORE_FILE_BYTES = 10_000_000
"""Bytes of a `.gitignore`

Beyond it, the file is not read.
"""

GIT_INDEX_BYTES = 200_000_000
"""Bytes of the index of a Git repository

An entry has about a hundred. Beyond it, no file counts as tracked.
"""

KUSTOMIZATION_BYTES = _MEBIBYTE
"""Bytes of a kustomization in which patches and components are looked for

Beyond it, it is not read.
"""

CEL_LIST_ITEMS = 100_000
"""Items of a list that a function in an admission policy makes

The CEL library goes through 10,000 items at most.
"""

INLINED_PARTS = 1_000
"""Parts that variables of an admission policy put into an expression

Variables that use each other twice would grow without end.
"""

MESSAGE_BYTES = 256 * _MEBIBYTE
"""Bytes of a message that the language server reads

A message holds the text of one file.
"""
