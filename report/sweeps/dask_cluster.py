"""The use of Dask: connecting, comparing versions, and sending the task to each worker once."""

from __future__ import annotations

import importlib
import logging
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from report.files.installed import NUMERICAL
from report.rows.errors import Fault, ToolError
from report.sweeps.batches import Computed, Task, Unit, compute

#: Packages that can change a number, and those that carry code and results.
PACKAGES = (*NUMERICAL, "cloudpickle", "distributed", "tracepaper")


def library(name: str) -> Any:
    """An optional library of the cluster; a missing one is a fault that states how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise ToolError(Fault(name, "is not installed", "pip install 'tracepaper[cluster]'")) from None


def connected(address: str, workers: int) -> Any:
    """A client of the cluster at an address; without an address, of a cluster on this machine."""
    dask = library("distributed")
    logging.getLogger("distributed").setLevel(
        logging.CRITICAL
    )  # anything relevant to the user is reported here
    if address == "local":
        cluster = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0")
        return dask.Client(cluster)
    try:
        return dask.Client(address, timeout=20)
    except (OSError, ValueError, TimeoutError) as error:
        reason = " ".join(str(error).split())
        what = f"no scheduler answers at {address}: {reason}"
        raise ToolError(Fault("--scheduler", what, "check the address")) from None


def versions() -> dict[str, str]:
    """The versions of Python and of each package; empty for one that is not installed."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def require_same_versions(client: Any) -> None:
    """Refuse workers with another Python or other packages, which could give other numbers."""
    here = versions()
    faults = [
        Fault(
            worker,
            f"has {name} {there.get(name) or 'not installed'}, this machine {here[name] or 'none'}",
            "install the same version on both, then start the worker again",
        )
        for worker, there in sorted(client.run(versions).items())
        for name in here
        if there.get(name) != here[name]
    ]
    if faults:
        raise ToolError(faults)


def scattered(client: Any, task: Task) -> Any:
    """The task on every worker: the study's own code by value, since workers do not have the project."""
    return client.scatter(packed(task), broadcast=True)


def packed(task: Task) -> bytes:
    """A task as bytes, with the modules of the project that it uses."""
    import sys

    from report.files.sources import loaded_files

    cloudpickle = library("cloudpickle")
    own = [sys.modules[name] for name in loaded_files() if name in sys.modules and name != "__main__"]
    for module in own:
        cloudpickle.register_pickle_by_value(module)
    try:
        return bytes(cloudpickle.dumps(task))
    finally:
        for module in own:
            cloudpickle.unregister_pickle_by_value(module)


_UNPACKED: dict[int, tuple[bytes, Task]] = {}


def compute_shipped(content: bytes, units: Sequence[Unit]) -> Computed:
    """Compute a batch on a worker; the task is unpacked once in a process."""
    known = _UNPACKED.get(id(content))
    if known is None or known[0] is not content:
        _UNPACKED.clear()
        known = _UNPACKED[id(content)] = (content, library("cloudpickle").loads(content))
    return compute(known[1], units)
