"""The plans of several clusters for the same manifests, in parallel."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dslint.inventory.errors import InventoryError
from dslint.inventory.what_if_operations import WhatIfError
from dslint.own_files.errors import OwnFileError
from dslint.planning.expectation_subjects import read_expectations
from dslint.planning.request import Request, Source
from dslint.planning.run import plans_of
from dslint.plans import ClusterFailure, Plan, PlanReport
from dslint.processes import Ended, Failed, answers, can_fork, processors
from dslint.progress import watched


class Fleet(NamedTuple):
    """The inventory of each cluster by its name, and what is planned on all of them.

    Without `versions`, each cluster has the version of its inventory.
    """

    request: Request
    inventories: Mapping[str, Sequence[Source]]
    versions: Sequence[str] = ()
    gates: Mapping[str, bool] | None = None
    default_versions: Sequence[str] = ()


Outcome = tuple[Plan, ...] | ClusterFailure


def plan_fleet(fleet: Fleet, jobs: int | None = None) -> PlanReport:
    """The plans in the order of the clusters. `jobs` is the number of processes; default: one for each processor.

    A cluster that cannot be planned is a failure of the report, unless no cluster can be planned.
    Raises InventoryError, WhatIfError, UnknownVersionError and ExpectationsError.
    """
    fleet = fleet._replace(request=fleet.request._replace(expect=read_expectations(fleet.request.expect)))
    named = zip(watched.get()(fleet.inventories, "planning clusters"), _outcomes(fleet, jobs), strict=True)
    found = dict(outcome for _, outcome in named)
    ordered = [found[name] for name in fleet.inventories]
    plans = tuple(plan for outcome in ordered if not isinstance(outcome, ClusterFailure) for plan in outcome)
    failures = tuple(outcome for outcome in ordered if isinstance(outcome, ClusterFailure))
    if failures and not plans:
        message = "; ".join(str(failure) for failure in failures)
        raise WhatIfError(message) if all(failure.by_option for failure in failures) else InventoryError(message)
    return PlanReport(plans, failures)


def _outcomes(fleet: Fleet, jobs: int | None) -> Iterator[tuple[str, Outcome]]:
    """The first cluster is planned here: the processes then have the modules, schemas and stored objects it needed."""
    names = list(fleet.inventories)
    for name in names[:1]:
        yield name, _of_cluster(fleet, name)
    rest = names[1:]
    jobs = min(jobs or processors(), len(rest))
    if jobs < 2 or not can_fork():
        yield from ((name, _of_cluster(fleet, name)) for name in rest)
        return
    gc.freeze()  # what the processes share is not touched, so it is not copied
    try:
        for number, answer in answers(lambda number: _of_cluster(fleet, rest[number]), range(len(rest)), jobs):
            name = rest[number]
            yield name, _of_cluster(fleet, name) if isinstance(answer, Failed) else _outcome(name, answer)
    finally:
        gc.unfreeze()


def _outcome(name: str, answer: Outcome | Ended) -> Outcome:
    if not isinstance(answer, Ended):
        return answer
    how = f" with signal {answer.signal}" if answer.signal else ""
    return ClusterFailure(name, f"its process ended{how}, perhaps for want of memory; plan it alone, or use --jobs 1")


def _of_cluster(fleet: Fleet, name: str) -> Outcome:
    request = fleet.request._replace(inventory=tuple(fleet.inventories[name]))
    try:
        plans = plans_of(request, fleet.versions, fleet.gates, fleet.default_versions)
        return tuple(plan._replace(cluster=name, inventory=plan.inventory._replace(name=name)) for plan in plans)
    except WhatIfError as error:
        return ClusterFailure(name, str(error), by_option=True)
    except OwnFileError as error:
        return ClusterFailure(name, str(error), error.file, error.line)
    except MemoryError:
        return ClusterFailure(name, "not enough memory for this inventory")
    except OSError as error:
        if not isinstance(error.filename, str):
            raise
        return ClusterFailure(name, f"{error.filename}: cannot be read: {error.strerror}", error.filename)
