import type { PythonSource } from '../writer.ts';
import { NUMBERS } from './cells.ts';

/** Points in time as people write them, in milliseconds since 1970 UTC. */
export const DATES: PythonSource = {
  name: 'dates',
  needs: [NUMBERS],
  code: String.raw`
# ---- Dates: milliseconds since 1970-01-01 UTC ------------------------------------------------

_TIME = (
    rf"(?:(?:T|,|{_S})+([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:[.,]([0-9]{{1,9}}))?)?{_S}?([AaPp])?(?:\.?[Mm]\.?)?"
    rf"{_S}?(Z|UTC|GMT|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _TIME)
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _TIME)
_DAY_NAME_YEAR = re.compile(rf"([0-9]{{1,2}})(?:-|{_S})([A-Za-z]{{3,9}})\.?(?:,|-|{_S})+([0-9]{{4}}|[0-9]{{2}})" + _TIME)
_NAME_DAY_YEAR = re.compile(rf"([A-Za-z]{{3,9}})\.?{_S}([0-9]{{1,2}})(?:st|nd|rd|th)?,?{_S}([0-9]{{4}})" + _TIME)
_EAST_ASIAN = re.compile(
    rf"([0-9]{{4}}){_S}?[年년]{_S}?([0-9]{{1,2}}){_S}?[月월]{_S}?([0-9]{{1,2}}){_S}?[日일]" + _TIME
)
_MONTHS = ["january", "february", "march", "april", "may", "june", "july"]
_MONTHS += ["august", "september", "october", "november", "december"]
_DAY_MS = 86_400_000


def _month_of(name):
    lower = name.lower()
    if lower == "sept":
        return 9
    for number, month in enumerate(_MONTHS, 1):
        if lower in (month, month[:3]):
            return number
    return 0


def _full_year(text):
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= 68 else 1900)


def _day_ms(year, month, day):
    """None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if day > 28:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if day > [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]:
            return None
    # Days since 1970 of a day in the Gregorian calendar, also before it was introduced.
    shifted = year - 1 if month <= 2 else year
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return (shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 719_468) * _DAY_MS


def _time_ms(hours, minutes, seconds, fraction, half, zone):
    if hours is None:
        return 0
    hour, minute, second = int(hours), int(minutes), int(seconds or 0)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    ms = 0 if fraction is None else math.floor(float("0." + fraction) * 1000 + 1e-6)
    offset = 0
    if zone is not None and zone[0] in "+-":
        offset = (int(zone[1:3]) * 60 + int(zone[-2:])) * 60_000 * (-1 if zone[0] == "-" else 1)
    return ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset


def _together(day, time):
    return None if day is None or time is None else float(day + time)


def read_date(cell, order):
    """(milliseconds or None, which order the cell proves: "any" where it needs none, None where it could be several)."""
    if not ("0" <= cell[:1] <= "9"):
        found = _NAME_DAY_YEAR.fullmatch(cell)
        if not found:
            return None, "any"
        name, day, year, *time = found.groups()
        return _together(_day_ms(int(year), _month_of(name), int(day)), _time_ms(*time)), "any"
    found = _YEAR_FIRST.fullmatch(cell)
    if found:
        year, _, month, day, *time = found.groups()
        return _together(_day_ms(int(year), int(month), int(day)), _time_ms(*time)), "any"
    found = _YEAR_LAST.fullmatch(cell)
    if found:
        return _year_last(found.groups(), order)
    found = _YEAR_MONTH.fullmatch(cell)
    if found:
        year, month = map(int, found.groups())
        return _together(_day_ms(year, month, 1), 0) if 1800 <= year <= 2200 else None, "any"
    found = _DAY_NAME_YEAR.fullmatch(cell)
    if found:
        day, name, year, *time = found.groups()
        return _together(_day_ms(_full_year(year), _month_of(name), int(day)), _time_ms(*time)), "any"
    found = _EAST_ASIAN.fullmatch(cell)
    if found:
        year, month, day, *time = found.groups()
        return _together(_day_ms(int(year), int(month), int(day)), _time_ms(*time)), "any"
    return None, "any"


def _year_last(groups, order):
    first, second, last = int(groups[0]), int(groups[2]), groups[3]
    time = _time_ms(*groups[4:])
    proof = None
    if first > 31 and len(last) == 2:
        proof = "ymd"
    elif first > 12:
        proof = "dmy" if int(last) > 31 or len(last) == 4 else None
    elif second > 12:
        proof = "mdy"
    if order == "ymd" and len(last) == 2:
        return _together(_day_ms(_full_year(groups[0]), second, int(last)), time), proof
    month, day = (first, second) if order == "mdy" else (second, first)
    return _together(_day_ms(_full_year(last), month, day), time), proof


def date_order(words, otherwise):
    """The order of day, month and year under which every cell is a date, and whether they settle it; None: no dates."""
    fitting = ["dmy", "mdy", "ymd"]
    dates = slashes = 0
    matters = False
    for word in words:
        if is_missing_measure(word):
            continue
        dates += 1
        proof = "any"
        for order in list(fitting):
            value, proof = read_date(word, order)
            if value is None:
                fitting.remove(order)
        if not fitting:
            return None
        if proof != "any":
            matters = True
            slashes += "/" in word
    if dates == 0:
        return None
    if not matters:
        return "ymd", False
    likely = [order for order in fitting if order != "ymd"]
    if len(likely) < 2:
        return (likely or fitting)[0], True
    if otherwise in ("dmy", "mdy"):
        return otherwise, False
    return ("mdy" if slashes * 2 > dates else "dmy"), False


def _compact_date(word):
    found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", word)
    return None if not found else _together(_day_ms(*map(int, found.groups())), 0)


def _number_as_date(value):
    """20240131, a year, seconds or milliseconds since 1970."""
    if value == math.floor(value) and 1e7 <= value < 1e8:
        compact = _compact_date(str(int(value)))
        if compact is not None:
            return compact
    if value == math.floor(value) and 1000 <= value <= 2999:
        return _together(_day_ms(int(value), 1, 1), 0)
    if 1e8 <= value < 1e11:
        return value * 1000
    return value if 1e11 <= value < 1e14 else None


def date_column(cells, file_mark, file_order, is_dial):
    """Cells as milliseconds, NaN where there is no date."""
    codes, words = distinct(cells)
    filled = [word for word in words if not is_missing_measure(word)]
    mark = DECIMAL or decimal_mark(words, file_mark)[0]
    numbers = [] if is_dial else [read_number(word, mark) for word in filled]
    if numbers and None not in numbers:
        by_word = dict(zip(filled, map(_number_as_date, numbers)))
        return spread(codes, [by_word.get(word) for word in words])
    decided = date_order(words, file_order)
    if decided:
        order = decided[0]
    else:
        readable = {order: sum(read_date(word, order)[0] is not None for word in filled) for order in ("dmy", "mdy")}
        more = readable["mdy"] - readable["dmy"]
        order = "mdy" if more > 0 or (more == 0 and DATE_ORDER == "mdy") else "dmy"
    values = []
    for word in words:
        value = None if is_missing_measure(word) else read_date(word, order)[0]
        values.append(_compact_date(word) if value is None else value)
    return spread(codes, values)
`,
};
