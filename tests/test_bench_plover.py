"""The plover task runs the reading of pages and speaks the scorer's shape."""

from bench.tasks.plover import predict


def _main(text: str) -> dict[str, object]:
    (answer,) = predict([{"id": "a", "text": text}])
    assert answer["id"] == "a"
    (event,) = answer["events"]
    return dict(event)


def test_an_act_between_two_states() -> None:
    event = _main("Norway imposed sanctions on Belarus on Monday.")
    assert event == {"type": "SANCTION", "actors": ["NOR"], "recipients": ["BLR"]}


def test_an_intention_is_an_act_of_its_own() -> None:
    assert _main("Norway will give food to Malawi.")["type"] == "AGREE"
    assert _main("Norway will arrest Malawian smugglers.")["type"] == "THREATEN"


def test_a_domestic_act_has_one_country_at_both_ends() -> None:
    event = _main("Kenyan police arrested two students on Friday.")
    assert event == {"type": "COERCE", "actors": ["KEN"], "recipients": ["KEN"]}


def test_nothing_is_coded_where_nothing_happens() -> None:
    (answer,) = predict([{"id": "a", "text": "The harbour lay quiet in the morning light."}])
    assert answer["events"] == []
