"""The policy of the templates: delimiters that leave Quarto's and Pandoc's braces alone, strict and sandboxed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


def environment(sources: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """An environment over templates by name."""
    loader: BaseLoader = FunctionLoader(lambda name: _source(sources, name))
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


def _source(sources: Mapping[str, str], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template with its name as file name, by which an error finds the template's line."""
    return (sources[name], name, lambda: True) if name in sources else None
