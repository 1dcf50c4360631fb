"""Servers that somebody else runs, at addresses from the environment."""

import asyncio

import asyncpg
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from branchline.infrastructure.servers import ServerFailed

ANSWER_TIMEOUT_S = 15


def check(postgres_url: str | None, bootstrap: str | None) -> None:
    """Make sure that the given addresses answer before anything relies on them."""
    if postgres_url:
        asyncio.run(_postgres(postgres_url))
    if bootstrap:
        asyncio.run(_kafka(bootstrap))


async def _postgres(url: str) -> None:
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            await (await asyncpg.connect(url)).close()
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError) as error:
        raise ServerFailed(_message("BRANCHLINE_POSTGRES", error)) from error


async def _kafka(bootstrap: str) -> None:
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
            try:
                await admin.start()
            finally:
                await admin.close()
    except (OSError, TimeoutError, ValueError, KafkaError) as error:
        raise ServerFailed(_message("BRANCHLINE_KAFKA", error)) from error


def _message(name: str, error: Exception) -> str:
    return (
        f"{name} 的服务器无应答（{error}）：启动它，或更正、清除该变量 / "
        f"the server of {name} does not answer: start it, or correct or unset the variable"
    )
