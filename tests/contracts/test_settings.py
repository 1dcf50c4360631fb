"""Each business setting of each service takes its own default, and nothing beyond what makes sense."""

from datetime import time
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from branchline.databases import SERVICES
from chassis.defaults import Default
from edge.bounds import allowed, fits

DEFAULTS: list[Default[Any]] = [each for name in SERVICES for each in import_module(f"{name}.app").SERVICE.defaults]

each_default = pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.name)


def sent(value: Any) -> Any:
    """Write a value as a request carries it."""
    if isinstance(value, tuple):
        return [sent(each) for each in value]
    return str(value) if isinstance(value, Decimal | time) else value


def beyond(default: Default[Any]) -> list[Any]:
    """Name what lies just outside of what a setting may be."""
    if default.choices:
        return ["of no meaning", ""]
    if isinstance(default.least, time):
        return ["24:00", "23:59:59.5"]
    if default.least is None:
        return ["yes", 1]
    step = Decimal("0.0001") if isinstance(default.least, Decimal) else 1
    return [sent(default.least - step), sent(default.most + step), sent(default.most + 10**15)]


@each_default
def test_its_own_value_and_its_bounds_are_accepted(default):
    assert fits(default, sent(default.value))
    for each in (*default.choices, *(end for end in (default.least, default.most) if end is not None)):
        assert fits(default, [sent(each)] if isinstance(default.value, tuple) else sent(each))


@each_default
def test_what_lies_beyond_is_refused(default):
    for each in beyond(default):
        assert not fits(default, [each] if isinstance(default.value, tuple) else each), each


@each_default
def test_it_says_in_both_languages_what_it_is_and_what_it_may_be(default):
    assert default.zh
    assert default.en
    assert allowed(default)
    is_switch = isinstance(default.value, bool)
    assert is_switch or default.choices or (default.least is not None and default.most is not None)


def test_no_two_settings_share_a_name():
    names = [default.name for default in DEFAULTS]
    assert sorted(set(names)) == sorted(names)
