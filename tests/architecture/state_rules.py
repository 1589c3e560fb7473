"""The three mistakes that matter: a status written elsewhere, a foreign call before commit, a second clock.

Each rule takes sources and returns findings. They read syntax, so they miss what is put together at run time; the
engine refuses the worst of that itself (`mongo.in_transaction`), and the races look for the rest.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from tests.architecture.reading import Function, Source, calls, dotted, imports, is_text, resolved

# ---------------------------------------------------------------------------------------------- status

OWNER_OF_STATUS = "drivesphere/models/booking.py"
BOOKINGS = "drivesphere.models.booking"
STATUS = ("status", "set__status", "bookings.status")
UPDATE_OPERATORS = ("$set", "$setOnInsert", "$unset", "$rename", "$replaceWith")
# Which arguments of a call are written to the database: by position and by name; None means all.
WRITES: dict[str, tuple[tuple[int, ...], tuple[str, ...]] | None] = {
    "insert": None,
    "insert_one": None,
    "insert_many": None,
    "replace_one": ((1,), ("replacement",)),
    "find_one_and_replace": ((1,), ("replacement",)),
    "amend": ((3,), ("changes",)),
    "advance": ((), ("also_set",)),
    "InsertOne": None,
    "ReplaceOne": ((1,), ("replacement",)),
    "Booking": None,
    "modify": None,
    "update": None,
}


def status_writes(source: Source) -> list[str]:
    """Places that give a booking a status, other than the module that owns it."""
    if source.path == OWNER_OF_STATUS:
        return []
    found = chain(_assigned(source), _in_updates(source), _in_writes(source))
    return sorted({source.at(node, "writes `status`; only models/booking.advance does") for node in found})


def _assigned(source: Source) -> Iterator[ast.AST]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Subscript) and is_text(node.slice, *STATUS) and not isinstance(node.ctx, ast.Load):
            yield node
        if isinstance(node, ast.Attribute) and node.attr == "status" and isinstance(node.ctx, ast.Store):
            yield node
        if isinstance(node, ast.Call) and dotted(node.func) == "setattr" and is_text(node.args[1], "status"):
            yield node


def _in_updates(source: Source) -> Iterator[ast.AST]:
    """Under an update operator, whatever the collection: other models call their state something else."""
    for node in ast.walk(source.tree):
        for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
            if is_text(key, *UPDATE_OPERATORS):
                yield from _status_keys(value, _dicts_of(source))


def _in_writes(source: Source) -> Iterator[ast.AST]:
    known, dicts = imports(source), _dicts_of(source)
    for call in calls(source.tree):
        name = dotted(call.func).rpartition(".")[2]
        if name in WRITES and not _is_of_another_model(source, dotted(call.func), known):
            for argument in _written(call, WRITES[name]):
                yield from _status_keys(argument, dicts)
            yield from (keyword for keyword in call.keywords if keyword.arg in STATUS)


def _written(call: ast.Call, which: tuple[tuple[int, ...], tuple[str, ...]] | None) -> Iterator[ast.AST]:
    positions, names = which or (tuple(range(len(call.args))), ())
    yield from (call.args[position] for position in positions if position < len(call.args))
    yield from (word.value for word in call.keywords if which is None or word.arg in names)


def _is_of_another_model(source: Source, receiver: str, known: Mapping[str, str]) -> bool:
    """A model may keep a field `status` of its own collection; that is no booking's."""
    target = resolved(receiver, dict(known))
    is_other = target.startswith("drivesphere.models.") and not target.startswith(BOOKINGS)
    is_own = source.path.startswith("drivesphere/models/") and receiver.startswith(("?.", "collection"))
    return is_other or is_own


def _dicts_of(source: Source) -> dict[str, list[ast.AST]]:
    """What each name was given in this file and what each of its functions returns, to look one step further."""
    given: dict[str, list[ast.AST]] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                given.setdefault(dotted(target), []).append(node.value)
        if isinstance(node, Function):
            returned = [step.value for step in ast.walk(node) if isinstance(step, ast.Return) and step.value]
            given.setdefault(f"{node.name}()", []).extend(returned)
    return given


def _status_keys(
    node: ast.AST, dicts: Mapping[str, list[ast.AST]], seen: frozenset[str] = frozenset()
) -> Iterator[ast.AST]:
    """Keys `status` of the dicts that `node` is made of, through names, `|`, lists and functions of the same file."""
    if isinstance(node, ast.Dict):
        yield from (key for key in node.keys if key and is_text(key, *STATUS))
        inner: Iterable[ast.AST] = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
    elif isinstance(node, ast.BinOp):
        inner = [node.left, node.right]
    elif isinstance(node, ast.List | ast.Tuple | ast.IfExp | ast.ListComp):
        inner = list(ast.iter_child_nodes(node))
    else:
        name = f"{dotted(node.func)}()" if isinstance(node, ast.Call) else dotted(node)
        inner, seen = ([] if name in seen else dicts.get(name, [])), seen | {name}
    for each in inner:
        yield from _status_keys(each, dicts, seen)


