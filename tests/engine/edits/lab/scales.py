"""A class of values that products pass on, and a module that nobody imports but a product."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    value: int
    weight = 4

    def weighted(self):
        return self.value * self.weight
