"""Process settings: what differs between machines, from the environment or from secret files."""

import os
import ssl
from pathlib import Path
from typing import Literal

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512
from pydantic_settings import BaseSettings, SettingsConfigDict

MECHANISMS = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}
# A folder with a file a setting, named as its variable: nothing secret need stand in the environment.
SECRETS = os.environ.get("BRANCHLINE_SECRETS")


class Broker(BaseSettings):
    """How to reach Kafka, and as whom."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", secrets_dir=SECRETS)

    kafka: str
    """Bootstrap servers, comma separated."""
    kafka_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    """Without TLS and login only on a trusted network."""
    kafka_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    """How the login is shown to be genuine."""
    kafka_username: str = ""
    """Name of the login, for the two SASL protocols."""
    kafka_password: str = ""
    """Its password."""
    kafka_ca_file: Path | None = None
    """Certificate authority of the brokers, PEM; without it the system's own."""

    def security(self) -> BaseSecurity:
        """Say how clients of Kafka prove who they are and whom they believe."""
        tls = ssl.create_default_context(cafile=self.kafka_ca_file) if self.kafka_protocol.endswith("SSL") else None
        if not self.kafka_protocol.startswith("SASL"):
            return BaseSecurity(tls)
        return MECHANISMS[self.kafka_mechanism](self.kafka_username, self.kafka_password, tls)


class Config(Broker):
    """Settings that every service has; a service's own class sets its prefix."""

    environment: Literal["production", "development"] = "production"
    """Development alone allows the movable clock and the development issuer."""
    api_database: str
    """PostgreSQL URL of the API's login role, without BYPASSRLS."""
    worker_database: str
    """PostgreSQL URL of the login role of worker, relay and sweeper."""
    issuer: str
    """The OIDC issuer's URL."""
    audience: str = "branchline"
    """The audience that tokens must name."""
    operators: frozenset[str] = frozenset()
    """Token subjects with the operator's rights over the whole firm, also before anybody is known (X4)."""
    host: str = "127.0.0.1"
    """Address of the API."""
    port: int = 8000
    """Port of the API."""
    slot: str = "0"
    """Stable name of this worker among its peers (a StatefulSet's ordinal): static group membership."""
    pool_size: int = 10
    """Connections of one role to its database."""
    clock_file: Path | None = None
    """Where the development clock keeps its offset."""
    sweep_every_s: float = 60
    """Seconds between two runs of the sweeper."""
    heartbeat_every_s: float = 30
    """Seconds between two heartbeats of a shard."""
    gap_after_s: float = 30
    """Age from which a gap in a stream is reported and a resend is asked for."""
    retry_base_s: float = 1
    """First back-off of an event that failed; it doubles with each try."""
    docs_assets: Path | None = None
    """Folder of the documentation page's own script and style."""
