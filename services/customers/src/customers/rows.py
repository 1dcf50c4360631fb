"""The mapped tables' common root."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import DateTime, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase


class Row(DeclarativeBase):
    """A row of this service."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        Decimal: Numeric(18, 2),
        dict[str, Any]: JSONB,
        list[dict[str, Any]]: JSONB,
    }
