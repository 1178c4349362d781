"""The layer table of docs/architecture.md, held by the syntax tree."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GROUND = {"errors", "types", "settings", "prompts", "tokens", "text", "resources", "__init__"}
LAYERS = [
    "artifacts",
    "storage",
    "index",
    "llm",
    "mailbox",
    "importers",
    "people",
    "retrieval",
    "guard",
    "skills",
    "agent",
    "ui",
    "cli",
]
WITHOUT_SIBLINGS = {"skills", "importers", "guard"}
"""Here a file or folder is one job. What several share lies in the files named below."""
SHARED = {
    "importers": {"detect", "reading", "__init__"},
    "skills": {"__init__"},
    "guard": {"__init__", "findings", "vocabulary"},
}
FILES = sorted(path for path in ROOT.glob("coach/**/*.py") if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer_of(module: str) -> int:
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else "__init__"
    return LAYERS.index(name) if name in LAYERS else -1 if name in GROUND else -2


def own_imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "coach":
            yield node.module, node
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names if alias.name.split(".")[0] == "coach")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_and_never_sideways(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    tree = tree_of(path)
    inside = {
        id(node) for outer in ast.walk(tree) if isinstance(outer, ast.FunctionDef) for node in ast.walk(outer)
    }
    for imported, node in own_imports(tree):
        where = f"{path.name}:{node.lineno} imports {imported}"
        assert layer_of(imported) > -2, f"{where}, which is in no layer"
        assert layer_of(imported) <= layer_of(module), f"{where}, which is above it"
        assert id(node) not in inside, f"{where} inside a function"
        mine, theirs = module.split("."), imported.split(".")
        if mine[1] in WITHOUT_SIBLINGS and theirs[1] == mine[1] and len(theirs) > 2:
            same = theirs[2] == mine[2] or mine[2] in SHARED[mine[1]] or theirs[2] in SHARED[mine[1]]
            assert same, f"{where}, its sibling"
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8"), f"{path.name} hides an import"


def test_no_file_is_one_that_everybody_adds_to() -> None:
    long = {path.name: n for path in FILES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long


@pytest.mark.parametrize(
    "vendor",
    ["gradio", "chromadb", "sqlalchemy", "xllamacpp", "onnxruntime", "alembic", "imapclient", "keyring"],
)
def test_a_vendor_is_known_in_one_layer(vendor: str) -> None:
    layers = set()
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == vendor for name in names):
                layers.add(path.relative_to(ROOT / "coach").parts[0])
    assert len(layers) <= 1, f"{vendor} is known in {sorted(layers)}"
