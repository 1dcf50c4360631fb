"""Process settings: what differs between machines, from the environment or from secret files."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Config(BaseSettings):
    """Settings that every service has; a service's own class sets its prefix."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", secrets_dir=None)

    environment: Literal["production", "development"] = "production"
    """Development alone allows the movable clock and the development issuer."""
    api_database: str
    """PostgreSQL URL of the API's login role, without BYPASSRLS."""
    worker_database: str
    """PostgreSQL URL of the login role of worker, relay and sweeper."""
    kafka: str
    """Bootstrap servers, comma separated."""
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
