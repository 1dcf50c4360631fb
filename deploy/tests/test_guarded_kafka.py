"""A broker with TLS and logins: what production has and the development servers lack."""

import asyncio
import os
import shutil
import ssl
from datetime import timedelta
from ipaddress import ip_address

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from faststream.kafka.security import parse_security

from branchline.infrastructure import kafka
from branchline.infrastructure.servers import LOOPBACK, free_port
from branchline.places import instance_folder
from branchline.testing import service_fixture
from chassis.clock import real_now
from chassis.ids import new_id
from contracts.cloudevents import Envelope, parse
from contracts.topics import TOPICS, service_topic
from edge import topics
from edge.config import Broker
from edge.process import Process
from tests.probe import PROBE, told

PATIENCE_S = 30
USER, PASSWORD = "orders", "a password of its own"
LISTENERS = {"SASL_SSL": "SASL_SSL", "SASL_PLAINTEXT": "SASL_PLAINTEXT", "SSL": "SSL"}
house = service_fixture(PROBE)


def certificate() -> tuple[bytes, bytes]:
    """Make a key with a certificate for the loopback address that vouches for itself; both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker of a test")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(real_now() - timedelta(hours=1))
        .not_valid_after(real_now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return text, made.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def broker():
    """Run a broker with a listener a protocol; return its settings by protocol."""
    folder = instance_folder(f"test-guarded-{os.getpid()}").resolve() / "kafka"
    folder.mkdir(parents=True)
    key, authority = certificate()
    (folder / "broker.pem").write_bytes(key + authority)
    (folder / "ca.pem").write_bytes(authority)
    ports = {name: free_port() for name in LISTENERS}
    try:
        kafka.start(
            folder,
            lambda _: None,
            extra=properties(folder, ports),
            format_options=("--add-scram", f'SCRAM-SHA-512=[name={USER},password="{PASSWORD}"]'),
        )
        yield {
            name: {
                "kafka": f"{LOOPBACK}:{port}",
                "kafka_protocol": name,
                "kafka_username": USER,
                "kafka_password": PASSWORD,
                "kafka_ca_file": folder / "ca.pem",
            }
            for name, port in ports.items()
        }
    finally:
        kafka.stop(folder, gently=False)
        shutil.rmtree(folder.parent)


def properties(folder, ports) -> str:
    more = [f"{name}://{{host}}:{port}" for name, port in ports.items()]
    kinds = ",".join(f"{name}:{name}" for name in ports)
    plain = f'org.apache.kafka.common.security.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
    scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
    return f"""
listeners={",".join(more)},PLAINTEXT://{{host}}:{{port}},CONTROLLER://{{host}}:{{controller}}
advertised.listeners={",".join(more)},PLAINTEXT://{{host}}:{{port}}
listener.security.protocol.map={kinds},PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
listener.name.sasl_ssl.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.sasl_plaintext.sasl.enabled.mechanisms=PLAIN
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config={scram}
listener.name.sasl_plaintext.plain.sasl.jaas.config={plain}
ssl.keystore.type=PEM
ssl.keystore.location={folder / "broker.pem"}
"""


@pytest.mark.parametrize(
    ("protocol", "mechanism"), [("SASL_SSL", "SCRAM-SHA-512"), ("SASL_PLAINTEXT", "PLAIN"), ("SSL", "SCRAM-SHA-512")]
)
async def test_topics_are_created_by_every_protocol(broker, protocol, mechanism):
    settings = Broker(**broker[protocol], kafka_mechanism=mechanism)
    await topics.create(settings.kafka, security=settings.security())
    assert await topics.create(settings.kafka, security=settings.security()) == []


async def test_every_role_works_with_a_login_over_tls(house, broker):
    config = house.config.model_copy(update={**broker["SASL_SSL"], "port": 0, "slot": str(new_id())})
    await topics.create(config.kafka, TOPICS, security=config.security())
    consumer = AIOKafkaConsumer(
        service_topic("orders"),
        bootstrap_servers=config.kafka,
        auto_offset_reset="earliest",
        **parse_security(config.security()),
    )
    await consumer.start()
    try:
        # To have started means that the consumers of the worker have joined their groups.
        async with Process(house.service, config, ("worker", "relay", "sweeper")).started():
            async with house.tx() as tx:
                event_id = tx.emit(told(tx, new_id(), None))
            async with asyncio.timeout(PATIENCE_S):
                assert await arrived(consumer, event_id)
    finally:
        await consumer.stop()


async def arrived(consumer: AIOKafkaConsumer, event_id) -> bool:
    """Read until an event comes by."""
    async for record in consumer:
        envelope = parse(record.key, record.headers, record.value)
        if isinstance(envelope, Envelope) and envelope.id == event_id:
            return True
    return False


@pytest.mark.parametrize(
    "wrong",
    [
        {"kafka_password": "another"},
        {"kafka_username": "nobody"},
        {"kafka_ca_file": None},
        {"kafka_protocol": "SSL"},
    ],
    ids=["password", "name", "unknown authority", "no login"],
)
async def test_a_wrong_login_and_an_unknown_authority_reach_nothing(broker, wrong):
    settings = Broker(**{**broker["SASL_SSL"], **wrong})
    with pytest.raises((KafkaError, ssl.SSLError)):
        await topics.create(settings.kafka, security=settings.security())


def test_settings_come_from_files_where_the_environment_says_nothing(tmp_path, monkeypatch):
    (tmp_path / "ORDERS_KAFKA_PASSWORD").write_text("from a file\n")
    (tmp_path / "ORDERS_KAFKA").write_text("from a file")
    monkeypatch.setenv("ORDERS_KAFKA", "from the environment")
    found = Broker(_env_prefix="ORDERS_", _secrets_dir=tmp_path)
    assert (found.kafka, found.kafka_password) == ("from the environment", "from a file")
