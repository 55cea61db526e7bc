"""What holds for the whole tree: imports, docstrings, sizes, words that no file may have."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for room in ("bot", "config", "summarizer") for p in (ROOT / room).rglob("*.py"))
MAX_LINES = 300
MAX_FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "util", "helper", "helpers", "manager", "common", "base", "misc", "data", "item", "info"}
LONGER = {"bot/model.py"}  # every noun of the bot, so that a reader finds them in one place
Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def public(tree: ast.Module) -> list[Defined]:
    """Public functions and classes of a module, and the public methods of these classes."""
    tops = [node for node in tree.body if isinstance(node, Defined) and not node.name.startswith("_")]
    methods = [node for top in tops if isinstance(top, ast.ClassDef) for node in top.body if isinstance(node, Defined)]
    return [*tops, *(method for method in methods if not method.name.startswith("_"))]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.body[0].lineno + 1


def test_imports_follow_the_contract() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert 0 == done.returncode, done.stdout[-3000:] + done.stderr[-2000:]


def test_every_module_says_what_it_owns() -> None:
    filled = [path for path in SOURCES if path.read_text("utf-8").strip()]

    assert [] == [name_of(path) for path in filled if not ast.get_docstring(tree_of(path))]


def test_every_public_name_has_a_docstring() -> None:
    found = [(path, node) for path in SOURCES for node in public(tree_of(path))]

    assert [] == [f"{name_of(path)}: {node.name}" for path, node in found if not ast.get_docstring(node)]


def test_every_file_holds_one_noun() -> None:
    sizes = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert {} == {name: size for name, size in sizes.items() if size > MAX_LINES and name not in LONGER}


def test_every_function_is_short() -> None:
    found = [(path, node) for path in SOURCES for node in functions(tree_of(path))]

    assert [] == [f"{name_of(path)}: {node.name}" for path, node in found if lines_of(node) > MAX_FUNCTION_LINES]


def test_every_module_is_named_by_a_word_of_the_field() -> None:
    assert [] == [name_of(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES]


def test_nothing_is_left_to_do_in_a_comment() -> None:
    assert [] == [name_of(path) for path in SOURCES if re.search(r"\b(?:TODO|FIXME|XXX)\b", path.read_text("utf-8"))]


def test_importing_loads_no_language_model() -> None:
    rooms = "bot.app, bot.cli.main, summarizer, config.settings"
    program = f"import sys, {rooms}; sys.exit(any(m in sys.modules for m in ('spacy', 'sumy', 'trafilatura')))"

    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, capture_output=True, timeout=60)

    assert 0 == done.returncode, done.stderr[-2000:]
