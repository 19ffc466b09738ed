"""The size of the code: modules, functions, tests, and the modules that no test imports.

    python bench/code_size.py

docs/design.md shows the figures of the last time that it was run for the docs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print one row for each figure, as a Markdown table."""
    print("| | engine | study | tests |\n|---|---:|---:|---:|")
    parts = [_modules(ROOT / name) for name in ("report", "analysis", "tests")]
    for label, figure in (
        ("modules", len),
        ("lines of code", _code),
        ("lines of a module, median", lambda files: median(map(_lines, files))),
        ("modules over 250 lines", lambda files: sum(_lines(file) > 250 for file in files)),
        ("functions", lambda files: len(list(_functions(files)))),
        ("lines of a function, median", lambda files: median(_functions(files))),
        ("functions over 40 lines", lambda files: sum(length > 40 for length in _functions(files))),
    ):
        print(f"| {label} | {' | '.join(f'{figure(part):,g}' for part in parts)} |")
    engine, study, tests = parts
    print(f"\nLines of tests for each line of code: {_code(tests) / (_code(engine) + _code(study)):.2f}")
    print(f"Modules of the engine that no test imports: {len(_without_test(engine, tests))}")


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _lines(file: Path) -> int:
    return file.read_text(encoding="utf-8").count("\n")


def _code(files: list[Path]) -> int:
    """The lines that are neither blank nor a comment."""
    lines = (line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def _functions(files: list[Path]) -> Iterator[int]:
    """The length of each function, with its decorators."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                yield (node.end_lineno or first) - first + 1


def _without_test(engine: list[Path], tests: list[Path]) -> list[str]:
    imported: set[str] = set()
    for file in tests:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {each.name for each in node.names}
    names = (
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in engine
        if not file.stem.startswith("__")
    )
    return [name for name in names if name not in imported]


if __name__ == "__main__":
    main()
