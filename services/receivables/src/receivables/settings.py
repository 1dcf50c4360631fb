"""Process settings of receivables."""

from pydantic_settings import SettingsConfigDict

from edge.config import Config


class Settings(Config):
    """Take what differs between machines from `RECEIVABLES_…`."""

    model_config = SettingsConfigDict(env_prefix="RECEIVABLES_", frozen=True, extra="ignore")
