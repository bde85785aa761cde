from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.account.dates import date, written
from bot.core.account.fields import counter, number, shown, texts, truth, word
from tests.cases import each
from tests.core.account.base import FUTURE, NOW


def day(year: int, month: int, number: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, number, hour, minute, second, tzinfo=UTC)


@each(
    "told, when",
    [
        (FUTURE, day(2028, 1, 1)),
        (str(FUTURE), day(2028, 1, 1)),
        (f" {FUTURE} ", day(2028, 1, 1)),
        (float(FUTURE), day(2028, 1, 1)),
        (f"{FUTURE}.0", day(2028, 1, 1)),
        (FUTURE * 1_000, day(2028, 1, 1)),
        (str(FUTURE * 1_000 + 999), day(2028, 1, 1)),
        (FUTURE * 1_000_000, day(2028, 1, 1)),
        ("9999999999", day(2286, 11, 20, 17, 46, 39)),
        ("2028-01-01", day(2028, 1, 1)),
        ("2028-01-01 13:14:15", day(2028, 1, 1, 13, 14, 15)),
        ("2028-01-01T13:14:15.123Z", day(2028, 1, 1, 13, 14, 15)),
        ("2028-01-01T13:14:15+02:00", day(2028, 1, 1, 11, 14, 15)),
        ("2028-01-01 13:14 -0130", day(2028, 1, 1, 14, 44)),
        ("2028/1/5", day(2028, 1, 5)),
        ("20280105", day(2028, 1, 5)),
        ("31.12.2027", day(2027, 12, 31)),
        ("12/31/2027 10:00 PM", day(2027, 12, 31, 22)),
        ("03/04/2027", day(2027, 4, 3)),
        ("March 9, 2027, 12:04 am", day(2027, 3, 9, 0, 4)),
        ("March 9, 2027, 12:04 pm", day(2027, 3, 9, 12, 4)),
        ("Sunday, Sep. 5th 2027", day(2027, 9, 5)),
        ("5 September 2027 08:00", day(2027, 9, 5, 8)),
        ("05-Sep-2027", day(2027, 9, 5)),
        ("Sun Sep 05 2027 08:00:00 GMT+0200 (Central European Summer Time)", day(2027, 9, 5, 6)),
        ("Sun, 05 Sep 2027 08:00:00 GMT", day(2027, 9, 5, 8)),
        ("Sun Sep  5 08:00:00 2027", day(2027, 9, 5, 8)),
        ("Sun Sep 5 08:00:00 UTC 2027", day(2027, 9, 5, 8)),
        ("5. Dezember 2027", day(2027, 12, 5)),
        ("5 de diciembre de 2027", day(2027, 12, 5)),
        ("5 juillet 2027", day(2027, 7, 5)),
        ("5 juin 2027", day(2027, 6, 5)),
        ("1 févr. 2027", day(2027, 2, 1)),
        ("1 Ağustos 2027", day(2027, 8, 1)),
        ("1 out 2027", day(2027, 10, 1)),
        ({"date": "2028-01-01 00:00:00.000000", "timezone_type": 3, "timezone": "UTC"}, day(2028, 1, 1)),
        ({"$date": {"$numberLong": str(FUTURE * 1_000)}}, day(2028, 1, 1)),
        ("99999999999", day(5138, 11, 16, 9, 46, 39)),
        ("12.21.2026 (30 days)", day(2026, 12, 21)),
        ("21.12.2026 (30 Tage)", day(2026, 12, 21)),
        ("07.12.2026 (16 дней)", day(2026, 12, 7)),
        ("12.07.2026 (16 days)", day(2026, 12, 7)),
        ("01.02.2026 (16 days)", day(2026, 12, 7)),
        ("21 декабря 2026 (30 дней)", day(2026, 12, 21)),
        ("11.18.2026 (-3 days)", day(2026, 11, 18)),
        ("12.31.2026 (3 days)", day(2026, 12, 31)),  # told some weeks ago
        ("08.12.2026 (4 days)", day(2026, 12, 8)),
    ],
)
def test_end_dates(told: object, when: datetime) -> None:
    found = date(told, NOW)
    assert found is not None
    assert found.when == when


