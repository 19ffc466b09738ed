"""The groups of a problem in the space of their moments."""

from __future__ import annotations

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.global_fit import places
from report.pathmodels.likelihood import Joint
from report.pathmodels.moment_space import FittedGroup
from report.pathmodels.problem import Problem


def moment_groups(found: Problem, likelihood: Joint, theta: Floats) -> list[FittedGroup]:
    """The groups at parameters (q,) of a likelihood; those of moments have cases that are all zero."""
    fixed = places(found.model) if found.model.fixed_x else ()
    return [
        FittedGroup(
            part,
            theta,
            sample.values if sample.values is not None else np.zeros((sample.n, len(sample.center))),
            fixed,
            sample.unrestricted.mean,
            sample.unrestricted.cov,
        )
        for part, sample in zip(likelihood.parts, found.samples, strict=True)
    ]
