"""Process settings of notifications."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from edge.config import SECRETS, Config


class Settings(Config):
    """Where the service runs."""

    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_", frozen=True, extra="ignore")


class Smtp(BaseSettings):
    """The way out by e-mail; without a host, messages stay inside the application (N6)."""

    model_config = SettingsConfigDict(
        env_prefix="NOTIFICATIONS_SMTP_", frozen=True, extra="ignore", secrets_dir=SECRETS
    )

    host: str | None = None
    """Name of the mail server."""
    port: int = 25
    """Its port."""
    sender: str = "branchline@localhost"
    """Address that messages come from."""
    username: str | None = None
    """Login at the mail server, if it asks for one; only sent after STARTTLS."""
    password: str = ""
    """Its password."""
    timeout_s: int = 5
    """How long one answer of the mail server may take."""
