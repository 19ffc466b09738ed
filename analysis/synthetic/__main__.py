"""Command line of the search: `python -m analysis.synthetic [--seed N] [--out FILE] [--resume]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.synthetic.generator import Plan, generate
from analysis.synthetic.items import write_items
from analysis.synthetic.reporting import progress, summary
from analysis.synthetic.targets import read_published
from analysis.synthetic.trial_table import read_table
from analysis.synthetic.verdicts import Verdict, verdicts

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
CHECKPOINT = ROOT / ".tracepaper" / "synthetic.json"
SEED = 1


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments."""
    command = argparse.ArgumentParser(
        prog="python -m analysis.synthetic",
        description="Search for synthetic trial data that reproduce the source paper's numbers.",
        epilog="example: python -m analysis.synthetic --seed 7 --out /tmp/trial.csv",
    )
    command.add_argument("--seed", type=int, default=SEED, help="seed of the search (default %(default)s)")
    command.add_argument(
        "--out", type=Path, default=DATA / "trial.csv", help="file to write (data/trial.csv)"
    )
    command.add_argument(
        "--steps", type=int, default=Plan.steps, help="maximum number of steps per arm (%(default)s)"
    )
    command.add_argument(
        "--iterations",
        type=int,
        default=Plan.iterations,
        help="maximum number of iterations per real-valued stage",
    )
    command.add_argument(
        "--checkpoint", type=Path, default=CHECKPOINT, help="file in which the search is saved"
    )
    command.add_argument(
        "--resume", action="store_true", help="continue from the checkpoint of the same search"
    )
    command.add_argument("--quiet", action="store_true", help="print only the verdict, without progress")
    return command


def run(arguments: argparse.Namespace) -> list[Verdict]:
    """Search, write the file, and return the verdict on every target."""
    plan = Plan(arguments.seed, DATA, arguments.steps, arguments.iterations)
    with progress(arguments.quiet) as watch:
        digest = generate(plan, arguments.out, arguments.checkpoint, arguments.resume, watch)
    write_items(arguments.out, arguments.out.with_name("items.csv"), arguments.seed)
    print(f"{arguments.out}: seed {arguments.seed}, sha256 {digest}")
    return verdicts(read_published(DATA / "published.yaml"), read_table(arguments.out))


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; return 1 if an attainable target is missed, 130 if interrupted."""
    arguments = parser().parse_args(words)
    try:
        found = run(arguments)
    except KeyboardInterrupt:
        print("stopped; continue with --resume", file=sys.stderr)
        return 130
    print("\n".join(summary(found)))
    return int(any(verdict.attainable and not verdict.agrees for verdict in found))


if __name__ == "__main__":
    raise SystemExit(main())
