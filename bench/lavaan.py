"""Benchmark of the path-model engine against lavaan: single fits of every kind, a bootstrap, FIML with 40 variables.

Both estimate the same models from the same files in the same run, each on one core; the table has seconds of processor
time. Without R and lavaan, one line says that the benchmark is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass

# Must be set before numpy is imported, which the functions below do.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PATH = "m ~ a*x + z\ny ~ b*m + c*x + w\nv ~ y + m\nind := a*b"
FACTORS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
RATINGS = (
    "skill =~ intg + dmnr + dilg + cfmg + deci\nwork =~ prep + fami + oral + writ\nrten ~ skill + work\n"
    "skill ~ cont\nwork ~ cont"
)
SITES = "f =~ a1 + a2 + a3 + a4 + b3\ng =~ b1 + b2 + b3\ng ~ c(p1, p2, p3)*f\np1 == p2"
SCALED_TO = 10_000
WIDE = 40


@dataclass(frozen=True)
class Case:
    """A model with its data, and the options of both programs; `resamples` are lavaan's for a bootstrap."""

    name: str
    syntax: str
    data: Path
    options: dict[str, Any] = field(default_factory=dict)
    lavaan: dict[str, Any] = field(default_factory=dict)
    repeats: int = 10
    resamples: int | None = None


def cases(folder: Path) -> list[Case]:
    models = ROOT / "tests" / "sem" / "golden" / "models"
    skewed, holes = models / "skewed.csv", models / "skewed-holes.csv"
    school, tests = models / "holzinger.csv", models / "holzinger-holes.csv"
    both = {"missing": "fiml", "estimator": "MLR"}
    equal = ["loadings", "intercepts"]
    return [
        Case("path model, ML", PATH, skewed),
        Case("path model, MLR", PATH, skewed, {"estimator": "MLR"}, {"estimator": "MLR"}),
        Case("path model, FIML", PATH, holes, {"missing": "fiml", "fixed_x": True}, {"missing": "fiml"}),
        Case("path model, FIML and MLR", PATH, holes, {**both, "fixed_x": True}, both),
        Case("path model, two groups", PATH.replace("a*", "").replace("b*", "").split("\nind")[0], skewed,
             {"group": "arm"}, {"group": "arm"}),
        Case("constraint a*b == 0.2", PATH + "\nind == 0.2", skewed),
        Case("three factors, ML", FACTORS, school),
        Case("three factors, MLM", FACTORS, school, {"estimator": "MLM"}, {"estimator": "MLM"}),
        Case("three factors, FIML and MLR", FACTORS, tests, both, both),
        Case("three factors, invariance", FACTORS, school,
             {"group": "school", "group_equal": tuple(equal)}, {"group": "school", "group.equal": equal}),
        Case("collinear factors, ML", RATINGS, models / "judges.csv"),
        Case("constraint across three groups", SITES, models / "factors.csv", {"group": "site"}, {"group": "site"}),
        Case(f"FIML, {WIDE} variables", wide_syntax(), wide_data(folder),
             {"missing": "fiml", "fixed_x": True}, {"missing": "fiml"}, repeats=1),
        Case(f"bootstrap, {SCALED_TO:,} resamples", PATH, skewed, repeats=1, resamples=20),
    ]  # fmt: skip


def wide_syntax() -> str:
    """A chain in which each variable depends on the two before it."""
    return "\n".join(f"v{k} ~ v{k - 1} + v{k - 2}" for k in range(2, WIDE))


def wide_data(folder: Path) -> Path:
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(3)
    values = rng.normal(size=(400, WIDE))
    for k in range(2, WIDE):
        values[:, k] += 0.4 * values[:, k - 1] + 0.2 * values[:, k - 2]
    holes = rng.random(values.shape) < 0.02
    holes[:, :2] = False
    frame = pd.DataFrame(np.where(holes, np.nan, values), columns=[f"v{k}" for k in range(WIDE)])
    frame.round(5).to_csv(folder / "wide.csv", index=False)
    return folder / "wide.csv"


def ours(case: Case) -> float:
    """Seconds of processor time for one fit, or for the bootstrap."""
    import pandas as pd

    from report.pathmodels import bootstrap, fit

    data = pd.read_csv(case.data)
    if case.resamples:
        model = fit(case.syntax, data)
        bootstrap(model, data, 100)
        return timed(lambda: bootstrap(model, data, SCALED_TO), 1)
    if case.repeats > 1:
        fit(case.syntax, data, **case.options)
    return timed(lambda: fit(case.syntax, data, **case.options), case.repeats)


def timed(run: Any, repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        run()
    return (time.process_time() - start) / repeats


def theirs(found: list[Case], folder: Path) -> list[float]:
    records = [
        {"syntax": c.syntax, "data": str(c.data), "lavaan": c.lavaan or None, "repeats": c.repeats}
        | ({"resamples": c.resamples} if c.resamples else {})
        for c in found
    ]
    (folder / "cases.json").write_text(json.dumps(records), encoding="utf-8")
    command = ["Rscript", str(Path(__file__).with_name("lavaan_times.R")), str(folder / "cases.json")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = json.loads(answer.stdout)
    return [
        each * SCALED_TO / case.resamples if case.resamples else each
        for case, each in zip(found, seconds, strict=True)
    ]


def has_lavaan() -> bool:
    if not shutil.which("Rscript"):
        return False
    command = ["Rscript", "-e", "library(lavaan); library(jsonlite)"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> None:
    if not has_lavaan():
        print("skipped: R with lavaan and jsonlite is not installed (Debian: r-cran-lavaan r-cran-jsonlite)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = cases(folder)
        print(f"{'':30}{'here':>10}{'lavaan':>10}{'ratio':>8}")
        for case, slow in zip(found, theirs(found, folder), strict=True):
            fast = ours(case)
            print(f"{case.name:30}{fast:>9.4f}s{slow:>9.3f}s{slow / fast:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
