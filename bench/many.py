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
from concurrent.futures import ProcessPoolExecutor
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
cat(system.time(fits())[["elapsed"]] / length(sets), coef(found)[["c"]], "\\n")
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


def ours(processes: int) -> float:
    start = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        done = sum(pool.map(part, range(FITS // PART)))
    assert done == FITS, f"{FITS - done} data sets without estimates"
    return time.perf_counter() - start


def semopy_seconds() -> float:
    import semopy
    from pandas import DataFrame

    model = semopy.Model(PATHS.replace("a*", "").replace("b*", "").replace("c*", ""))
    start = time.perf_counter()
    for one in data_sets(0, REFITS):
        model.fit(DataFrame(one, columns=VARIABLES))
        model.inspect(std_est=True)
    return (time.perf_counter() - start) / REFITS


def lavaan_seconds() -> float | None:
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
    seconds, estimate = map(float, done.stdout.split()[-2:])
    found = fit_many(MODEL, values[:1], VARIABLES)
    assert abs(found.est[found.row("qids_6w ~ ebi"), 0] - estimate) < 1e-6
    return seconds


def main() -> None:
    warnings.simplefilter("ignore")
    processes = os.cpu_count() or 1
    seconds = ours(processes)
    one = seconds / FITS
    print(f"{FITS:,} fits of the chain, {processes} processes, data sets included: {seconds:.1f} s")
    print(f"for each fit: ours {1e6 * one:.0f} µs of elapsed time")
    for name, other in (("semopy", semopy_seconds()), ("lavaan", lavaan_seconds())):
        if other is None:
            print(f"{name} is not installed")
        else:
            print(
                f"for each fit: {name} {1000 * other:.1f} ms, {other / one:,.0f} times as long, one process"
            )


if __name__ == "__main__":
    main()
