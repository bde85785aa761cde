from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.limits import Bucket, Limit, take

TWENTY = Limit(20, 3.0)


def test_a_burst_is_admitted_and_then_the_wait_is_said_once() -> None:
    bucket = Bucket()
    for _ in range(20):
        bucket, refused = take(bucket, TWENTY, 1000.0)
        assert refused is None
    bucket, refused = take(bucket, TWENTY, 1000.0)
    assert refused is not None
    assert refused.tell
    assert refused.wait == pytest.approx(40.0)
    bucket, refused = take(bucket, TWENTY, 1010.0)
    assert refused is not None
    assert not refused.tell
    assert refused.wait == pytest.approx(30.0)
    bucket, refused = take(bucket, TWENTY, 1040.0)
    assert refused is None


def test_a_limit_of_one_waits_the_whole_time() -> None:
    bucket, _ = take(Bucket(), Limit(1, 300.0), 0.0)
    _, refused = take(bucket, Limit(1, 300.0), 1.0)
    assert refused is not None
    assert refused.wait == pytest.approx(299.0)


def test_a_clock_that_went_backwards_cannot_lock_anybody_out() -> None:
    _, refused = take(Bucket(due=9e9, told=9e9), TWENTY, 1000.0)
    assert refused is not None
    assert refused.wait <= 60.0


@given(
    st.integers(1, 30),
    st.floats(0.1, 100, allow_nan=False),
    st.lists(st.floats(0, 50, allow_nan=False), min_size=1, max_size=80),
)
def test_never_more_than_the_burst_and_the_rate(burst: int, every: float, pauses: list[float]) -> None:
    limit, bucket, now, admitted = Limit(burst, every), Bucket(), 1000.0, []
    for pause in pauses:
        now += pause
        bucket, refused = take(bucket, limit, now)
        if refused is None:
            admitted.append(now)
        else:
            assert refused.wait > 0
            waited, after = take(bucket, limit, now + refused.wait + 1e-6)
            assert after is None
            assert waited.told == 0
    for first in range(len(admitted)):
        for last in range(first, len(admitted)):
            span = admitted[last] - admitted[first]
            assert last - first + 1 <= burst + span / every + 1e-6
