"""Process settings of customers."""

from pydantic_settings import SettingsConfigDict

from edge.config import Config


class Settings(Config):
    """What differs between machines."""

    model_config = SettingsConfigDict(env_prefix="CUSTOMERS_", frozen=True, extra="ignore")
