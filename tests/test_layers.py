from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("dashboard", "data_sources", "seeds", "terms")
ONLY_UP_TO = 3
"""Statements a callback may have."""
NOT_ON_PAPER = (
    "dash",
    "dash_bootstrap_components",
    "plotly",
    "flask",
    "dashboard.panels",
    "dashboard.views",
    "dashboard.factory",
    "dashboard.ids",
    "dashboard.settings",
)
"""What neither papers nor the words they share with panels know of: the browser, and how the board is run."""
FORBIDDEN = {
    "dashboard": (
        "data_sources",
        "seeds",
        "app",
        "sqlalchemy",
        "alembic",
        "sqlite3",
        "psycopg",
        "urllib.request",
    ),
    "dashboard/metrics": (
        "dash",
        "dash_bootstrap_components",
        "plotly",
        "flask",
        "dashboard.figures",
        "dashboard.panels",
        "dashboard.views",
        "dashboard.text",
        "dashboard.factory",
        "dashboard.ids",
    ),
    "dashboard/figures": (
        "dash",
        "dash_bootstrap_components",
        "plotly",
        "flask",
        "dashboard.metrics",
        "dashboard.panels",
        "dashboard.views",
        "dashboard.store",
        "dashboard.factory",
    ),
    "dashboard/wording": (*NOT_ON_PAPER, "dashboard.figures", "dashboard.papers"),
    "dashboard/papers": NOT_ON_PAPER,
    "dashboard/access": (
        "dash",
        "plotly",
        "dashboard.panels",
        "dashboard.views",
        "dashboard.shell",
        "dashboard.factory",
        "dashboard.store",
        "dashboard.text",
    ),
    "dashboard/panels": ("dashboard.views", "dashboard.factory", "dashboard.settings"),
    "dashboard/views": ("dashboard.figures", "dashboard.factory", "dashboard.settings"),
    "terms": (
        "dashboard",
        "data_sources",
        "seeds",
        "app",
        "command",
        "dash",
        "plotly",
        "flask",
        "sqlalchemy",
    ),
    "data_sources": ("dashboard", "dash", "plotly", "flask", "seeds", "app", "command"),
    "terms": (
        "dashboard",
        "data_sources",
        "dash",
        "plotly",
        "flask",
        "sqlalchemy",
        "seeds",
        "app",
        "command",
    ),
}
"""Folder → modules that nothing in it may import."""


def files(folder):
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def imported(tree):
    """Every module a file imports, also inside functions; `from a import b` may be a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reaches(module, forbidden):
    return module == forbidden or module.startswith(f"{forbidden}.")


def foreign(source, folder):
    """Imports of a source that its folder forbids."""
    found = set(imported(ast.parse(source)))
    rules = {rule for above, rules in FORBIDDEN.items() if folder.startswith(above) for rule in rules}
    return {module for module in found for forbidden in rules if reaches(module, forbidden)}


def is_callback(decorator):
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(target, ast.Attribute | ast.Name) and "callback" in (
        target.attr if isinstance(target, ast.Attribute) else target.id
    )


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def callbacks(tree):
    """Every decorated callback with the function it is registered in; None at the module's own level."""
    homes = {id(inner): outer for outer in functions(tree) for inner in ast.walk(outer) if inner is not outer}
    for function in functions(tree):
        if any(is_callback(decorator) for decorator in function.decorator_list):
            yield function, homes.get(id(function))


DECIDING = ast.If | ast.IfExp | ast.For | ast.While | ast.Try | ast.Match
OF_THE_MODULE = {"dash.callback", "dash.ctx", "dash.callback_context", "dash.clientside_callback"}


