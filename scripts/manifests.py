"""Render the chart for each of its example values, and check what comes out: `python -m scripts.manifests`."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import helm_python
import kubernetes_validate
import yaml
from kubernetes_validate import ValidationError

ROOT = Path(__file__).parents[1]
CHART = ROOT / "deploy/helm/branchline"
EXAMPLES = sorted((CHART / "ci").glob("*-values.yaml"))
# The oldest that the chart allows, and the newest whose schemas we have.
KUBERNETES = ("1.30", "1.37")
# Kinds of other people's: no schema of Kubernetes knows them.
FOREIGN = frozenset({"ServiceMonitor"})
WARNING = 2

Manifest = dict[str, Any]


class BadValues(Exception):
    """Values that the chart's schema refuses."""


def values(example: Path) -> dict[str, Any]:
    """Read example values."""
    found: dict[str, Any] = yaml.safe_load(example.read_text())
    return found


def render(given: Mapping[str, Any]) -> list[Manifest]:
    """Render the chart as Helm does, as release `sales`; BadValues says what its schema refuses."""
    with helm_python.Chart.load(str(CHART)) as chart:
        try:
            texts = chart.render(dict(given), name="sales", namespace="sales")
        except helm_python.HelmValuesError as error:
            raise BadValues(str(error)) from error
    documents = (yaml.safe_load_all(text) for name, text in sorted(texts.items()) if name.endswith(".yaml"))
    return [document for each in documents for document in each if document]


def wrong(manifests: Iterable[Manifest], version: str) -> list[str]:
    """Say what a version of Kubernetes would refuse, unknown fields too."""
    found = []
    for manifest in manifests:
        if manifest["kind"] in FOREIGN:
            continue
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except ValidationError as error:
            found.append(f"{manifest['kind']}/{manifest['metadata']['name']}: {version}: {error}")
    return found


def same_by(helm: str, example: Path, manifests: Iterable[Manifest]) -> bool:
    """Tell whether the command `helm template` renders the same."""
    argv = [helm, "template", "sales", str(CHART), "--namespace", "sales", "--values", str(example)]
    text = subprocess.run(argv, check=True, capture_output=True, text=True).stdout
    return _in_order(yaml.safe_load_all(text)) == _in_order(manifests)


def _in_order(manifests: Iterable[Manifest | None]) -> list[Manifest]:
    return sorted((each for each in manifests if each), key=lambda each: (each["kind"], each["metadata"]["name"]))


def findings(example: Path) -> list[str]:
    """Lint, render and validate the chart with example values; what was rendered goes to build/manifests/."""
    linted = helm_python.lint(str(CHART), values(example))
    found = [message["error"] for message in linted["messages"] if message["severity"] >= WARNING]
    manifests = render(values(example))
    path = ROOT / "build/manifests" / example.name.replace("-values", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump_all(manifests))
    found += [each for version in KUBERNETES for each in wrong(manifests, version)]
    helm = shutil.which("helm")
    if helm is not None and not same_by(helm, example, manifests):
        found.append(f"{helm} template renders otherwise")
    return [f"{example.name}: {each}" for each in found]


def main() -> int:
    """Print what is wrong with the chart."""
    found = [each for example in EXAMPLES for each in findings(example)]
    for each in found:
        print(each)
    helm = "with" if shutil.which("helm") else "without"
    print(f"chart: {len(found)} findings in {len(EXAMPLES)} examples, Kubernetes {', '.join(KUBERNETES)}, {helm} helm")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
