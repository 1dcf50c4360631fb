"""Bring a service's database to its newest schema, before its roles start: `python -m orders migrate`."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis import migrations
from chassis.blueprint import Service
from edge.config import SECRETS


class Settings(BaseSettings):
    """The one setting that the roles never see."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", secrets_dir=SECRETS)

    owner_database: str
    """PostgreSQL URL of the login that owns the tables."""


def migrate(service: Service) -> None:
    """Run the migrations as the owner, at <SERVICE>_OWNER_DATABASE."""
    migrations.upgrade(service, Settings(_env_prefix=f"{service.name.upper()}_").owner_database)
