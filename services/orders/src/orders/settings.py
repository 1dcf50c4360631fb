"""Process settings of orders."""

from pydantic_settings import SettingsConfigDict

from edge.config import Config


class Settings(Config):
    """What differs between machines; business rules are in `defaults.py`."""

    model_config = SettingsConfigDict(env_prefix="ORDERS_", frozen=True, extra="ignore")