def thick(function):
    """What a callback holds beyond a shell."""
    statements = [
        node
        for node in function.body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    nodes = list(ast.walk(function))
    if len(statements) > ONLY_UP_TO:
        yield "callback with more than three statements"
    if any(isinstance(node, DECIDING) for node in nodes):
        yield "callback that decides"
    if any(isinstance(node, ast.Name) and node.id in {"pd", "np"} for node in nodes):
        yield "callback with pandas"


def faults(source):
    """What a source does that the dashboard may not do, in words."""
    tree = ast.parse(source)
    found = [f"import of {module}" for module in imported(tree) if module in OF_THE_MODULE]
    for function, home in callbacks(tree):
        found += [*thick(function), *(["callback outside a function"] if home is None else [])]
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "allow_duplicate":
            found.append("allow_duplicate")
        if isinstance(node, ast.Attribute) and node.attr in {"ctx", "callback_context", "triggered_id"}:
            found.append(node.attr)
        if isinstance(node, ast.Global | ast.Nonlocal):
            found.append("state outside its function")
    return found


def reads_environment(source):
    return any(module in {"os.environ", "os.getenv"} for module in imported(ast.parse(source))) or any(
        isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        for node in ast.walk(ast.parse(source))
    )


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_point_one_way(folder):
    found = {
        str(path.relative_to(ROOT)): bad
        for path in files(folder)
        if (bad := foreign(path.read_text(encoding="utf-8"), folder))
    }
    assert files(folder)
    assert found == {}


def test_only_the_command_sees_both_the_world_and_the_board():
    both = set()
    for path in [*ROOT.glob("*.py"), *files("dashboard"), *files("data_sources"), *files("seeds")]:
        tops = {module.split(".")[0] for module in imported(ast.parse(path.read_text(encoding="utf-8")))}
        if {"dashboard", "data_sources"} <= tops:
            both.add(path.name)
    assert both <= {"app.py", "command.py"}


@pytest.mark.parametrize("path", files("dashboard"), ids=lambda path: str(path.relative_to(ROOT)))
def test_callbacks_are_shells(path):
    assert faults(path.read_text(encoding="utf-8")) == []


def test_every_panel_has_its_callbacks_in_register():
    named = {}
    for path in files("dashboard/panels"):
        for function, home in callbacks(ast.parse(path.read_text(encoding="utf-8"))):
            named[f"{path.name}:{function.name}"] = home.name if home else None
    assert len(named) >= 3
    assert set(named.values()) == {"register"}


def test_views_have_no_callbacks():
    for path in files("dashboard/views"):
        assert not list(callbacks(ast.parse(path.read_text(encoding="utf-8")))), path.name


def test_only_settings_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT))
        for path in [*(path for folder in PACKAGES for path in files(folder)), *ROOT.glob("*.py")]
        if reads_environment(path.read_text(encoding="utf-8"))
    }
    assert readers == {"dashboard/settings.py"}


def test_no_module_is_named_for_everything():
    names = {
        path.stem
        for folder in ("dashboard", "data_sources", "terms", "seeds", "tests", "bench")
        for path in files(folder)
    }
    assert names.isdisjoint({"utils", "util", "helpers", "common", "misc", "base", "manager"})


@pytest.mark.parametrize("folder", ["dashboard", "data_sources", "terms"])
def test_modules_are_short_and_say_what_they_are(folder):
    for path in files(folder):
        source = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(source)), path
        if "migrations" not in path.parts:
            assert len(source.splitlines()) <= LONGEST, path


LONGEST = 400
"""Lines: never so many that a module has two subjects."""


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("from data_sources.goals import load_goal", "dashboard"),
        ("def f():\n    import sqlalchemy.orm", "dashboard"),
        ("from dash import html", "dashboard/metrics"),
        ("import plotly.graph_objects as go", "dashboard/metrics"),
        ("from dashboard.figures import theme", "dashboard/metrics"),
        ("from dashboard import metrics", "dashboard/figures"),
        ("from dashboard.views.page import page", "dashboard/panels"),
        ("from dashboard.frames import SPECS", "data_sources"),
        ("from data_sources import schema", "terms"),
        ("from dashboard.panels.parts import mark", "dashboard/papers"),
        ("import sqlalchemy", "dashboard/papers"),
        ("from dash import html", "dashboard/wording"),
    ],
)
def test_the_test_finds_an_import_that_points_the_wrong_way(source, folder):
    assert foreign(source, folder)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("@app.callback(a, b)\ndef draw(x):\n    return x", "callback outside a function"),
        ("from dash import callback", "import of dash.callback"),
        (
            "def register(app):\n    @app.callback(a)\n    def draw(x):\n        if x:\n            return 1",
            "callback that decides",
        ),
        (
            "def register(app):\n    @app.callback(a)\n    def draw(x):\n        return 1 if x else 2",
            "callback that decides",
        ),
        (
            "def register(app):\n    @app.callback(a)\n    def draw(x):\n        a; b; c\n        return x",
            "callback with more than three statements",
        ),
        (
            "def register(app):\n    @app.callback(a)\n    def draw(x):\n        return pd.DataFrame(x)",
            "callback with pandas",
        ),
        ("Output(a, b, allow_duplicate=True)", "allow_duplicate"),
        ("def f():\n    return dash.ctx.triggered_id", "triggered_id"),
        ("def f():\n    global seen\n    seen = 1", "state outside its function"),
    ],
)
def test_the_test_finds_a_callback_that_is_more_than_a_shell(source, fault):
    assert fault in faults(source)


def test_the_test_finds_a_reader_of_the_environment():
    assert reads_environment("import os\nos.environ['X']")
    assert reads_environment("from os import getenv")
    assert not reads_environment("import os\nos.execv('a', [])")
