"""What holds for the whole tree: imports, docstrings, sizes, words that no file may have."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for room in ("bot", "config", "summarizer") for p in (ROOT / room).rglob("*.py"))
MAX_LINES = 300
MAX_FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "util", "helper", "helpers", "manager", "common", "base", "misc", "data", "item", "info"}
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def public(tree: ast.Module) -> list[Defined]:
    """Public functions and classes of a module, and the public methods of its classes."""
    tops = [node for node in tree.body if isinstance(node, Defined)]
    methods = [node for top in tops if isinstance(top, ast.ClassDef) for node in top.body if isinstance(node, Defined)]
    return [node for node in (*tops, *methods) if not node.name.startswith("_")]


def test_imports_follow_the_contract() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert 0 == done.returncode, done.stdout[-3000:] + done.stderr[-2000:]


@each_source
def test_module_says_what_it_owns(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not text.strip() or ast.get_docstring(ast.parse(text))


@each_source
def test_public_names_have_docstrings(path: Path) -> None:
    assert [] == [node.name for node in public(tree_of(path)) if not ast.get_docstring(node)]


@each_source
def test_file_holds_one_noun(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@each_source
def test_functions_are_short(path: Path) -> None:
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = {node.name: (node.end_lineno or 0) - node.body[0].lineno + 1 for node in functions}

    assert {} == {name: size for name, size in sizes.items() if size > MAX_FUNCTION_LINES}


@each_source
def test_module_is_named_by_a_word_of_the_field(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES


@each_source
def test_nothing_is_left_to_do_without_an_issue(path: Path) -> None:
    assert [] == re.findall(r"\b(?:TODO|FIXME|XXX)\b.*", path.read_text("utf-8"))


@pytest.mark.parametrize("room", ["bot.app", "bot.cli.main", "summarizer", "config.settings"])
def test_importing_loads_no_language_model(room: str) -> None:
    program = f"import sys, {room}; sys.exit(any(m in sys.modules for m in ('spacy', 'sumy', 'trafilatura')))"

    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, capture_output=True, timeout=60)

    assert 0 == done.returncode, done.stderr[-2000:]
