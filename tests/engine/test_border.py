"""The border between engine and study."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_engine_never_imports_the_study():
    """Another team writes its own analysis and uses report/ unchanged."""
    wrong = [
        path
        for path in (ROOT / "report").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] == "analysis"
    ]
    assert wrong == []


def test_the_engine_knows_no_variable_of_the_study():
    """No column of the trial's data is named in the engine."""
    import yaml

    columns = yaml.safe_load((ROOT / "data" / "dictionary.yaml").read_text(encoding="utf-8"))["columns"]
    names = {name for name in columns if "_" in name and name not in {"second_dose"}}
    texts = [(path, path.read_text(encoding="utf-8")) for path in (ROOT / "report").rglob("*.py")]
    assert [(path.name, name) for path, text in texts for name in names if f'"{name}"' in text] == []


def test_the_path_model_engine_stands_alone():
    """report.pathmodels can be lifted out: it imports neither report nor the rest of analysis."""
    for path in (ROOT / "analysis" / "sem").rglob("*.py"):
        for name in imported(path):
            assert name.split(".")[0] != "report", path
            assert not name.startswith("analysis") or name.startswith("report.pathmodels"), path
