"""What services ask of one another on the control topic."""

from typing import Annotated

from pydantic import Field

from contracts.events import Block
from contracts.partition import SHARDS


class ResendRequest(Block):
    """Ask a source to send a range of a shard again, onto the replay topic of the asking group.

    Idempotent, repeated until the gap has closed; the record's key is `<source>/<shard>`.
    """

    source: Annotated[str, Field(examples=["branchline/customers"])]
    group: Annotated[str, Field(examples=["orders"])]
    shard: Annotated[int, Field(ge=0, lt=SHARDS)]
    from_position: Annotated[int, Field(ge=1, alias="from")]
    to_position: Annotated[int, Field(ge=1, alias="to")]
