"""``make mutants``: plant random faults in a copy of the tree, one at a time, and report those that no test sees.

Each fault stands in another module. The tests of the module's room try it first, then those of the rooms that import
the module. The seed is printed; the same seed, count and tree give the same faults.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("kg", "api")
TESTS = {
    "amending": ["amendments"],
    "answers": ["rest"],
    "describing": ["linked"],
    "files": ["corpus", "register", "stores"],
    "forwarded": ["http"],
    "operating": ["http"],
    "site": ["pages"],
}
"""The tests of a room whose folder of tests has another name; the others are ``tests/ROOM`` or ``tests/test_ROOM.py``."""
OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
    ast.And: ast.Or,
    ast.Add: ast.Sub,
}
OPPOSITES |= {after: before for before, after in OPPOSITES.items()}


@dataclass(frozen=True)
class Mutant:
    """A fault: the bytes ``start`` to ``end`` of a module are replaced."""

    module: Path
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {' '.join(self.before.split())} -> {self.after}"


def mutants_of(module: Path, source: str) -> list[Mutant]:
    """Return every fault that can be planted in a module."""
    whole, starts = source.encode(), [0]
    for line in whole.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _nodes_that_run(ast.parse(source)):
        after = _mutated(node)
        if after is not None and isinstance(node, (ast.expr, ast.stmt)):
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            found.append(Mutant(module, node.lineno, start, end, whole[start:end].decode(), after))
    return found


def _nodes_that_run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that do something: no docstring, no annotation, no import for types, no piece of an f-string."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "type_params"} or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            match child:
                case ast.Expr(value=ast.Constant()) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
                    continue
                case ast.AST():
                    yield child
                    yield from _nodes_that_run(child)


def _mutated(node: ast.AST) -> str | None:
    """Return the source of a node with a fault; None where there is none to plant."""
    match node:
        case ast.Compare(ops=[operator, *rest]) if type(operator) in OPPOSITES:
            return f"({ast.unparse(ast.Compare(node.left, [_opposite(operator), *rest], node.comparators))})"
        case ast.BoolOp() | ast.BinOp() if type(node.op) in OPPOSITES:
            changed = ast.parse(ast.unparse(node), mode="eval").body
            assert isinstance(changed, (ast.BoolOp, ast.BinOp))
            changed.op = _opposite(node.op)
            return f"({ast.unparse(changed)})"
        case ast.UnaryOp(op=ast.Not()):
            return f"(bool({ast.unparse(node.operand)}))"
        case ast.Constant(value=bool() as value):
            return str(not value)
        case ast.Constant(value=int() as value):
            return f"({value + 1})"
        case ast.Constant(value=str() as value):
            return repr(value + "x")
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            return "return None"
        case ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            return "pass"
    return None


def _opposite(operator: ast.AST) -> Any:  # noqa: ANN401 - each field of the tree takes its own kind
    return OPPOSITES[type(operator)]()


@dataclass
class Trial:
    """A copy of the tree in which faults are planted, and what is known of its tests without a fault."""

    tree: Path
    seconds: int
    sound: dict[str, bool] = field(default_factory=dict)

    def killer(self, mutant: Mutant) -> str | None:
        """Return the folder of tests that sees a fault; None where none does."""
        tests = seeing_tests(self.tree, mutant.module)
        return next((one for one in tests if not self._passes_with(mutant, one) and self._is_sound(one)), None)

    def _passes_with(self, mutant: Mutant, tests: str) -> bool:
        """Return whether tests pass while a fault is planted."""
        file = self.tree / mutant.module
        whole = file.read_bytes()
        file.write_bytes(whole[: mutant.start] + mutant.after.encode() + whole[mutant.end :])
        try:
            return self._passes(tests)
        finally:
            file.write_bytes(whole)

    def _is_sound(self, folder: str) -> bool:
        """Return whether tests pass without a fault; those that do not would see faults everywhere."""
        if folder not in self.sound:
            self.sound[folder] = self._passes(folder)
            if not self.sound[folder]:
                print(f"{folder} fails without a fault and is left out", flush=True)  # noqa: T201
        return self.sound[folder]

    def _passes(self, folder: str) -> bool:
        """Run tests until the first fails; tests that take too long fail."""
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--doctest-modules", folder]
        # No byte code: two faults of one length in one second would be taken for the same file.
        environment = {**os.environ, "PYTHONPATH": str(self.tree), "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(
            command,
            cwd=self.tree,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as run:
            try:
                return run.wait(self.seconds) == 0
            except subprocess.TimeoutExpired:
                return False
            finally:
                _end_all_of(run)


def _end_all_of(run: subprocess.Popen[bytes]) -> None:
    """End a run with every process that it began."""
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def seeing_tests(tree: Path, module: Path) -> list[str]:
    """Return the tests that may see a fault of a module: its examples, its room's folder, then those of its importers."""
    examples = [str(module)] if ">>> " in (tree / module).read_text(encoding="utf-8") else []
    above = importers(tree)[".".join(module.with_suffix("").parts).removesuffix(".__init__")]
    folders = [folder for one in (module, *above) for folder in _folders(one)]
    return [*examples, *(folder for folder in dict.fromkeys(folders) if (tree / folder).exists())]


def _folders(module: Path) -> list[str]:
    room = module.with_suffix("").parts[1]
    return [name for folder in TESTS.get(room, [room]) for name in (f"tests/{folder}", f"tests/test_{folder}.py")]


@cache
def importers(tree: Path) -> Mapping[str, list[Path]]:
    """Return the modules that import a module, by its name; each file is read once."""
    found = defaultdict(list)
    for module in modules(tree):
        for name in dict.fromkeys(_imported(tree / module)):
            found[name].append(module)
    return found


def _imported(file: Path) -> Iterator[str]:
    """Yield what a module imports; a name taken from a module may be a module itself."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        match node:
            case ast.ImportFrom(module=str() as found, names=names):
                yield found
                yield from (f"{found}.{one.name}" for one in names)
            case ast.Import(names=names):
                yield from (one.name for one in names)


def modules(tree: Path) -> list[Path]:
    """Return the modules of the product, sorted."""
    return sorted(file.relative_to(tree) for package in PACKAGES for file in (tree / package).rglob("*.py"))


def draw(tree: Path, count: int, seed: int) -> list[Mutant]:
    """Draw faults, each in another module, until there are ``count`` or no module is left."""
    chance = random.Random(seed)  # noqa: S311 - it must be the same again
    everything = modules(tree)
    chance.shuffle(everything)
    found: list[Mutant] = []
    for module in everything:
        if len(found) == count:
            break
        if possible := mutants_of(module, (tree / module).read_text(encoding="utf-8")):
            found.append(chance.choice(possible))
    return found


def copy_tree(place: Path) -> Path:
    """Copy what the tests need."""
    unneeded = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".zhize", "dist", "build"
    )
    return Path(shutil.copytree(ROOT, place, ignore=unneeded, symlinks=True))


def main() -> None:
    """Plant the faults one after the other, and write what became of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="faults, each in another module")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="draws the same faults again")
    parser.add_argument("--seconds", type=int, default=600, help="longest run of one folder of tests")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(copy_tree(Path(folder) / "tree"), options.seconds)
        drawn = draw(trial.tree, options.count, options.seed)
        survived = 0
        for mutant in drawn:
            killer = trial.killer(mutant)
            survived += killer is None
            print(f"{killer or 'SURVIVED':20} {mutant}", flush=True)  # noqa: T201
    print(f"{len(drawn) - survived} of {len(drawn)} seen; seed {options.seed}")  # noqa: T201


if __name__ == "__main__":
    main()
