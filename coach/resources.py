"""Where prompts, guidance and the invented network lie: inside an installed wheel, or in the source tree."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "shipped"
_SOURCE_TREE = Path(__file__).parent.parent


def resource_folder(name: str) -> Path:
    """The folder `prompts`, `knowledge` or `examples`, as a path that exists."""
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _SOURCE_TREE / name


def package_file(name: str) -> Path:
    """A file that travels inside the package, such as `ui/style.css`."""
    return Path(__file__).parent / name
