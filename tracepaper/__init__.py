"""Where the console command begins: so small that a stroke of Ctrl-C finds it ready, even while the engine loads."""

import sys

STOPPED = 130


def main() -> None:
    """Run the command line `report`; being stopped costs one line, whenever it happens."""
    try:
        from report.cli import main as run

        run()
    except KeyboardInterrupt:
        print("stopped; nothing was published", file=sys.stderr)
        sys.exit(STOPPED)
