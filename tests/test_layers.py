from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ONLY_UP_TO = 3
"""Statements a callback may have."""
SUBJECTS = frozenset(
    {
        "goals",
        "coverage",
        "effect",
        "measures",
        "money",
        "official",
        "project",
        "reporting",
        "anchoring",
        "entry",
        "access",
    }
)
LEVELS = (
    {"terms"},
    {"address"},
    {"store"},
    {"places"},
    {"status"},
    {"content"},
    SUBJECTS,
    {"overview"},
    {"portfolio"},
    {"papers"},
    {"delivery"},
    {"method"},
    {"shell"},
)
"""Rooms from the ground up: a room imports from its own level and those below. Subjects may look at each
other, but never in a circle."""
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
WORLD = ("sqlalchemy", "alembic", "sqlite3", "psycopg", "urllib.request", "httpx")
SCREEN = ("dash", "dash_bootstrap_components", "plotly", "flask")
FORBIDDEN = {
    "terms": ("dashboard", "data_sources", "seeds", "app", "command", *SCREEN, *WORLD),
    "dashboard": ("data_sources", "seeds", "app", "command", *WORLD),
    "dashboard/papers": SCREEN,
    "data_sources": ("dashboard", "seeds", "app", "command", *SCREEN),
}
"""Folder → modules that nothing in it may import."""
REMAINING = Path(__file__).with_name("layers_remaining.txt")
"""What still points the wrong way, a list that may only become shorter; and what is pure by another name."""


def remaining(section):
    """Lines of one section of the list."""
    found, here = [], False
    for line in REMAINING.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = line == f"[{section}]"
        elif here and line.strip():
            found.append(line.strip())
    return set(found)


def files(folder):
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module):
    """Room of a module of ours; None for what stands outside the rooms."""
    parts = module.split(".")
    name = parts[1] if parts[0] == "dashboard" and len(parts) > 1 else parts[0]
    return name if name in LEVEL and parts[0] in {"dashboard", "terms"} else None


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


def between_rooms(sources):
    """Imports from one room to another, as (module, imported module), from module → source."""
    for module, source in sources.items():
        room = room_of(module)
        found = {each for each in imported(ast.parse(source)) if each in sources}
        yield from ((module, each) for each in found if room and room_of(each) not in {None, room})


def upward(pairs):
    return {f"{a} -> {b}" for a, b in pairs if LEVEL[room_of(a)] < LEVEL[room_of(b)]}


def circles(pairs):
    """Pairs of rooms on one level that import each other, directly or round about."""
    ways = {(room_of(a), room_of(b)) for a, b in pairs if LEVEL[room_of(a)] == LEVEL[room_of(b)]}
    reached = set(ways)
    while more := {(a, d) for a, b in reached for c, d in ways if b == c} - reached:
        reached |= more
    return {" <-> ".join(sorted(pair)) for pair in reached if pair[::-1] in reached and pair[0] != pair[1]}


def is_pure(module):
    """Whether a module may only work out: the numbers of a room, or a module listed as pure."""
    return module.endswith(".numbers") or module in remaining("pure")


def ours():
    return {
        module_of(path): path.read_text(encoding="utf-8") for path in [*files("terms"), *files("dashboard")]
    }


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


def test_no_room_imports_from_one_above_it():
    assert upward(between_rooms(ours())) == remaining("upward")


def test_subjects_do_not_import_in_circles():
    assert circles(between_rooms(ours())) == remaining("circles")


def test_every_folder_of_the_dashboard_is_a_room():
    rooms = {path.name for path in (ROOT / "dashboard").iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set(LEVEL) - {"terms"}
    assert [path.name for path in (ROOT / "dashboard").glob("*.py")] == ["__init__.py"]


def test_numbers_know_neither_screen_nor_world_nor_words():
    bad = {
        module: found
        for module, source in ours().items()
        if is_pure(module)
        and (
            found := {
                each
                for each in imported(ast.parse(source))
                for rule in (*SCREEN, *WORLD, "terms.words", "dashboard.content")
                if reaches(each, rule)
            }
        )
    }
    assert sum(is_pure(module) for module in ours()) >= 5
    assert bad == {}


def test_only_the_shell_imports_a_panel_of_another_room():
    found = {
        f"{module} -> {each}"
        for module, each in between_rooms(ours())
        if each.endswith(".panel") and room_of(module) != "shell"
    }
    assert found == remaining("panels of others")


def test_modules_that_are_listed_exist():
    assert remaining("pure") <= set(ours())


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


def test_callbacks_are_shells():
    found = {module: bad for module, source in ours().items() if (bad := faults(source))}
    assert found == {}


def test_every_room_has_its_callbacks_in_register():
    named = {}
    for path in files("dashboard"):
        for function, home in callbacks(ast.parse(path.read_text(encoding="utf-8"))):
            if "shell" not in path.parts:
                named[f"{path.name}:{function.name}"] = home.name if home else None
    assert len(named) >= 3
    assert set(named.values()) == {"register"}


def test_only_settings_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT))
        for path in [*files("dashboard"), *files("data_sources"), *files("seeds"), *ROOT.glob("*.py")]
        if reads_environment(path.read_text(encoding="utf-8"))
    }
    assert readers == {"dashboard/shell/settings.py"}


def test_no_module_is_named_for_everything():
    names = {
        path.stem
        for folder in ("terms", "dashboard", "data_sources", "seeds", "tests", "bench")
        for path in files(folder)
    }
    assert names.isdisjoint({"utils", "util", "helpers", "common", "misc", "base", "manager", "kernel"})


@pytest.mark.parametrize("folder", ["terms", "dashboard", "data_sources"])
def test_modules_are_short_and_say_what_they_are(folder):
    for path in files(folder):
        source = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(source)), path
        if "migrations" not in path.parts:
            assert len(source.splitlines()) <= LONGEST, path


LONGEST = 400
"""Lines: one subject each."""


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("from data_sources.goals import load_goal", "dashboard"),
        ("def f():\n    import sqlalchemy.orm", "dashboard/goals"),
        ("from dashboard.store.frames import SPECS", "data_sources"),
        ("from dash import html", "data_sources"),
        ("from dash import html", "dashboard/papers"),
        ("import sqlalchemy", "dashboard/papers"),
        ("from dashboard.address import ids", "terms"),
        ("import pandas, flask", "terms"),
    ],
)
def test_the_test_finds_an_import_that_points_the_wrong_way(source, folder):
    assert foreign(source, folder)


def test_the_test_finds_an_import_from_a_room_above():
    pairs = [
        ("dashboard.goals.numbers", "dashboard.shell.page"),
        ("dashboard.shell.page", "dashboard.goals.panel"),
    ]
    assert upward(pairs) == {"dashboard.goals.numbers -> dashboard.shell.page"}


def test_the_test_finds_a_circle_of_three_rooms():
    pairs = [
        ("dashboard.goals.a", "dashboard.money.b"),
        ("dashboard.money.b", "dashboard.effect.c"),
        ("dashboard.effect.c", "dashboard.goals.d"),
        ("dashboard.goals.d", "dashboard.official.e"),
    ]
    assert circles(pairs) == {"goals <-> money", "effect <-> goals", "effect <-> money"}


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
