"""The `drivesphere` command. Each subcommand imports what it needs, so that `--help` is quick."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from drivesphere import __version__

if TYPE_CHECKING:
    from pymongo.database import Database

    from drivesphere.services.audit_chain import Report as ChainReport
    from drivesphere.services.verification import Report

DEFAULT_PORT = 8_000
DEFAULT_API_WORKERS = 2  # One per core of the smallest machine we think of.
DEFAULT_CACHE_GIGABYTES = 1.0

CONTEXT = {"help_option_names": ["-h", "--help"], "show_default": True}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="drivesphere")
def main() -> None:
    """DriveSphere: the booking platform that never sells the same thing twice.

    On one machine `drivesphere up` is all you need. The other commands read the same settings as the
    product (MONGO_URL, REDIS_URL ...); docs/operations.md lists them.
    """


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, envvar="PORT", help="API and client.")
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=True),
    default="data",
    envvar="DATA_DIR",
    help="Databases, mail, logs and generated secrets.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=DEFAULT_API_WORKERS,
    envvar="API_WORKERS",
    help="API processes.",
)
@click.option(
    "--mongo-cache-gb",
    type=click.FloatRange(0.25),
    default=DEFAULT_CACHE_GIGABYTES,
    envvar="MONGO_CACHE_GB",
    help="Memory for the embedded MongoDB's cache.",
)
def up(port: int, data_dir: Path, workers: int, mongo_cache_gb: float) -> None:
    """Start everything on this machine and stay in the foreground until Ctrl-C."""
    from drivesphere.embedded.environment import Options
    from drivesphere.embedded.process import StartError
    from drivesphere.embedded.up import up as bring_up

    options = Options(port=port, data_dir=data_dir.absolute(), workers=workers, mongo_cache_gigabytes=mongo_cache_gb)
    try:
        bring_up(options)
    except StartError as refused:
        _fail(str(refused))


@main.command()
def migrate() -> None:
    """Bring the database to the schema of this release; does nothing when it is there."""
    from drivesphere import migrations

    try:
        done = migrations.migrate(_connect())
    except migrations.MigrationFailed as failed:
        _fail(str(failed))
    for name in done:
        click.echo(f"applied {name}")


@main.command("import-fleet")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Do nothing when a file with this very content was imported before.")
def import_fleet(file: Path, once: bool) -> None:
    """Import or update cars from a CSV file; a bad row is reported and skipped, the rest imported."""
    from drivesphere import migrations
    from drivesphere.domain.errors import DriveSphereError

    db = _connect()
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    try:
        if once:
            migrations.run_once(db, f"import-fleet {content}", lambda: _import_with_progress(file))
        else:
            _import_with_progress(file)
    except DriveSphereError as refused:
        _fail(f"{file}: {refused}")


@main.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", prompt=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_admin(email: str, name: str, password_stdin: bool) -> None:
    """Make an administrator. The first one is made here, others also by an administrator."""
    from drivesphere.domain.errors import DriveSphereError
    from drivesphere.services import accounts

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    _connect()
    try:
        accounts.create_admin(email=email, name=name, password=password)
    except DriveSphereError as refused:
        _fail(str(refused))
    click.echo(f"{email} is an administrator.")


@main.command("create-api-key")
@click.option("--partner", required=True, help="Who gets it: lower-case letters, digits and hyphens.")
@click.option("--scope", "scopes", required=True, multiple=True, help="What it may be used for; repeat it for several.")
def create_api_key(partner: str, scopes: tuple[str, ...]) -> None:
    """Give a partner a key for the partner API; it is printed this once."""
    from drivesphere.domain.errors import DriveSphereError
    from drivesphere.services import api_keys

    _connect()
    try:
        _, key = api_keys.issue(partner, scopes, by="command line")
    except DriveSphereError as refused:
        _fail(str(refused))
    click.echo(key)


@main.command("reconcile")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on (UTC), not from the last mark.")
def reconcile(since: datetime | None) -> None:
    """Compare Stripe's money with ours now, repair what has one right answer and list the rest."""
    from drivesphere.services import reconciliation

    _connect()
    start = since.replace(tzinfo=UTC) if since else None
    with _bar("days at Stripe") as advance:
        found = reconciliation.run("command line", since=start, progress=advance)
    for what, count in sorted({**found["looked_at"], **found["repaired"]}.items()):
        click.echo(f"{count} {what.replace('_', ' ')}")
    click.echo(f"{found['open_mismatches']} mismatches open, {found['paid_without_booking']} paid without booking")
    if found["problem"]:
        _fail(found["problem"])


