"""Answer the items of one measuring task: `python -m bench.predict TASK --input FILE --out FILE`."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Items = Iterable[dict[str, Any]]
Predict = Callable[[Items], Iterator[dict[str, Any]]]

#: Task -> the module of bench/tasks that answers it.
BUILT = {
    "extract": "extract",
    "pagedate": "pagedate",
    "copies": "copies",
    "plover": "plover",
    "attribution": "attribution",
    "actors": "actors",
    "coactors": "coactors",
    "factuality-uw": "factuality",
    "factuality-uds": "factuality",
    "factuality-meantime": "factuality",
    "stories-ecbplus": "stories",
    "stories-basil": "stories",
    "stories-allsides": "stories",
    "stories-gva": "stories",
    "stories-googlenews": "stories",
}

NOT_BUILT = (
    "timex",
    "matres",
    "ecb",
    "places-lgl",
    "places-trnews",
    "places-geovirus",
    "places-gwn",
    "quantities",
)


def predictor(task: str) -> Predict:
    """The function that answers a built task's items."""
    module = importlib.import_module(f"bench.tasks.{BUILT[task]}")
    predict: Predict = module.predict
    return predict


def read_items(path: Path) -> Iterator[dict[str, Any]]:
    """Items of a JSON Lines file; a web page kept in a file of its own is read from there."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if "path" in item:
                item["html"] = Path(item.pop("path")).read_text(encoding="utf-8")
            yield item


def write_answers(task: str, items: Path, out: Path) -> None:
    """Answer every item of the file."""
    with out.open("w", encoding="utf-8") as answers:
        for answer in predictor(task)(read_items(items)):
            answers.write(json.dumps(answer, ensure_ascii=False) + "\n")


def main() -> int:
    """0: answered; 2: a task that is not built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=sorted([*BUILT, *NOT_BUILT]))
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.task not in BUILT:
        print(f"The task {given.task} is not built yet; built are: {', '.join(BUILT)}.", file=sys.stderr)
        return 2
    write_answers(given.task, given.input, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
