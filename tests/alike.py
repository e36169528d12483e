"""Many tests that are alike: some of them in `make test`, the rest (marked `whole`) in `make test-all`."""

from __future__ import annotations

import pytest


def pairs(first, second, one_in):
    """Every pair of two lists as parameters, so that each of `first` and of `second` is also in `make test`.

    Of the pairs on a diagonal one in `one_in` stays there; the others are `whole`.
    """
    second = list(second)
    assert one_in <= len(second)
    return [
        pytest.param(one, other, marks=() if (place + number) % one_in == 0 else pytest.mark.whole)
        for place, one in enumerate(first)
        for number, other in enumerate(second)
    ]


def some(values, one_in):
    """Values as parameters: the first and each `one_in`th after it in `make test`, the others `whole`."""
    return [
        pytest.param(value, marks=pytest.mark.whole if number % one_in else ())
        for number, value in enumerate(values)
    ]
