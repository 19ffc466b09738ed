"""The border between engine and study, and the order of the engine's rooms."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_imports_keep_the_contracts():
    """Rooms import lower rooms alone, the engine never imports a study, and no modules form a cycle."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_engine_knows_no_variable_of_the_study():
    """No column of the trial's data is named in the engine."""
    import yaml

    columns = yaml.safe_load((ROOT / "data" / "dictionary.yaml").read_text(encoding="utf-8"))["columns"]
    names = {name for name in columns if "_" in name and name not in {"second_dose"}}
    texts = [(path, path.read_text(encoding="utf-8")) for path in (ROOT / "report").rglob("*.py")]
    assert [(path.name, name) for path, text in texts for name in names if f'"{name}"' in text] == []


def test_few_modules_stand_outside_the_rooms():
    """At most six modules are at the top of the engine; the docstring of each room describes its contents."""
    loose = [
        path for path in (ROOT / "report").glob("*.py") if path.name not in {"__init__.py", "__main__.py"}
    ]
    assert len(loose) <= 6
    rooms = [path for path in (ROOT / "report").iterdir() if path.is_dir() and any(path.rglob("*.py"))]
    assert [
        room.name for room in rooms if not (room / "__init__.py").read_text(encoding="utf-8").strip()
    ] == []


def test_a_study_that_imports_the_engine_loads_no_numerical_library():
    """Threads and code paths of numerical libraries are fixed before these are loaded, and a build begins at once."""
    heavy = "numpy pandas scipy matplotlib weasyprint lxml multiprocessing typer yaml"
    code = f"import sys, report; print(*(name for name in {heavy.split()!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
