"""Benchmark of the path-model engine: the bootstrap of a five-variable model against semopy's refit loop.

Both do the same work in the same run and process: a resample of 29 cases, all parameters, standardised estimates
and the indirect effect. Prints seconds per 10,000 resamples and their ratio.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

# The claim is about one core; must be set before numpy is imported, which the functions below do.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

MODEL = """
    rapport ~ a*starp
    ebi     ~ b*rapport + qids_0
    qids_6w ~ c*ebi + qids_0
    indirect := a*b*c
"""
RESAMPLES = 10_000
REFITS = 100


def cases(n: int = 29) -> DataFrame:
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(1)
    starp, qids_0 = rng.normal(35, 6, n), rng.normal(15, 4, n)
    rapport = 40 + starp + rng.normal(0, 10, n)
    ebi = 10 + 0.6 * rapport - 0.5 * qids_0 + rng.normal(0, 18, n)
    qids_6w = 12 + 0.3 * qids_0 - 0.1 * ebi + rng.normal(0, 3, n)
    return pd.DataFrame(
        {"starp": starp, "qids_0": qids_0, "rapport": rapport, "ebi": ebi, "qids_6w": qids_6w}
    )


def ours(data: DataFrame) -> float:
    from report.pathmodels import bootstrap, fit

    model = fit(MODEL, data)
    bootstrap(model, data, 100)
    seconds = []
    for seed in range(7):
        start = time.perf_counter()
        bootstrap(model, data, RESAMPLES, seed=seed)
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def theirs(data: DataFrame) -> float:
    import numpy as np
    import semopy

    rng = np.random.default_rng(1)
    syntax = "\n".join(line for line in MODEL.splitlines() if ":=" not in line)
    model = semopy.Model(syntax)
    start = time.perf_counter()
    for _ in range(REFITS):
        model.fit(data.iloc[rng.integers(0, len(data), len(data))])
        estimates = model.inspect(std_est=True, se_robust=False).set_index(["lval", "rval"])["Est. Std"]
        estimates["rapport", "starp"] * estimates["ebi", "rapport"] * estimates["qids_6w", "ebi"]
    return (time.perf_counter() - start) * RESAMPLES / REFITS


def main() -> None:
    warnings.simplefilter("ignore")
    data = cases()
    fast, slow = ours(data), theirs(data)
    print(f"bootstrap, {RESAMPLES} resamples, 5 variables, standardised and indirect effects: {fast:.3f} s")
    print(f"semopy's refit loop, the same, from {REFITS} refits: {slow:.1f} s")
    print(f"ratio: {slow / fast:.0f}")


if __name__ == "__main__":
    main()
