"""Speed and memory of the real code path: `python -m bench.speed [--shared ../shared] [--pages 1000]`.

Prints the time `sayso --help` takes, pages a second and peak memory over real news text on two processes and on one,
where the time of one process goes, and sentences a second of the read stage beside spaCy's pipeline (the parse) alone.
"""

import argparse
import gzip
import json
import lzma
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def news(shared: Path, count: int) -> Iterator[dict[str, Any]]:
    """Documents of the unlabelled news text, in file order."""
    folder = shared / "bench" / "news_text"
    files = sorted(p for p in folder.iterdir() if ".jsonl" in p.name and "pairs" not in p.name)
    documents = (json.loads(line) for path in files for line in _lines(path))
    for number, document in enumerate(documents):
        if number % 4 == 0 and (count := count - 1) >= 0:
            yield document


def _lines(path: Path) -> Iterator[str]:
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
        yield from lines


def write_pages(shared: Path, count: int, folder: Path) -> int:
    """One text file a document; how many there are."""
    written = 0
    for document in news(shared, count):
        date = f"Published: {document['date']}\n\n" if document.get("date") else ""
        text = f"{document['title']}\n{date}{document['text']}\n"
        (folder / f"page-{written:05d}.txt").write_text(text, encoding="utf-8")
        written += 1
    return written


def resident(pid: int) -> int:
    """Bytes resident in a process and all its descendants, shared pages counted in each."""
    total, waiting = 0, [pid]
    while waiting:
        current = waiting.pop()
        try:
            status = Path(f"/proc/{current}/statm").read_text(encoding="ascii").split()
            children = Path(f"/proc/{current}/task/{current}/children").read_text(encoding="ascii").split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(status[1]) * 4096
        waiting += map(int, children)
    return total


def run(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak resident bytes of a command with its children, sampled every fifth of a second."""
    started, peak = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watcher = threading.Event()
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        watcher.wait(0.2)
    if process.returncode:
        raise SystemExit(f"{command} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return time.perf_counter() - started, peak


def help_seconds() -> float:
    """Median of five runs of `sayso --help`."""
    return sorted(run([sys.executable, "-m", "sayso", "--help"])[0] for _ in range(5))[2]


class Clock:
    """Adds up the seconds spent in named steps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401
        """Call the function and add its time to the step."""
        started = time.perf_counter()
        result = function(*arguments)
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started
        return result


def where_time_goes(folder: Path, count: int) -> tuple[Clock, int]:
    """Seconds a step over the first pages of the folder, in this process, and the sentences read."""
    import sayso.read.page as reader
    from sayso.acquire.limits import DEFAULT
    from sayso.acquire.page import acquire
    from sayso.acquire.sources import find_sources
    from sayso.compare.alignment import align
    from sayso.compare.candidates import candidate_pairs
    from sayso.compare.collection import compare
    from sayso.compare.sketch import sketch_page
    from sayso.model.comparison import Told

    clock, told = Clock(), []
    _time_steps(reader, clock)
    for source in list(find_sources([str(folder)], DEFAULT))[:count]:
        taken = clock.time("acquire", acquire, source)
        told.append(Told(taken.document, taken.page, clock.time("read", reader.read_page, taken.page)))
    pages = {t.page.id: t.page for t in told}
    sketches = [clock.time("compare: sketch", sketch_page, page) for _, page in sorted(pages.items())]
    pairs = clock.time("compare: candidates", candidate_pairs, sketches)
    aligned = {pair: clock.time("compare: align", align, pages[pair[0]], pages[pair[1]]) for pair in pairs}
    clock.time("compare: everything else", compare, told, sketches, aligned)
    return clock, sum(len(t.reading.sentences) for t in told)


def _time_steps(reader: Any, clock: Clock) -> None:  # noqa: ANN401
    """Time each step inside read_page by its own name, and the network, which runs within some of them."""
    from sayso.read import encoder

    network = encoder.read_words
    encoder.read_words = lambda words: clock.time("  (of these the network)", network, words)
    for name in ("parse", *sorted(n for n in vars(reader) if n.startswith("find_"))):
        step = getattr(reader, name)
        setattr(reader, name, lambda *given, step=step, name=name: clock.time(f"  read: {name}", step, *given))


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    print(f"sayso --help: {help_seconds():.2f} s")
    if not (given.shared / "bench" / "news_text").exists():
        print(f"Not run: there is no news text at {given.shared}.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pages, record = Path(folder) / "pages", Path(folder) / "speed.duckdb"
        pages.mkdir()
        count = write_pages(given.shared, given.pages, pages)
        command = [sys.executable, "-m", "sayso", "read", str(pages), "--record", str(record)]
        seconds, peak = run([*command, "--processes", str(given.processes)])
        print(f"{count} pages on {given.processes} processes: {seconds:.1f} s, {count / seconds:.1f} pages/s")
        print(f"peak memory, all processes together: {peak / 2**20:.0f} MiB")
        again, _ = run([*command, "--processes", str(given.processes)])
        print(
            f"the same again, nothing new: {again:.1f} s; record {record.stat().st_size / count / 1024:.1f} KiB a page"
        )
        alone, _ = run([*command[:-1], f"{record}.one", "--processes", "1"])
        print(f"on one process: {alone:.1f} s, {alone / seconds:.2f} times as long as on {given.processes}")
        clock, sentences = where_time_goes(pages, min(count, 200))
    total = sum(seconds for step, seconds in clock.seconds.items() if not step.startswith(" "))
    for step, seconds in clock.seconds.items():
        print(f"{step:<32} {seconds:7.2f} s  {100 * seconds / total:5.1f} %")
    for step in ("read", "  read: parse", "  (of these the network)"):
        print(f"sentences a second, one process, {step.strip()}: {sentences / clock.seconds[step]:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
