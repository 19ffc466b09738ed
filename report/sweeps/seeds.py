"""Random numbers of a sweep: they depend only on universe and replication, never on workers, batches or order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def generator(seed: int, universe: str, replication: int) -> np.random.Generator:
    """The generator of one replication of the universe with that key (`SeedSequence`, O'Neill 2015; numpy's PCG64)."""
    import numpy as np  # late: the settings of a run are fixed before it is loaded

    words = [int(universe[place : place + 8], 16) for place in range(0, len(universe), 8)]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words, replication])))
