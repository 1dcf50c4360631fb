"""The proxy does to a link what its mode says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from branchline.infrastructure.servers import LOOPBACK, free_port
from chassis.clock import monotonic
from tests.chaos.proxy import LATE_S, SLOW_BYTES_S, Proxy


async def echo(reader, writer):
    with suppress(ConnectionError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    server = await asyncio.start_server(echo, LOOPBACK, 0)
    link = Proxy(free_port(), server.sockets[0].getsockname()[1])
    await link.start()
    yield link
    await link.stop()
    server.close()


async def asked(link, words=b"hello"):
    reader, writer = await asyncio.open_connection(LOOPBACK, link.port)
    try:
        writer.write(words)
        async with asyncio.timeout(5):
            return await reader.readexactly(len(words))
    finally:
        writer.transport.abort()


async def test_an_open_link_passes_everything(proxy):
    words = b"x" * 300_000
    assert await asked(proxy, words) == words


async def test_a_late_link_takes_its_time_both_ways(proxy):
    proxy.mode = "late"
    began = monotonic()
    assert await asked(proxy) == b"hello"
    assert monotonic() - began >= 2 * LATE_S * 0.9


async def test_a_slow_link_drips(proxy):
    proxy.mode = "slow"
    began = monotonic()
    await asked(proxy, b"x" * (SLOW_BYTES_S // 2))
    assert monotonic() - began >= 0.3


async def test_a_deaf_link_keeps_the_connection_and_answers_nothing(proxy):
    proxy.mode = "deaf"
    reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
    writer.write(b"hello")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await reader.read(1)
    assert not reader.at_eof()
    writer.transport.abort()


async def test_a_reset_breaks_what_is_connected(proxy):
    reader, writer = await asyncio.open_connection(LOOPBACK, proxy.port)
    writer.write(b"hello")
    await reader.readexactly(5)
    proxy.reset()
    with pytest.raises(ConnectionResetError):
        await reader.readexactly(1)
    writer.transport.abort()


async def test_the_answer_to_a_marked_request_is_lost_and_the_others_arrive(proxy):
    proxy.mode, proxy.when = "cut_answer", lambda chunk: b"COMMIT" in chunk
    assert await asked(proxy, b"SELECT") == b"SELECT"
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await asked(proxy, b"COMMIT")
    assert proxy.cuts == 1
