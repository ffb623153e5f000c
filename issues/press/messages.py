"""What the press and its owner say to one another: each message is its length in eight bytes, then MessagePack."""

import os
import select
import time

import msgspec

LENGTH = 8
CHUNK = 1 << 16


class Start(msgspec.Struct):
    """How a press is set up: folder of style and fonts, its own folder for temporary files, which it removes in the end,
    pixels that a picture may have, address space in bytes, resident bytes and number of jobs after which it makes way for a
    fresh one, seconds without a job after which it ends."""

    static: str
    folder: str
    max_pixels: int
    memory: int
    resident: int
    jobs: int
    idle: float


class Job(msgspec.Struct, tag="job"):
    """A page to print. `pictures` and `labels` go by address (`asset:picture/…`); `identifier` becomes part of the PDF's ID;
    `seconds` is processor time; a `draft` is for a quick look: it has no tags and is no archive file."""

    html: str
    identifier: str
    seconds: int
    pictures: dict[str, bytes]
    labels: dict[str, str]
    draft: bool = False


class Progress(msgspec.Struct, tag="progress", frozen=True):
    """How far a job is: a value of STAGES, and the page in hand while pages are laid out, else 0."""

    stage: str
    page: int = 0


class Printed(msgspec.Struct, tag="printed"):
    """The PDF. After the `last` one the press ends."""

    pdf: bytes
    pages: int
    last: bool = False


class Failed(msgspec.Struct, tag="failed"):
    """Why there is no PDF, as a Vietnamese sentence. After the `last` one the press ends."""

    message: str
    last: bool = False


STAGES = ("read", "layout", "draw", "write")
Message = Job | Progress | Printed | Failed


class Closed(Exception):
    """The other side is gone."""


class Channel:
    """Messages over two pipes, neither of which blocks: whoever waits can look at the clock meanwhile."""

    def __init__(self, incoming: int, outgoing: int):
        self.incoming, self.outgoing = incoming, outgoing
        self.read, self.unsent = bytearray(), memoryview(b"")
        for pipe in (incoming, outgoing):
            os.set_blocking(pipe, False)

    def send(self, message) -> None:
        """Take a message to be sent; it leaves in `receive` and `flush`."""
        data = msgspec.msgpack.encode(message)
        self.unsent = memoryview(bytes(self.unsent) + len(data).to_bytes(LENGTH, "big") + data)

    def flush(self) -> None:
        """Wait until everything is sent. Raises Closed."""
        while self.unsent:
            self.turn(None)

    def receive(self, seconds: float):
        """The next message, or None where none came in so many seconds. Raises Closed."""
        end = time.monotonic() + seconds
        while (message := self.taken()) is None:
            left = end - time.monotonic()
            if left <= 0:
                return None
            self.turn(left)
        return message

    def taken(self):
        """The first message that is here to its end, or None."""
        end = LENGTH + int.from_bytes(self.read[:LENGTH], "big")
        if len(self.read) < max(LENGTH, end):
            return None
        message = msgspec.msgpack.decode(bytes(self.read[LENGTH:end]), type=Message)
        del self.read[:end]
        return message

    def turn(self, seconds: float | None) -> None:
        """Wait until a pipe is ready, then read and write what goes without waiting. Raises Closed."""
        poller = select.poll()
        poller.register(self.incoming, select.POLLIN)
        if self.unsent:
            poller.register(self.outgoing, select.POLLOUT)
        ready = dict(poller.poll(None if seconds is None else seconds * 1000))
        # Reading first: whoever closes may have said why.
        if self.incoming in ready:
            self.read_on()
        elif self.outgoing in ready:
            self.write_on()

    def read_on(self) -> None:
        """Read what is there. Raises Closed at the end."""
        data = os.read(self.incoming, 1 << 20)
        if not data:
            raise Closed
        self.read += data

    def write_on(self) -> None:
        """Write what goes. Raises Closed where nobody reads any more."""
        try:
            self.unsent = self.unsent[os.write(self.outgoing, self.unsent[:CHUNK]) :]
        except BrokenPipeError as error:
            raise Closed from error