# ---------------------------------------------------------------------------------------- foreign calls

FOREIGN = (
    "drivesphere.infra.cache.",
    "drivesphere.infra.checkout.",
    "drivesphere.infra.idempotency.",
    "drivesphere.infra.locks.",
    "drivesphere.infra.mail.",
    "drivesphere.infra.redis.",
    "drivesphere.infra.revocations.",
    "drivesphere.infra.tally.flush",
    "drivesphere.infra.tally.read",
    "drivesphere.infra.rivals.",
    "drivesphere.infra.storage.",
    "drivesphere.infra.mongo.transaction",
    "drivesphere.services.outbox.wake",
    "drivesphere.services.outbox.drain",
    "requests.",
    "httpx.",
    "urllib.request.",
    "smtplib.",
    "subprocess.",
    "socket.",
    "stripe.",
)
PURE = ("drivesphere.infra.checkout.public_url", "drivesphere.infra.checkout.event_of")
"""Neighbours of foreign calls that only compute."""
SENDS = ("send_task", "delay", "apply_async")
SESSION_TYPES = (None, "Any", "ClientSession", "ClientSession | None")
"""How the database's session is annotated; a Stripe session has a type of its own."""


def foreign_calls(files: Iterable[Source]) -> list[str]:
    """Calls that leave the process, reachable from a body that runs inside a transaction and may run twice."""
    program = Program(list(files))
    return sorted(set(chain.from_iterable(program.foreign_from(source, body) for source, body in program.bodies())))


class Program:
    """The functions of all files by full name, so that calls can be followed from file to file."""

    def __init__(self, files: list[Source]) -> None:
        self.files = files
        self.known = {source.path: imports(source) for source in files}
        self.functions = {f"{s.module}.{f.name}": (s, f) for s in files for f in s.tree.body if isinstance(f, Function)}

    def bodies(self) -> Iterator[tuple[Source, ast.AST]]:
        """Everything handed to a transaction, and every function that takes its session."""
        for source in self.files:
            yield from ((source, function) for function in source.functions if _takes_session(function))
            yield from ((source, body) for body in self._handed_over(source))

    def _handed_over(self, source: Source) -> Iterator[ast.AST]:
        local = {function.name: function for function in source.functions}
        openers = _openers(source)
        for call in calls(source.tree):
            position = openers.get(dotted(call.func).rpartition(".")[2])
            if position is None or position >= len(call.args):
                continue
            work = call.args[position]
            body = local.get(dotted(work), work)
            if isinstance(body, ast.Lambda | Function):
                yield body

    def foreign_from(self, source: Source, body: ast.AST) -> list[str]:
        """Findings in `body` and in whatever it calls, each named at the call that leaves."""
        found, waiting, seen = [], [(source, body)], {id(body)}
        while waiting:
            here, node = waiting.pop()
            for call in calls(node):
                name = resolved(dotted(call.func), self.known[here.path])
                if _is_foreign(name):
                    found.append(
                        here.at(call, f"calls {name} inside a transaction (from line {_line(body)} of {source.path})")
                    )
                called = self.functions.get(name) or self.functions.get(f"{here.module}.{name}")
                if called and not _is_foreign(name) and id(called[1]) not in seen:
                    seen.add(id(called[1]))
                    waiting.append(called)
        return found


def _takes_session(function: Function) -> bool:
    annotated = [a for a in function.args.args if a.arg in ("session", "_session")]
    return any((ast.unparse(a.annotation) if a.annotation else None) in SESSION_TYPES for a in annotated)


def _openers(source: Source) -> dict[str, int]:
    """Which argument of which function runs in a transaction: of `transaction`, and of what passes its own on to it."""
    openers = {"transaction": 0}
    for _ in range(3):
        for function in source.functions:
            names = [argument.arg for argument in function.args.args]
            for call in calls(function):
                position = openers.get(dotted(call.func).rpartition(".")[2])
                if position is not None and position < len(call.args) and dotted(call.args[position]) in names:
                    openers[function.name] = names.index(dotted(call.args[position]))
    return openers


def _is_foreign(name: str) -> bool:
    return name not in PURE and (name.startswith(FOREIGN) or name.rpartition(".")[2] in SENDS)


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 1))


# ------------------------------------------------------------------------------------------------ clock

CLOCKS = (
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
)


def clock_reads(source: Source) -> list[tuple[str, str]]:
    """(path::function, finding) of each read of the machine's clock; durations (`monotonic`) are not time of day."""
    known = imports(source)
    return [
        (f"{source.path}::{_enclosing(source, node)}", source.at(node, f"reads {resolved(dotted(node), known)}"))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute | ast.Name) and resolved(dotted(node), known) in CLOCKS
    ]


def _enclosing(source: Source, node: ast.AST) -> str:
    around = [f for f in source.functions if f.lineno <= _line(node) <= (f.end_lineno or 0)]
    return max(around, key=lambda f: f.lineno).name if around else "<module>"
