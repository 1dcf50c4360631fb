"""A TCP proxy on one link, with the ways in which a network fails: slow, dripping, deaf, cut."""

import asyncio
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from branchline.infrastructure.servers import LOOPBACK

Mode = Literal["open", "late", "slow", "deaf", "reset", "cut_answer"]
Chunk = Callable[[bytes], bool]
LATE_S = 0.2
SLOW_BYTES_S = 1024
CHUNK_BYTES = 65536
DRIP_BYTES = 128
# Closing with this set sends RST instead of FIN.
LINGER_NONE = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Proxy:
    """A link from a port of ours to a server; its mode may change at any moment, also for what is connected."""

    port: int
    target: int
    mode: Mode = "open"
    cuts: int = 0
    when: Chunk = lambda _: False
    """Tells by what a client sends whether its answer shall be cut (mode `cut_answer`)."""
    _server: asyncio.Server | None = None
    _links: set["_Link"] = field(default_factory=set)

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port)

    async def stop(self) -> None:
        """Cut every link and listen no more."""
        if self._server is not None:
            self._server.close()
        self.reset()

    def reset(self) -> None:
        """Break every link that stands, in the middle of whatever goes on."""
        for link in list(self._links):
            link.reset()
            self.cuts += 1

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            other_reader, other_writer = await asyncio.open_connection(LOOPBACK, self.target)
        except OSError:
            writer.close()
            return
        link = _Link(self, writer, other_writer)
        self._links.add(link)
        try:
            await asyncio.gather(
                link.pump(reader, other_writer, is_request=True), link.pump(other_reader, writer, is_request=False)
            )
        except OSError:
            pass
        finally:
            self._links.discard(link)
            link.close()


@dataclass(eq=False, slots=True)
class _Link:
    proxy: Proxy
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    is_marked: bool = False

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_request: bool) -> None:
        """Pass on what comes from one side, as the proxy's mode has it."""
        while chunk := await reader.read(CHUNK_BYTES):
            mode = self.proxy.mode
            if mode == "deaf":
                continue
            if mode == "cut_answer" and self._is_cut(chunk, is_request=is_request):
                self.proxy.cuts += 1
                self.reset()
                return
            if mode == "late":
                await asyncio.sleep(LATE_S)  # lint: sleep: a long way
            await self._send(writer, chunk, mode)
        writer.close()

    def _is_cut(self, chunk: bytes, *, is_request: bool) -> bool:
        """Mark a link whose request is one to cut; its next answer never arrives."""
        if is_request:
            self.is_marked = self.is_marked or self.proxy.when(chunk)
            return False
        return self.is_marked

    async def _send(self, writer: asyncio.StreamWriter, chunk: bytes, mode: Mode) -> None:
        step = DRIP_BYTES if mode == "slow" else len(chunk)
        for at in range(0, len(chunk), step):
            writer.write(chunk[at : at + step])
            await writer.drain()
            if mode == "slow" and self.proxy.mode == "slow":
                await asyncio.sleep(DRIP_BYTES / SLOW_BYTES_S)  # lint: sleep: a thin line

    def reset(self) -> None:
        """Break both sides with RST."""
        for writer in (self.client, self.server):
            own = writer.get_extra_info("socket")
            if own is not None and own.fileno() >= 0:
                own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NONE)
        self.close()

    def close(self) -> None:
        """Let both sides go."""
        for writer in (self.client, self.server):
            writer.transport.abort()
