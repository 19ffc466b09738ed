"""Hands Quarto's post-render step to the interpreter that has the engine; see pre-render.py beside it."""

import importlib.util
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    """Run the step as pre-render.py runs its own."""
    spec = importlib.util.spec_from_file_location("pre_render", os.path.join(HERE, "pre-render.py"))
    launcher = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    launcher.STEP = "post"
    launcher.main()


if __name__ == "__main__":
    main()