@each(
    "told",
    [
        *(None, "", "0", 0, "null", "never", "Unlimited", "unlimited", "lifetime", -1, "-5", "1773864593", 1773864593),
        *(True, [], {}, "0000-00-00", "0000-00-00 00:00:00", "1970-01-01", "9999-12-31", "2028-02-31", "2028-13-01"),
        *("Smarch 1, 2027", "30", 30, 1e300, float("nan"), float("inf"), "9" * 30, "1e18", 10**19, "2027-01-01 25:00"),
        *("2027-01-01 10:00 +99:99", "٢٠٢٨-٠١-٠١", "(nothing)", 253_000_000_001_000_000),
        *(
            253_402_300_799,
            "253402300799",
            "999999999999",
            "999999999999999",
            {"x": 1},
            {"date": {"date": {"date": 1}}},
        ),
    ],
)
def test_no_end_date(told: object) -> None:
    assert date(told, NOW) is None


def test_a_day_lasts_until_it_is_over() -> None:
    today = date("2026-11-21", NOW)
    assert today is not None
    assert today.over == day(2026, 11, 22)
    sharp = date("2026-11-21 11:59:59", NOW)
    assert sharp is not None
    assert sharp.over <= NOW


def test_two_readings_are_past_only_when_both_are() -> None:
    found = date("05/12/2026", NOW)
    assert found is not None
    assert found.over > NOW
    found = date("12/05/2026", NOW)
    assert found is not None
    assert found.when < NOW < found.over


def test_the_number_in_brackets_decides() -> None:
    for text, over in (("01.01.2030 (-3 days)", True), ("01.01.2020 (3 days)", False), ("x (0 days)", False)):
        found = date(text, NOW)
        assert found is not None
        assert (found.over <= NOW) is over


@pytest.mark.parametrize("told", ["+44 7700 900123", "07700900123", "1830297600", "20280101", None, 1830297600, ""])
def test_a_telephone_number_is_no_date(told: object) -> None:
    assert written(told) is None


def test_the_telephone_field_of_xc_portals_is_one() -> None:
    found = written("December 21, 2026, 12:04 am")
    assert found is not None
    assert found.when == day(2026, 12, 21, 0, 4)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"[0-9 ./:()-]{0,40}"), st.none(), st.booleans()))
def test_nothing_makes_a_date_raise(told: object) -> None:
    for found in (date(told, NOW), written(told)):
        assert found is None or found.when.utcoffset() == timedelta(0)


@each(
    "told, count",
    [
        *[
            ("2", 2),
            (2, 2),
            (2.0, 2),
            (" 3 ", 3),
            ("0", 0),
            (999_999, 999_999),
            ("2147483647", 2_147_483_647),
            (None, None),
            ("", None),
            (-1, None),
        ],
        *[(True, None), ("many", None), ([], None), (10**10, None), ("٣", None)],
    ],
)
def test_counters(told: object, count: int | None) -> None:
    assert counter(told) == count


@each(
    "told, said",
    [
        *[(1, True), ("1", True), (True, True), ("true", True), (0, False), ("0", False), (False, False)],
        *[(" FALSE ", False), (None, None), ("", None), (2, None), ("yes?", None), ([], None), (1.0, True)],
    ],
)
def test_truths(told: object, said: object) -> None:
    assert truth(told) is said


def test_words() -> None:
    told: list[object] = [None, "", [], {}, " ACTIVE ", 1, True, ["x"]]
    assert [word(one) for one in told] == ["", "", "", "", "active", "1", "true", "?"]
    assert shown(" eXpired") == "Expired"
    assert shown("mila-4471") is None
    assert number("1e999") is None
    assert texts({"message": "<b>No</b>\n way", "error": 3, "msg": "x"}) == "no way x"
    assert texts(["x"]) == ""
    assert texts("Plain") == "plain"
