"""Configures Jinja: strict, sandboxed, with delimiters that do not clash with Quarto's and Pandoc's braces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, FunctionLoader, StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_POLICY: Mapping[str, Any] = {
    "undefined": StrictUndefined,
    "variable_start_string": "<<",
    "variable_end_string": ">>",
    "block_start_string": "<%",
    "block_end_string": "%>",
    "comment_start_string": "<#",
    "comment_end_string": "#>",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "autoescape": False,
}


class _Environment(ImmutableSandboxedEnvironment):
    """An environment that parses each template once for checking, weaving and linting."""

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        return _parsed(source)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **more: Any) -> Any:
        tree = _parsed(source) if isinstance(source, str) else source
        return super().compile(tree, name, filename, *args, **more)


@lru_cache(maxsize=256)
def _parsed(source: str) -> nodes.Template:
    return ImmutableSandboxedEnvironment(**_POLICY).parse(source)


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """An environment for templates by name."""
    loader: BaseLoader = FunctionLoader(lambda name: _source(sources, name))
    return _Environment(loader=loader, **_POLICY)


def _source(sources: Mapping[str, str], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template with its name as file name, so that an error refers to the template's line."""
    return (sources[name], name, lambda: True) if name in sources else None
