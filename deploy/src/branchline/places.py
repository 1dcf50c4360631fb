"""Where the project keeps what it downloads and the data of development servers."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """Return the cache folder: `.cache` of the project, or BRANCHLINE_HOME."""
    return Path(os.environ.get("BRANCHLINE_HOME") or ROOT / ".cache")


def instance_folder(instance: str) -> Path:
    """Return the folder of one set of development servers."""
    return home() / "instances" / instance


def build() -> Path:
    """Return the folder of reports and logs."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    return folder


def console() -> Path:
    """Return the folder of the built console (`make console`)."""
    return ROOT / "console" / "dist"
