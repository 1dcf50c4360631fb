"""The chart: what it renders is accepted by Kubernetes, and the services can start from it."""

import json
from copy import deepcopy
from itertools import product

import pytest

from branchline.estate import service
from edge import migrate, topics
from edge.config import Config
from edge.process import ROLES, STOP_DEADLINE_S
from notifications.settings import Smtp
from scripts import manifests

SERVICES = ("customers", "orders", "receivables", "notifications")
EXAMPLES = {path.name.removesuffix("-values.yaml"): manifests.values(path) for path in manifests.EXAMPLES}
# A firm's choice; all else is set by the chart itself, or for development alone.
CHOSEN = {"pool_size", "sweep_every_s", "heartbeat_every_s", "gap_after_s", "retry_base_s"}
DEVELOPMENT = {"environment", "clock_file", "docs_assets"}
WORKLOADS = {"Deployment", "StatefulSet", "Job"}


@pytest.fixture(scope="module", params=EXAMPLES)
def rendered(request):
    return manifests.render(EXAMPLES[request.param])


@pytest.fixture(scope="module")
def everything():
    return manifests.render(EXAMPLES["everything"])


def pods(rendered):
    """Return each workload with its pod, by the name of the workload."""
    return {one["metadata"]["name"]: one["spec"]["template"] for one in rendered if one["kind"] in WORKLOADS}


def only(rendered, kind):
    return {one["metadata"]["name"]: one for one in rendered if one["kind"] == kind}


def container(pod):
    (found,) = pod["spec"]["containers"]
    return found


def secret_files(pod):
    """Return the files below the folder of secrets, as name → (Secret, key)."""
    (volume,) = (each for each in pod["spec"]["volumes"] if each["name"] == "secrets")
    sources = [each["secret"] for each in volume["projected"]["sources"]]
    return {item["path"]: (source["name"], item["key"]) for source in sources for item in source["items"]}


def started_with(pod, tmp_path, monkeypatch):
    """Put environment and files in place as a kubelet does; return the names of all settings."""
    environment = {each["name"]: each.get("value", "of the pod") for each in container(pod)["env"]}
    monkeypatch.setattr("os.environ", environment)
    for name in secret_files(pod):
        (tmp_path / name).write_text(f"of {name}")
    return {name for name in environment if not name.startswith(("OTEL_", "BRANCHLINE_SECRETS"))} | set(
        secret_files(pod)
    )


def names_of(settings, prefix):
    return {f"{prefix}{field}".upper() for field in settings.model_fields}


@pytest.mark.parametrize("version", manifests.KUBERNETES)
def test_kubernetes_accepts_what_is_rendered(rendered, version):
    assert manifests.wrong(rendered, version) == []


def test_a_field_that_kubernetes_does_not_know_is_found(everything):
    broken = deepcopy(only(everything, "Deployment")["sales-orders-api"])
    container(broken["spec"]["template"])["readynessProbe"] = {}
    assert "readynessProbe" in manifests.wrong([broken], manifests.KUBERNETES[1])[0]


def test_every_service_has_every_role_with_its_service_and_disruption_budget(rendered):
    names = {f"sales-{name}-{role}" for name, role in product(SERVICES, ROLES)}
    workers = {name for name in names if name.endswith("-worker")}
    assert set(only(rendered, "StatefulSet")) == workers
    assert set(only(rendered, "Deployment")) == names - workers
    assert set(only(rendered, "Service")) == set(only(rendered, "PodDisruptionBudget")) == names
    for name, pod in pods(rendered).items():
        if name in names:
            assert container(pod)["args"] == [name.rpartition("-")[2]]


def test_what_selects_pods_selects_those_of_its_own_name(rendered):
    for kind, name in product(("Service", "PodDisruptionBudget", "Deployment", "StatefulSet"), pods(rendered)):
        if (one := only(rendered, kind).get(name)) is not None:
            selector = one["spec"]["selector"]
            wanted = selector.get("matchLabels", selector).items()
            chosen = [other for other, pod in pods(rendered).items() if wanted <= pod["metadata"]["labels"].items()]
            assert chosen == [name], kind