@main.command()
@click.option("--only", multiple=True, metavar="RULE", help="Judge by this rule alone; repeat it for several.")
@click.option("--at-rest", is_flag=True, help="Judge also what holds some minutes after the last request.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
def verify(only: tuple[str, ...], at_rest: bool, as_json: bool) -> None:
    """Prove from the database alone that every promise holds; exits with 1 where one is broken."""
    from drivesphere.services import verification

    unknown = sorted(set(only) - {rule.name for rule in verification.RULES})
    if unknown:
        raise click.BadParameter(f"there is no rule {', '.join(unknown)}", param_hint="--only")
    _connect()
    report = _verify_with_progress(only, at_rest)
    results = [result.as_dict() for result in report.results]
    click.echo(json.dumps({"is_clean": report.is_clean, "results": results}) if as_json else _as_table(results))
    if not report.is_clean:
        sys.exit(1)


def _verify_with_progress(only: tuple[str, ...], at_rest: bool) -> Report:
    """The bar goes to a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    from drivesphere.infra import mongo
    from drivesphere.services import verification

    console = Console(stderr=True)
    chosen = verification.chosen(only, at_rest)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("rules", total=len(chosen))
        try:
            return verification.verify(chosen, progress=lambda rule: bar.update(task, advance=1, description=rule.name))
        except mongo.Outage as outage:
            _fail(f"the database did not show one instant to the end: {outage}")


def _as_table(results: list[dict[str, Any]]) -> str:
    """A line for each rule, and below it one for each thing that breaks it."""
    lines = []
    for result in results:
        verdict = f"{result['broken']} broken" if result["broken"] else "holds"
        lines.append(f"{result['name']:<4}{result['checked']:>9} checked  {verdict:<12}  {result['sentence']}")
        lines += [f"      {finding['id']}: {finding['problem']}" for finding in result["findings"]]
        lines += [
            f"      {finding['id']}: {finding['problem']}; {_accepted(finding)}" for finding in result["accepted"]
        ]
        if result["broken"] > len(result["findings"]):
            lines.append(f"      … and {result['broken'] - len(result['findings'])} more")
    return "\n".join(lines)


def _accepted(finding: dict[str, Any]) -> str:
    told = finding["accepted"]
    return f"{told['by']} decided {told['decision']} at {told['at']}: {told['reason'] or 'no reason given'}"


@main.command("verify-audit")
@click.option("--anchor", metavar="POSITION:HASH", help="A head that you noted earlier; each sealing logs one.")
def verify_audit(anchor: str | None) -> None:
    """Prove that nobody has touched the audit trail since it was sealed; exits with 1 when somebody has."""
    from drivesphere.services import audit_chain

    _connect()
    if anchor and not audit_chain.has_anchor(*_anchor(anchor)):
        _fail(f"the audit trail does not hold {anchor}: it was made anew, or cut off and sealed again")
    report = _walk_with_progress()
    if report.fault:
        _fail(f"{report.fault}. {audit_chain.RUNBOOK}")
    head = report.head
    click.echo(f"{head['position']} entries are as they were sealed, {report.unsealed} wait to be sealed.")
    click.echo(f"head {head['position']}:{head['hash']}")


def _anchor(text: str) -> tuple[int, str]:
    position, _, sealed = text.partition(":")
    if not (position.isdecimal() and sealed):
        raise click.BadParameter("must be POSITION:HASH", param_hint="--anchor")
    return int(position), sealed


def _walk_with_progress() -> ChainReport:
    """Along the whole chain; the bar goes to a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    from drivesphere.services import audit_chain

    console, position = Console(stderr=True), 1
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("entries")
        while True:
            report = audit_chain.verify(position, limit=audit_chain.CHECKED_AT_ONCE)
            if report.next_position is None:
                return report
            position = report.next_position
            bar.update(task, completed=position - 1, total=report.head["position"])


@main.command("seed-demo")
@click.argument("logins", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--listings",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Publish what the files of this folder state for the next four weeks.",
)
def seed_demo(logins: Path, listings: Path | None) -> None:
    """Make or refresh the demo accounts of a JSON file: [{role, name, email, password}]."""
    from drivesphere.services import demo, demo_listings

    _connect()
    demo.seed(json.loads(logins.read_text(encoding="utf-8")))
    new = demo_listings.publish_demo(listings) if listings else {}
    for kind, count in new.items():
        if count:
            click.echo(f"{count} {kind} published")


def _import_with_progress(file: Path) -> None:
    """The summary, and a line for each bad row, in any case."""
    from drivesphere.services import fleet_import

    with _bar("cars") as advance:
        report = fleet_import.import_fleet(file, advance)
    click.echo(f"{report.imported} cars imported, {report.updated} updated, {len(report.skipped)} rows skipped")
    for line, reason in report.skipped:
        click.echo(f"{file.name} line {line}: {reason}", err=True)


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, on a terminal only: call it with how much is done of how much."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _connect() -> Database[dict[str, Any]]:
    """Connect as the settings say; answers the database they name."""
    from drivesphere import infra
    from drivesphere.config import Settings
    from drivesphere.infra import mongo

    settings = Settings.from_env()
    infra.connect(settings)
    return mongo.client().get_default_database(settings.mongo_db)


def _fail(problem: str) -> NoReturn:
    """One line on standard error, exit status 1."""
    click.echo(f"drivesphere: {problem}", err=True)
    sys.exit(1)
