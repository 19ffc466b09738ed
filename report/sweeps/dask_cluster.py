"""The use of Dask: connecting, comparing versions, and sending the task to each worker once."""

from __future__ import annotations

import importlib
import pickle
import platform
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from report.files.engine_hash import engine_hash
from report.files.installed import NUMERICAL
from report.rows.errors import Fault, ToolError, exception_text
from report.sweeps import quiet_dask
from report.sweeps.batches import ComputedBatch, SweepTask, Unit, compute

#: Packages that can change a number, and those that carry code and results.
PACKAGES = (*NUMERICAL, "cloudpickle", "distributed", "tracepaper")
#: Seconds to wait for a scheduler, and for its first worker.
CONNECTING = 20
Versions = dict[str, str]


def library(name: str) -> Any:
    """An optional library of the cluster; a missing one is a fault that states how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise ToolError(Fault(name, "is not installed", "pip install 'tracepaper[cluster]'")) from None


def connected(address: str, workers: int) -> Any:
    """A client of the cluster at an address; without an address, of a cluster on this machine."""
    dask = library("distributed")
    quiet_dask.silence()
    if address == "local":
        cluster = dask.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=":0", preload=[quiet_dask.__name__]
        )
        return dask.Client(cluster)
    try:
        client = dask.Client(address, timeout=CONNECTING)
    except (OSError, ValueError, TimeoutError) as error:
        reason = " ".join(str(error).split())
        what = f"no scheduler answers at {address}: {reason}"
        remedy = "check the address, or start a scheduler with `dask scheduler`"
        raise ToolError(Fault("--scheduler", what, remedy)) from None
    try:
        client.wait_for_workers(1, timeout=CONNECTING)
    except TimeoutError:
        client.close()
        what = f"the scheduler at {address} has no workers"
        raise ToolError(Fault("--scheduler", what, f"start some with `dask worker {address}`")) from None
    return client


def software() -> Versions:
    """The versions of Python and of each package, with a hash of the engine's code."""
    return {**versions(), "tracepaper's code": engine_hash()[:12]}


def versions() -> Versions:
    """The versions of Python and of each package; empty for one that is not installed."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


class OtherVersionsError(Exception):
    """A worker has another Python or other packages, which could give other numbers."""

    def __init__(self, worker: str, there: Versions, here: Versions) -> None:
        super().__init__(worker, there, here)
        self.worker, self.there, self.here = worker, there, here

    def faults(self) -> list[Fault]:
        """Each version that differs, with both named."""
        return [
            Fault(
                self.worker,
                f"has {name} {self.there.get(name) or 'not installed'}, this machine {found or 'none'}",
                "install the same version on both, then start the worker again",
            )
            for name, found in self.here.items()
            if self.there.get(name) != found
        ]


def require_same_versions(client: Any) -> None:
    """Refuse workers with another Python, engine or other packages; workers that join later refuse themselves."""
    here = software()
    workers = sorted(client.run(software, on_error="return").items())
    faults = [fault for worker, there in workers for fault in _differences(worker, there, here)]
    if faults:
        raise ToolError(faults)


def _differences(worker: str, there: Versions | BaseException, here: Versions) -> list[Fault]:
    if isinstance(there, OSError):
        return []  # it was lost meanwhile
    if isinstance(there, BaseException):
        what = f"does not run tracepaper {here['tracepaper']}: {exception_text(there)}"
        return [Fault(worker, what, "install tracepaper[cluster] there, then start the worker again")]
    return OtherVersionsError(worker, there, here).faults()


@dataclass(frozen=True)
class Shipped:
    """A task as bytes, and the versions of the client's packages."""

    content: bytes
    versions: Versions


def shipped(client: Any, task: SweepTask) -> Any:
    """A future of the task, with the study's own code by value, since workers do not have the project.

    Workers copy it from each other. Unlike scattered data, the scheduler makes it again if all workers that have it
    are lost.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "Sending large graph", UserWarning
        )  # data of a study go with the task
        return client.submit(Shipped, packed(task), software(), pure=False)


def packed(task: SweepTask) -> bytes:
    """A task as bytes, with the modules of the project that it uses."""
    import sys

    from report.files.sources import loaded_files

    cloudpickle = library("cloudpickle")
    own = [sys.modules[name] for name in loaded_files() if name in sys.modules and name != "__main__"]
    for module in own:
        cloudpickle.register_pickle_by_value(module)
    try:
        return bytes(cloudpickle.dumps(task))
    except Exception as error:
        where = f"sweep {getattr(task.function, '__name__', '')}".rstrip()
        what = f"its function cannot be sent to the workers: {exception_text(error)}"
        remedy = "make what it names inside the function, or run the sweep without --scheduler"
        raise ToolError(Fault(where, what, remedy)) from None
    finally:
        for module in own:
            cloudpickle.unregister_pickle_by_value(module)


_UNPACKED: dict[int, tuple[Shipped, SweepTask]] = {}


def packed_units(units: Sequence[Unit]) -> bytes:
    """The units of a batch as bytes: scheduler and workers keep the last 1,000 messages to each other."""
    return zlib.compress(pickle.dumps(units, 5), 1)


def compute_shipped(shipped: Shipped, units: bytes) -> ComputedBatch:
    """Compute a batch of packed units on a worker; the task is unpacked once in a process."""
    known = _UNPACKED.get(id(shipped))
    if known is None or known[0] is not shipped:
        if (there := software()) != shipped.versions:
            raise OtherVersionsError(library("distributed").get_worker().address, there, shipped.versions)
        _UNPACKED.clear()
        known = _UNPACKED[id(shipped)] = (shipped, library("cloudpickle").loads(shipped.content))
    return compute(known[1], pickle.loads(zlib.decompress(units)))
