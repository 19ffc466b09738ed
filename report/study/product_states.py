"""The state of each product without computing anything: reused, to be recomputed, or waiting for another product."""

from __future__ import annotations

from report.study.isolated_run import IsolatedRun
from report.study.product import Product
from report.study.run_state import RunState

CURRENT = "current"
_NAMED = 3


class ProductStates(IsolatedRun):
    """A run that reuses cached products and stops at each product that would have to be computed."""

    def states(self) -> dict[str, str]:
        """For each product `current`, or why it would be recomputed."""
        plan = list(self._pending)
        self.compute()
        return {item.name: self._state_of(item) for item in plan}

    def _compute(self, item: Product) -> None:
        self._state.failed[item.name] = ()

    def _state_of(self, item: Product) -> str:
        if item.name not in self._cache.reasons:
            return self._waiting_for(item, self._state)
        return self._cache.reasons[item.name] or CURRENT

    @staticmethod
    def _waiting_for(item: Product, state: RunState) -> str:
        lost = [need for need in item.needs if need in state.failed]
        if len(lost) > _NAMED:
            return f"it needs {len(lost)} products that will be recomputed, such as {lost[0]}"
        return (
            f"it needs {', '.join(lost)}, which will be recomputed" if lost else "other products will change"
        )