@pytest.mark.parametrize(("name", "role"), list(product(SERVICES, ROLES)))
def test_a_role_finds_each_setting_that_it_needs_and_none_that_it_does_not_know(
    rendered, name, role, tmp_path, monkeypatch
):
    given = started_with(pods(rendered)[f"sales-{name}-{role}"], tmp_path, monkeypatch)
    config = service(name).config(_secrets_dir=tmp_path)
    known = names_of(type(config), f"{name}_") | names_of(Smtp, "NOTIFICATIONS_SMTP_")
    assert given <= known
    assert config.environment == "production"
    assert (config.host, config.port) == ("0.0.0.0", 8000)  # noqa: S104 - inside a pod
    assert config.api_database != config.worker_database
    assert config.slot == "of the pod"
    if config.kafka_protocol.startswith("SASL"):
        assert config.kafka_username != config.kafka_password != ""


def test_jobs_find_their_settings(rendered, tmp_path, monkeypatch):
    jobs = pods(only(rendered, "Job").values())
    for name in SERVICES:
        given = started_with(jobs[f"sales-{name}-migrate"], tmp_path, monkeypatch)
        assert given == {f"{name}_OWNER_DATABASE".upper()}
        assert container(jobs[f"sales-{name}-migrate"])["args"] == ["migrate"]
        assert migrate.Settings(_env_prefix=f"{name}_", _secrets_dir=tmp_path).owner_database
    if (pod := jobs.get("sales-customers-topics")) is not None:
        given = started_with(pod, tmp_path, monkeypatch)
        assert given <= names_of(topics.Settings, "BRANCHLINE_")
        assert topics.Settings(_secrets_dir=tmp_path).topics_replication == 3


def test_what_is_secret_stands_in_no_manifest_and_in_no_environment(rendered):
    assert only(rendered, "Secret") == only(rendered, "ConfigMap") == {}
    for pod in pods(rendered).values():
        names = [each["name"] for each in container(pod)["env"]]
        assert [name for name in names if name.endswith(("PASSWORD", "DATABASE", "USERNAME"))] == []


def test_the_owners_login_reaches_the_migration_alone(rendered):
    holders = [name for name, pod in pods(rendered).items() if any("OWNER" in path for path in secret_files(pod))]
    assert sorted(holders) == sorted(f"sales-{name}-migrate" for name in SERVICES)


def test_mail_is_sent_by_one_role_alone(everything):
    holders = [
        name
        for name, pod in pods(everything).items()
        if any("SMTP" in each for each in [*secret_files(pod), *(one["name"] for one in container(pod)["env"])])
    ]
    assert holders == ["sales-notifications-sweeper"]


def test_no_pod_may_do_more_than_it_must(rendered):
    for name, pod in pods(rendered).items():
        spec, inner = pod["spec"], container(pod)["securityContext"]
        assert spec["automountServiceAccountToken"] is False, name
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] > 10_000
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert inner["allowPrivilegeEscalation"] is False
        assert inner["readOnlyRootFilesystem"] is True
        assert inner["capabilities"] == {"drop": ["ALL"]}
        assert container(pod)["resources"]["limits"]["memory"]
        assert container(pod)["resources"]["requests"].keys() == {"cpu", "memory"}
        assert {"name": "tmp", "mountPath": "/tmp"} in container(pod)["volumeMounts"]  # noqa: S108


def test_a_pod_drains_before_it_is_killed(rendered):
    for kind in ("Deployment", "StatefulSet"):
        for pod in pods(only(rendered, kind).values()).values():
            wait = container(pod).get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            assert wait + STOP_DEADLINE_S < pod["spec"]["terminationGracePeriodSeconds"] == 30


def test_probes_ask_the_port_of_the_role(rendered):
    for kind in ("Deployment", "StatefulSet"):
        for pod in pods(only(rendered, kind).values()).values():
            found = container(pod)
            assert found["ports"] == [{"name": "http", "containerPort": 8000}]
            for probe, path in (("startup", "/livez"), ("liveness", "/livez"), ("readiness", "/readyz")):
                assert found[f"{probe}Probe"]["httpGet"] == {"path": path, "port": "http"}


