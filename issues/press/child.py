"""The press as a process: `python -m issues.press.child START` takes jobs from standard input and gives PDFs back.

It ends by itself: after so many jobs, above so much memory, after a while without a job, and when its owner is gone.
Nothing that a job prints or logs can get between the messages: they have a file descriptor of their own.
"""

import contextlib
import gc
import math
import os
import resource
import select
import shutil
import sys
import tempfile
import threading
import traceback
import warnings
from pathlib import Path

import msgspec

from issues.press.messages import Channel, Closed, Failed, Job, Progress, Start

OWNER_LOOK = 2000  # milliseconds between two looks whether the owner is still there
NO_MEMORY = (
    "Dựng PDF cần nhiều bộ nhớ hơn mức cho phép. Hãy bớt ảnh hoặc rút ngắn các tin quá dài rồi làm lại."
)
UNFORESEEN = "Trình dựng trang gặp lỗi ngoài dự kiến ({}). Hãy báo quản trị kèm giờ xảy ra lỗi."
# No folder of fonts: the machine's own are neither searched nor printed, so every machine prints the same.
FONTCONFIG = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'


def main(start: Start) -> None:
    """Serve jobs until it is time to end."""
    folder = Path(tempfile.gettempdir())
    channel = own_channel()
    threading.Thread(target=end_with_owner, args=(os.getppid(), folder), daemon=True).start()
    limit_process(start.memory)
    with contextlib.suppress(Closed):
        if house := house_of(start, folder, channel):
            serve(channel, house, start)
    shutil.rmtree(folder, ignore_errors=True)


def own_channel() -> Channel:
    """The owner's messages come by descriptor 0; ours leave by a copy of 1, and 1 becomes standard error."""
    outgoing = os.dup(1)
    os.dup2(2, 1)
    return Channel(0, outgoing)


def end_with_owner(owner: int, folder: Path) -> None:
    """End the process, whatever it is doing, when the other end of standard input closes or the owner is no more."""
    poller = select.poll()
    poller.register(0, 0)  # asks for nothing but the hang-up, which is always told
    while not poller.poll(OWNER_LOOK) and os.getppid() == owner:
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def limit_process(memory: int) -> None:
    """Bound the address space; no core files."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def house_of(start: Start, folder: Path, channel: Channel):
    """The house, loaded, or None where its style or a font is missing; the owner is told. Raises Closed.

    WeasyPrint is imported here: it reads the fonts' configuration as it is imported.
    """
    configuration = folder / "fonts.conf"
    configuration.write_text(FONTCONFIG.format(folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    # A quarter of a rendering would go into looking for garbage while everything is in use.
    gc.disable()
    warnings.filterwarnings("ignore", "No fonts configured")
    from issues.press.typesetting import AssetRefused, House

    try:
        house = House(Path(start.static), start.max_pixels)
    except AssetRefused as error:
        channel.send(Failed(str(error), last=True))
        channel.flush()
        return None
    # What is loaded stays: it need not be looked through after each job.
    gc.collect()
    gc.freeze()
    return house


def serve(channel: Channel, house, start: Start) -> None:
    """Take jobs and answer them. Raises Closed."""
    for number in range(1, start.jobs + 1):
        if (job := channel.receive(start.idle)) is None:
            return
        answer = answered(house, job, channel)
        del job
        answer.last = answer.last or number == start.jobs or resident() > start.resident
        channel.send(answer)
        channel.flush()
        if answer.last:
            return
        del answer
        gc.collect()


def answered(house, job: Job, channel: Channel):
    """Printed or Failed."""
    from issues.press.fetching import AssetRefused

    def tell(progress: Progress) -> None:
        channel.send(progress)
        channel.flush()

    tell(Progress("read"))
    limit_time(job.seconds)
    try:
        return house.printed(job, tell)
    except AssetRefused as error:
        return Failed(str(error))
    except MemoryError:
        return Failed(NO_MEMORY, last=True)
    except Closed:
        raise
    except Exception as error:  # a fault of the typesetter on a page that nobody foresaw
        traceback.print_exc()
        return Failed(UNFORESEEN.format(type(error).__name__), last=True)


def limit_time(seconds: int) -> None:
    """So much processor time from now on, after which the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def resident() -> int:
    """Bytes of memory in use now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(msgspec.json.decode(sys.argv[1], type=Start))
