"""Benchmark of many fits at once: the five-variable chain from simulated data sets of 29 cases.

Ours, semopy's and lavaan's (if R has it) fits run after each other on the same kind of data sets: estimates,
standardised estimates, standard errors, the indirect effect and chi-square. Ours uses as many processes as there are
processors.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

# One thread for each process; must be set before numpy is imported, which the functions below do.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PATHS = "rapport ~ a*starp\nebi ~ b*rapport + qids_0\nqids_6w ~ c*ebi + qids_0\n"
MODEL = PATHS + "indirect := a*b*c\n"
VARIABLES = ("starp", "qids_0", "rapport", "ebi", "qids_6w")
FITS, PART, CASES, REFITS = 1_000_000, 20_000, 29, 100
LAVAAN = """
suppressPackageStartupMessages(library(lavaan))
args <- commandArgs(TRUE)
data <- read.csv(args[1]); sets <- split(data[-1], data$set)
model <- readLines(args[2])
fits <- function() for (one in sets) { found <- sem(model, one); standardizedSolution(found) }
found <- sem(model, sets[[1]])
used <- system.time(fits())
cat(used[["elapsed"]] / length(sets), sum(used[1:2]) / length(sets), coef(found)[["c"]], "\\n")
"""


def data_sets(seed: int, count: int) -> NDArray[float64]:
    import numpy as np

    rng = np.random.default_rng(seed)
    starp, qids_0, *noise = rng.normal(size=(5, count, CASES))
    rapport = 0.6 * starp + 0.8 * noise[0]
    ebi = 0.5 * rapport - 0.2 * qids_0 + 0.8 * noise[1]
    qids_6w = -0.6 * ebi + 0.2 * qids_0 + 0.7 * noise[2]
    return np.stack([starp, qids_0, rapport, ebi, qids_6w], axis=2)


def part(seed: int) -> int:
    from report.pathmodels.many import fit_many

    found = fit_many(MODEL, data_sets(seed, PART), VARIABLES)
    return found.est.shape[1] - len(found.failures)


@dataclass(frozen=True)
class Seconds:
    """Seconds by the clock, and seconds that processors computed, which other work on the machine hardly changes."""

    elapsed: float
    used: float

    def each(self, count: int) -> Seconds:
        return Seconds(self.elapsed / count, self.used / count)


def measured(work: Callable[[], object]) -> Seconds:
    """The seconds that this process and its children need for some work."""
    began, used = time.perf_counter(), _used()
    work()
    return Seconds(time.perf_counter() - began, _used() - used)


def _used() -> float:
    return sum(os.times()[:4])


def ours(processes: int) -> Seconds:
    def work() -> None:
        with ProcessPoolExecutor(processes) as pool:
            done = sum(pool.map(part, range(FITS // PART)))
        assert done == FITS, f"{FITS - done} data sets without estimates"

    return measured(work)


def semopy_seconds() -> Seconds:
    import semopy
    from pandas import DataFrame

    model = semopy.Model(PATHS.replace("a*", "").replace("b*", "").replace("c*", ""))

    def work() -> None:
        for one in data_sets(0, REFITS):
            model.fit(DataFrame(one, columns=VARIABLES))
            model.inspect(std_est=True)

    return measured(work).each(REFITS)


def lavaan_seconds() -> Seconds | None:
    """Seconds for each fit; None without R or lavaan. Requires the estimates of the first data set to be ours."""
    from pandas import DataFrame, concat

    from report.pathmodels.many import fit_many

    if not shutil.which("Rscript"):
        return None
    values = data_sets(0, REFITS)
    frames = [DataFrame(one, columns=VARIABLES).assign(set=number) for number, one in enumerate(values)]
    with tempfile.TemporaryDirectory() as folder:
        data, model, script = (Path(folder) / name for name in ("data.csv", "model.lav", "fits.R"))
        concat(frames)[["set", *VARIABLES]].to_csv(data, index=False)
        model.write_text(MODEL)
        script.write_text(LAVAAN)
        done = subprocess.run(["Rscript", script, data, model], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    elapsed, used, estimate = map(float, done.stdout.split()[-3:])
    found = fit_many(MODEL, values[:1], VARIABLES)
    assert abs(found.est[found.row("qids_6w ~ ebi"), 0] - estimate) < 1e-6
    return Seconds(elapsed, used)


def main() -> None:
    warnings.simplefilter("ignore")
    processes = os.cpu_count() or 1
    seconds = ours(processes)
    one = seconds.each(FITS)
    print(
        f"{FITS:,} fits of the chain, {processes} processes, data sets included: {seconds.elapsed:.1f} s, "
        f"{seconds.used:.1f} s of processor time"
    )
    print(f"for each fit: ours {1e6 * one.elapsed:.0f} µs, {1e6 * one.used:.0f} µs of processor time")
    for name, other in (("semopy", semopy_seconds()), ("lavaan", lavaan_seconds())):
        if other is None:
            print(f"{name} is not installed")
        else:
            print(
                f"for each fit, one process: {name} {1000 * other.elapsed:.1f} ms, {1000 * other.used:.1f} ms of "
                f"processor time, {other.used / one.used:,.0f} times ours"
            )


if __name__ == "__main__":
    main()
