import json

import pytest

from contracts import EVENTS, compatible, generate
from contracts.generate import files, json_text, stale, write, yaml_lines

pytestmark = pytest.mark.rules


def test_the_committed_files_are_fresh():
    assert stale() == []
    assert generate.main(["--check"]) == 0


def test_a_stale_a_missing_and_a_surplus_file_are_named_and_mended(tmp_path):
    write(tmp_path)
    assert stale(tmp_path) == []
    kind = "orders.hold.placed.v1"
    (tmp_path / "asyncapi.yaml").write_text("old")
    (tmp_path / f"schemas/{kind}.json").unlink()
    (tmp_path / "examples/gone.v1.json").write_text("{}")
    assert stale(tmp_path) == ["asyncapi.yaml", "examples/gone.v1.json", f"schemas/{kind}.json"]
    assert write(tmp_path) == ["asyncapi.yaml", "examples/gone.v1.json", f"schemas/{kind}.json"]
    assert stale(tmp_path) == []


def test_generating_twice_gives_the_same_bytes():
    assert files() == files()


def test_every_event_has_a_schema_and_an_example():
    made = files()
    for kind in EVENTS:
        assert {f"schemas/{kind}.json", f"examples/{kind}.json"} <= made.keys()


def test_yaml_is_block_style_with_json_scalars():
    value = {"a": {"$ref": "#/x"}, "on": [], "list": [{"b": "中: x", "c": [1, None]}, "y"], "{k}": True}
    assert "\n".join(yaml_lines(value)) == (
        'a:\n  $ref: "#/x"\n"on": []\nlist:\n  - b: "中: x"\n    c:\n      - 1\n      - null\n  - "y"\n"{k}": true'
    )


def test_the_committed_contracts_keep_what_was_released(capsys):
    assert compatible.main() == 0, capsys.readouterr().out
    assert list((generate.ROOT / "released").iterdir())


def test_removed_events_and_topics_are_refused_by_name(tmp_path, capsys):
    now, old = tmp_path, tmp_path / "released" / "0.1.0"
    for folder in (now, old):
        (folder / "schemas").mkdir(parents=True)
        (folder / "topics.json").write_text(json_text({"branchline.orders": 16}))
    (old / "topics.json").write_text(json_text({"branchline.orders": 8, "branchline.gone": 1}))
    (old / "schemas/orders.hold.placed.v1.json").write_text(json.dumps({}))
    (now / "schemas/orders.new.thing.v1.json").write_text(json.dumps({}))
    assert compatible.main(tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        "breaks 0.1.0: branchline.gone: topic removed",
        "breaks 0.1.0: orders.hold.placed.v1: event removed",
    ]