def test_slots_are_the_ordinals_of_workers_and_the_names_of_all_others(rendered):
    for kind, path in (
        ("StatefulSet", "metadata.labels['apps.kubernetes.io/pod-index']"),
        ("Deployment", "metadata.name"),
    ):
        for pod in pods(only(rendered, kind).values()).values():
            (slot,) = (each for each in container(pod)["env"] if each["name"].endswith("_SLOT"))
            assert slot["valueFrom"]["fieldRef"]["fieldPath"] == path


def test_schemas_change_before_the_roles_do(rendered):
    for job in only(rendered, "Job").values():
        assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"


def test_pods_reach_what_they_need_and_are_reached_by_whom_the_values_name(everything):
    policies = only(everything, "NetworkPolicy")
    everyone, callers, mail = (policies[name]["spec"] for name in ("sales", "sales-callers", "sales-mail"))
    for pod in pods(everything).values():
        assert everyone["podSelector"]["matchLabels"].items() <= pod["metadata"]["labels"].items()
    assert everyone["policyTypes"] == ["Ingress", "Egress"]
    assert {port["port"] for rule in everyone["egress"] for port in rule["ports"]} == {53, 443, 4318, 5432, 9093}
    assert callers["podSelector"]["matchLabels"]["app.kubernetes.io/component"] == "api"
    assert mail["podSelector"]["matchLabels"]["app.kubernetes.io/component"] == "sweeper"


def test_only_a_role_of_one_service_takes_what_that_service_says(everything):
    replicas = {name: one["spec"]["replicas"] for name, one in only(everything, "Deployment").items()}
    assert (replicas["sales-orders-api"], replicas["sales-customers-api"]) == (4, 2)


def changed(*path, to):
    values = deepcopy(EXAMPLES["everything"])
    inner = values
    for name in path[:-1]:
        inner = inner.setdefault(name, {})
    inner[path[-1]] = to
    return values


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("oidc", "issuer"), "login.example.com"),
        (("kafka", "bootstrap"), "kafka"),
        (("kafka", "protocol"), "TLS"),
        (("kafka", "password"), "in the open"),
        (("services", "orders", "database"), "postgresql://orders:in-the-open@host/orders"),
        (("services", "orders", "databaseSecret"), "Not A Name"),
        (("services", "orders", "kafkaSecret"), ""),
        (("services", "orders", "settings"), {"ENVIRONMENT": "development"}),
        (("services", "orders", "settings"), {"API_DATABASE": "postgresql://"}),
        (("services", "orders", "settings"), {"POOL_SIZE": 20}),
        (("services", "invoices"), {"databaseSecret": "d", "ownerSecret": "o"}),
        (("topics", "secret"), ""),
        (("image", "tag"), "latest"),
        (("smtp", "sender"), ""),
        (("roles", "worker", "replicas"), 17),
        (("roles", "clerk"), {"replicas": 1}),
        (("drain", "endpointsSeconds"), 5),
        (("telemetry",), {"OTEL_EXPORTER_OTLP_HEADERS": "authorization=secret"}),
        (("telemetry",), {"LD_PRELOAD": "x"}),
        (("ingress", "hosts"), {}),
        (("networkpolicy",), {}),
    ],
)
def test_the_schema_refuses(path, to):
    with pytest.raises(manifests.BadValues):
        manifests.render(changed(*path, to=to))


def test_a_firm_may_choose_every_setting_that_the_chart_leaves_open(everything):
    schema = json.loads((manifests.CHART / "values.schema.json").read_text())
    open_ = {name.lower() for name in schema["definitions"]["service"]["properties"]["settings"]["properties"]}
    pod = pods(everything)["sales-orders-api"]
    names = [each["name"] for each in container(pod)["env"]] + list(secret_files(pod))
    set_by_chart = {name.removeprefix("ORDERS_").lower() for name in names if name.startswith("ORDERS_")} - open_
    assert open_ == CHOSEN
    assert open_ | set_by_chart | DEVELOPMENT == set(Config.model_fields)
