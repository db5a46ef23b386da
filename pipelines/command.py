"""The `locality` command: run a night, check what a night would read, write the invented county.

Belongs here: arguments, exit codes, what is printed. Does not belong here: any step of a night.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from datetime import date
from pathlib import Path

from assets.county import CountyError, Place, home_of, load_place, writable_home
from assets.faults import PlainError, plainly
from assets.publishing.pointer import mark_stale

PUBLISHED, HELD_BACK, NOTHING_PUBLISHED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Returns:
        The exit code: 0 published, 1 published with something held back, 2 nothing published.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in cp1252 must not end a night over a tick or an accent.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return options.run(options)
    except PlainError as error:
        print(f"locality: {error}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read the lines has seen enough of them; Python must not try to write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PUBLISHED
    except KeyboardInterrupt:
        print("locality: stopped; what was published before is as it was", file=sys.stderr)
    except Exception as error:
        print(f"locality: {plainly(options.command, error)}", file=sys.stderr)
    return NOTHING_PUBLISHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="locality", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    nightly = commands.add_parser("nightly", help="run a night and publish a release")
    check = commands.add_parser("check", help="say what a night would read, without running it")
    layout = commands.add_parser("layout", help="draft a layout; compare the workbooks with theirs")
    layouts = layout.add_subparsers(dest="layout_command", required=True, metavar="COMMAND")
    compare = layouts.add_parser(
        "check", help="compare the workbooks with their layouts and with last month's"
    )
    docs = commands.add_parser("data-docs", help="write a night's expectations as pages, for the analyst")
    for one in (nightly, check, compare, docs):
        one.add_argument("--county", type=Path, default=Path("county.yaml"), help="default: ./county.yaml")
        one.add_argument("--data", type=Path, help="folder of the sources; default: beside county.yaml")
        one.add_argument(
            "--home", type=Path, help="folder for all that is made; default: $LOCALITY_HOME or ./var"
        )
        one.add_argument("--as-at", type=_day, help="the night, as 2026-09-01; default: as_at of county.yaml")
    nightly.set_defaults(run=_nightly)
    check.set_defaults(run=_check)
    compare.set_defaults(run=_compare)
    docs.set_defaults(run=_data_docs)

    propose = layouts.add_parser("propose", help="draft a layout from a workbook, for a person to confirm")
    propose.add_argument("file", type=Path, help="a workbook")
    propose.add_argument("--locality", help="its name in county.yaml; default: the name of the file's folder")
    propose.add_argument("--county", type=Path, help="county.yaml, for the names of the teams")
    propose.add_argument("--to", type=Path, help="write the draft there; default: print it")
    propose.set_defaults(run=_propose)

    beside = commands.add_parser("compare", help="say what differs between two releases")
    beside.add_argument("first", help="a release, as 2026-09-01-1")
    beside.add_argument("second", help="another")
    beside.add_argument(
        "--home", type=Path, help="folder of all that was made; default: $LOCALITY_HOME or ./var"
    )
    beside.add_argument("--to", type=Path, help="write the differences there, a Parquet file a table")
    beside.set_defaults(run=_compare_releases)

    rules = commands.add_parser("rules", help="list the rules that are judged every night")
    rules.add_argument("--write", type=Path, metavar="FILE", help="write them as a page instead")
    rules.set_defaults(run=_rules)

    sample = commands.add_parser("sample", help="write an invented county")
    sample.add_argument("folder", type=Path)
    sample.add_argument("--children", type=int, default=3000)
    sample.add_argument("--seed", type=int, default=1)
    sample.set_defaults(run=_sample)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-09-01") from None


def _asked(options: argparse.Namespace) -> tuple[Place, date]:
    place, as_at = _night_of(options)
    _look_for_sources(place)
    return place, as_at


def _night_of(options: argparse.Namespace) -> tuple[Place, date]:
    place = load_place(options.county, options.data, options.home)
    as_at = options.as_at or place.county.as_at
    if as_at is None:
        raise CountyError(f"{options.county} names no as_at; say which night with --as-at 2026-09-01")
    return place, as_at


def _look_for_sources(place: Place) -> None:
    if not place.data.is_dir():
        raise CountyError(f"{place.data}: no such folder; name the delivered data with --data")
    if not (extract := place.data / place.county.extract).is_dir():
        raise CountyError(
            f"{extract}: no such folder; it is to hold the extract: name it in county.yaml, or --data"
        )


def _nightly(options: argparse.Namespace) -> int:
    place, as_at = _night_of(options)
    try:
        _look_for_sources(place)
    except CountyError as error:
        # What reads current.json is to know that this night was tried.
        mark_stale(place, as_at, str(error))
        raise
    _speak_by_stage()
    # Imported here: Dagster takes seconds, which `check` and `--help` need not wait for.
    from pipelines.night import run_night

    outcome = run_night(place, as_at)
    for line in outcome.lines:
        print(line)
    return outcome.code


def _check(options: argparse.Namespace) -> int:
    from assets.partitions import look_for_night
    from pipelines.checking import check_lines

    place, as_at = _asked(options)
    look_for_night(as_at)
    writable_home(place)
    warnings.simplefilter("ignore")
    lines, verdict = check_lines(place, as_at)
    for line in lines:
        print(line)
    return verdict


def _compare(options: argparse.Namespace) -> int:
    from pipelines.layouts import layout_lines

    lines, nothing_asked = layout_lines(*_asked(options))
    for line in lines:
        print(line)
    return PUBLISHED if nothing_asked else HELD_BACK


def _propose(options: argparse.Namespace) -> int:
    from pipelines.layouts import proposed_layout, write_proposal

    county = load_place(options.county).county if options.county else None
    draft = proposed_layout(options.file, options.locality, county)
    print(write_proposal(draft, options.to) if options.to else draft, end="")
    return PUBLISHED


def _compare_releases(options: argparse.Namespace) -> int:
    from pipelines.comparing import compare_lines

    lines, is_same = compare_lines(home_of(options.home), options.first, options.second, options.to)
    print(*lines, sep="\n")
    return PUBLISHED if is_same else HELD_BACK


def _rules(options: argparse.Namespace) -> int:
    from pipelines.rules import rule_lines, write_rules_page

    if options.write:
        write_rules_page(options.write)
    else:
        print(*rule_lines(), sep="\n")
    return PUBLISHED


def _data_docs(options: argparse.Namespace) -> int:
    from pipelines.data_docs import write_data_docs

    print(write_data_docs(*_asked(options)))
    return PUBLISHED


def _sample(options: argparse.Namespace) -> int:
    from assets.sample.county import write_sample

    if options.children < 1:
        raise CountyError("--children must be 1 or more")
    if (options.folder / "county.yaml").exists():
        raise CountyError(f"{options.folder} holds a county already; name another folder")
    try:
        write_sample(options.folder, options.children, options.seed)
    except OSError as error:
        raise CountyError(
            f"{options.folder}: cannot be written ({error.strerror}); name another folder"
        ) from None
    many = "child" if options.children == 1 else "children"
    print(f"an invented county of {options.children:,} {many} in {options.folder}")
    return PUBLISHED


def _speak_by_stage() -> None:
    """Print each stage as it ends; keep the libraries quiet."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    warnings.simplefilter("ignore")
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    for name in ("assets", "expectations"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False


if __name__ == "__main__":
    raise SystemExit(main())
