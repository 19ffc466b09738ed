"""Finds the interpreter that has the engine, and hands Quarto's pre-render step to it.

Runs under any Python 3 and imports nothing but the standard library: Quarto says nothing of its own when a
step fails, so a missing installation has to be answered here, in one line.
"""

import os
import shutil
import subprocess
import sys

STEP = "pre"
REMEDY = "install it into the project's .venv (make paper), or set QUARTO_PYTHON to its interpreter"


def interpreters(project):
    """The interpreters to try: the one that was asked for, the project's own, the one on the path."""
    venv = os.path.join(project, ".venv")
    yield os.environ.get("QUARTO_PYTHON", "")
    yield os.path.join(venv, "bin", "python")
    yield os.path.join(venv, "Scripts", "python.exe")
    yield sys.executable
    yield shutil.which("python3") or ""


PROBE = """
import sys
from importlib.util import find_spec
needed = ("report.quarto", "jinja2", "yaml", "numpy", "pandas", "lxml", "pypandoc")
sys.exit(sys.version_info < (3, 11) or not all(map(find_spec, needed)))
"""


def has_engine(python, project):
    """Whether an interpreter can run the engine."""
    try:
        probe = subprocess.run([python, "-c", PROBE], cwd=project, capture_output=True, check=False)
    except OSError:
        return False
    return probe.returncode == 0


def main():
    """Run the step; its exit code is the answer to Quarto."""
    project = os.environ.get("QUARTO_PROJECT_DIR") or os.getcwd()
    for python in interpreters(project):
        if python and os.path.exists(python) and has_engine(python, project):
            step = [python, "-m", "report.quarto", STEP]
            sys.exit(subprocess.run(step, cwd=project, check=False).returncode)
    sys.exit(f"tracepaper is not installed: {REMEDY}")


if __name__ == "__main__":
    main()
