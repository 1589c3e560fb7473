"""`drivesphere up`: everything on one machine, in the foreground, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from functools import partial

from drivesphere.embedded import mongod, preflight, redis_server
from drivesphere.embedded.children import Program, health, programs
from drivesphere.embedded.console import Console, banner
from drivesphere.embedded.demo_logins import DEMO, FLEET, Login, demo_logins
from drivesphere.embedded.environment import PROJECT, Addresses, Options, broker_beside, environment
from drivesphere.embedded.log_files import LogFiles
from drivesphere.embedded.ports import LOOPBACK, kept_port, refuse_taken_port
from drivesphere.embedded.process import POLL_SECONDS, Process, StartError, wait_until
from drivesphere.embedded.replica_set import refuse_standalone
from drivesphere.embedded.supervisor import Supervisor

JOB_SECONDS = 300.0  # A migration over a large database; filling an empty one takes a few seconds.
HEALTHY_SECONDS = 20.0  # The worker reports itself a few seconds after the API answers.


def up(options: Options, *, console: Console | None = None, given: Mapping[str, str] = os.environ) -> None:
    """Start, watch, stop. Returns after Ctrl-C or SIGTERM; raises StartError with nothing left running."""
    console = console or Console()
    preflight.refuse_production(given)
    preflight.refuse_half_a_stripe(given)
    with preflight.exclusive(options.data_dir):
        preflight.refuse_full_disk(options.data_dir)
        refuse_taken_port("api", options.port, f"choose another one: PORT={options.port + 1} make up")
        with Supervisor(console.say) as supervisor:
            try:
                Start(options, console, supervisor, given).everything()
                supervisor.watch()
            except KeyboardInterrupt:
                console.say()


class Start:
    """The way from nothing to a healthy product; the supervisor stops whatever it started."""

    def __init__(self, options: Options, console: Console, supervisor: Supervisor, given: Mapping[str, str]) -> None:
        self._options = options
        self._console = console
        self._supervisor = supervisor
        self._given = given
        self._logs = LogFiles(options.logs)

    def everything(self) -> None:
        """Servers, database content, programs, banner."""
        begun = time.monotonic()
        with self._console.step("MongoDB and Redis"):
            mongo, mongo_root = self._mongo_urls()
            redis, broker = self._redis_urls()
        stripe_port = None if self._given.get("STRIPE_SECRET_KEY") else self._stripe_port()
        stripe = f"http://{LOOPBACK}:{stripe_port}" if stripe_port else None
        env = environment(self._options, Addresses(mongo=mongo, redis=redis, broker=broker, stripe=stripe), self._given)
        logins = self._fill_database(env, mongo_root)
        with self._console.step("API, worker, beat" + (", Stripe sandbox" if stripe_port else "")):
            self._run(programs(self._options, stripe_port=stripe_port), env)
            self._await_health()
        self._console.say(banner(self._options.url, logins, self._options.data_dir, self._options.logs))
        self._console.say(f"  Started in {time.monotonic() - begun:.1f} s.\n")

    def _mongo_urls(self) -> tuple[str, str]:
        """The application's address and the one that may change the schema."""
        given = self._given.get("MONGO_URL")
        if given:
            refuse_standalone(given)
            return given, given
        folder, cache = self._options.data_dir / "mongo", self._options.mongo_cache_gigabytes
        server = mongod.Mongod(folder, cache_gigabytes=cache)
        server.process.keep = self._logs.keeper("mongod")
        self._supervisor.adopt(server.process, grace_seconds=mongod.STOP_SECONDS)
        url = server.start()
        # Only now: a failed start is told in one line, and a good one warns of much that it mends itself.
        server.process.sink = self._console.sink("mongod")
        return url, server.root_url(mongod.APP_DATABASE)

    def _redis_urls(self) -> tuple[str, str]:
        """Locks and cache, and Celery's broker, which are kept apart (guarantees D9)."""
        given = self._given.get("REDIS_URL")
        if given:
            redis_server.refuse_unreachable("REDIS_URL", given)
            broker = self._given.get("BROKER_URL") or broker_beside(given)
            redis_server.refuse_unreachable("BROKER_URL", broker)
            return given, broker
        server = redis_server.RedisServer(self._options.data_dir / "redis")
        server.process.keep = self._logs.keeper("redis")
        self._supervisor.adopt(server.process, grace_seconds=redis_server.STOP_SECONDS)
        url = server.start()
        server.process.sink = self._console.sink("redis")
        return url, server.url(1)

    def _stripe_port(self) -> int:
        """The same at every start: holds remember the addresses of their payment pages."""
        path = self._options.data_dir / "stripe" / "port"
        port, lost = kept_port(path, reserved=(self._options.port,))
        if lost is not None:
            self._console.say(
                f"  Port {lost} of the Stripe sandbox is taken, so it moves to {port}:"
                " payment pages opened before cannot be reached any more"
            )
        return port

    def _fill_database(self, env: Mapping[str, str], mongo_root: str) -> list[Login]:
        """Schema, demo fleet, demo accounts and what they offer; each command adds what is not there yet."""
        people = self._options.secrets / "demo-logins.json"
        logins = demo_logins(people)
        with self._console.step("migrations, demo fleet, demo accounts and listings"):
            self._finish("migrate", {**env, "MONGO_URL": mongo_root})
            self._finish("import-fleet", env, "--once", str(FLEET))
            self._finish("seed-demo", env, str(people), "--listings", str(DEMO))
        return logins

    def _finish(self, command: str, env: Mapping[str, str], *arguments: str) -> None:
        """Run one of our own commands to its end; raises StartError with what it said last."""
        argv = [sys.executable, "-m", "drivesphere", command, *arguments]
        sink, keep = self._console.sink(command), self._logs.keeper(command)
        job = Process(command, argv, env=env, cwd=PROJECT, sink=sink, keep=keep)
        try:
            job.start()
            wait_until(lambda: not job.is_alive, JOB_SECONDS, f"{command} did not end within {JOB_SECONDS:g} s")
        finally:
            job.kill()
        if job.exit_code != 0:
            why = job.last_words() or job.how_it_ended()
            raise StartError(f"{command} failed: {why.removeprefix('drivesphere: ')}")

    def _run(self, table: list[Program], env: Mapping[str, str]) -> None:
        """Start all, then wait for each: they spend their first second importing, side by side."""
        started = []
        for program in table:
            process = Process(
                program.name,
                program.argv,
                env=env,
                cwd=PROJECT,
                render=program.render,
                sink=self._console.sink(program.name),
                keep=self._logs.keeper(program.name),
            )
            self._supervisor.adopt(process, grace_seconds=program.grace_seconds)
            process.start()
            started.append((process, program))
        for process, program in started:
            process.await_ready(partial(program.is_ready, process))

    def _await_health(self) -> None:
        """A service that is merely slow to report must not keep the product down, so this only tells."""
        deadline = time.monotonic() + HEALTHY_SECONDS
        while (found := health(f"{self._options.url}/api/health") or {}).get("status") != "healthy":
            if time.monotonic() > deadline:
                self._console.say(f"  not yet healthy: {_ailing(found)}")
                return
            time.sleep(POLL_SECONDS * 5)


def _ailing(found: Mapping[str, object]) -> str:
    services = found.get("services")
    if not isinstance(services, dict):
        return "no answer from the API"
    states = {name: service.get("status") for name, service in services.items()}
    return ", ".join(f"{name} is {state}" for name, state in states.items() if state != "healthy")
