import type { PythonSource } from '../writer.ts';
import { CELLS, NUMBERS } from './cells.ts';
import { DATES } from './dates.ts';

/** The columns of a table while it is cleaned and encoded; numbers are plain float arrays. */
export const COLUMNS: PythonSource = {
  name: 'columns',
  needs: [CELLS],
  code: String.raw`
# ---- Columns -------------------------------------------------------------------------------------
# A table is a dict of columns by name. Numbers are float arrays with NaN where missing; a column made out of another
# is called after it, with the unit separator between: "signup\x1fmonth".


class Words:
    """Categories: levels[codes], -1 where missing."""

    def __init__(self, codes, levels):
        self.codes, self.levels = codes, levels


class Dates:
    """Milliseconds since 1970-01-01 UTC, NaN where missing."""

    def __init__(self, ms):
        self.ms = ms


class Texts:
    """Free text, None where missing."""

    def __init__(self, cells):
        self.cells = cells


def category_column(cells):
    codes, words = distinct(cells)
    # "NA" among other codes of two capitals is one of them (Namibia), not a missing value.
    levels = list(dict.fromkeys(words))
    others = [word for word in levels if word not in MISSING_LEVEL]
    codes_of_two = sum(bool(re.fullmatch("[A-Z]{2}", word)) for word in others)
    na_is_code = len(others) > 2 and codes_of_two >= len(others) / 2
    numbers, kept = {}, []
    for word in words:
        if word in numbers:
            continue
        if word in MISSING_LEVEL and not (na_is_code and word == "NA"):
            numbers[word] = -1
        else:
            numbers[word] = len(kept)
            kept.append(word)
    recoded = np.array([numbers[word] for word in words] or [-1], dtype=np.int64)
    return Words(recoded[codes], kept)


def text_column(cells):
    trimmed = (cell.strip(BLANKS) for cell in cells)
    return Texts([None if cell in MISSING_LEVEL else cell for cell in trimmed])


def blank_column(kind, rows):
    if kind == "category":
        return Words(np.full(rows, -1), [])
    if kind == "text":
        return Texts([None] * rows)
    return Dates(np.full(rows, np.nan)) if kind == "date" else np.full(rows, np.nan)
`,
};

/** From a data frame of strings or typed columns to the model's columns. */
export const FRAME: PythonSource = {
  name: 'frame',
  needs: [COLUMNS, NUMBERS, DATES],
  code: String.raw`
# ---- From a data frame to the columns of the model -----------------------------------------------

_DIAL_OR_POST = re.compile(
    r"(?:^|[\s_.-])(?:phone|telephone|tel|mobile|fax|zip|zipcode|zip_?code|postcode|postal_?code|plz)(?:$|[\s_.-])",
    re.IGNORECASE,
)


def is_typed(series):
    return pd.api.types.is_numeric_dtype(series) or pd.api.types.is_datetime64_any_dtype(series)


def cells_of(series):
    """A column of any type as the cells that a file would hold."""

    def write(value):
        if isinstance(value, (float, np.floating)):
            return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(float(value))
        return str(value)

    missing = series.isna().to_numpy()
    return ["" if gone else write(value) for value, gone in zip(series.tolist(), missing)]


def number_array(series):
    values = series.to_numpy(dtype="float64", na_value=np.nan).copy()
    values[~np.isfinite(values)] = np.nan
    return values


def date_array(series):
    """Times with a zone are taken to UTC, others are UTC as they stand."""
    if series.dt.tz is not None:
        series = series.dt.tz_convert("UTC").dt.tz_localize(None)
    times = series.to_numpy().astype("datetime64[ms]")
    values = times.astype("int64").astype("float64")
    values[np.isnat(times)] = np.nan
    return values


def file_marks(frame):
    """The decimal mark and the date order of most columns: what is taken where a column does not say."""
    commas = columns = 0
    orders = {}
    for at in range(frame.shape[1]):
        series = frame.iloc[:, at]
        if is_typed(series):
            continue
        words = [cell.strip(BLANKS) for cell in cells_of(series.iloc[:1000])]
        mark, certain = decimal_mark(words, ".")
        if certain and not unreadable(words, [read_number(word, mark) for word in words]):
            columns += 1
            commas += mark == ","
        decided = date_order(words, None)
        if decided and decided[1]:
            orders[decided[0]] = orders.get(decided[0], 0) + 1
    mark = DECIMAL or ("," if commas * 2 > columns else ".")
    return mark, DATE_ORDER or (max(orders, key=orders.get) if orders else None)


def declared_blank(cells, missing):
    """Cells without the spellings that were declared missing."""
    spellings = {spelling.strip(BLANKS) for spelling in missing}
    return ["" if cell.strip(BLANKS) in spellings else cell for cell in cells] if spellings else cells


def read_column(series, kind, marks, missing):
    is_dial = bool(_DIAL_OR_POST.search(str(series.name)))
    missing = [spelling.strip(BLANKS) for spelling in missing]
    numbers = [lambda cell, mark=mark: read_number(cell, mark) for mark in {marks[0], DECIMAL or "."}]
    dates = [lambda cell, order=order: read_date(cell, order)[0] for order in {marks[1] or "ymd", DATE_ORDER or "ymd"}]
    if kind == "number" and pd.api.types.is_numeric_dtype(series):
        return without_declared(number_array(series), missing, numbers)
    if kind == "date" and pd.api.types.is_datetime64_any_dtype(series):
        return Dates(without_declared(date_array(series), missing, dates))
    cells = declared_blank(cells_of(series), missing)
    if kind == "number":
        return without_declared(number_column(cells, marks[0], is_dial), missing, numbers)
    if kind == "date":
        return Dates(without_declared(date_column(cells, marks[0], marks[1], is_dial), missing, dates))
    return category_column(cells) if kind == "category" else text_column(cells)


def table_of(frame):
    """The model's columns, found by name in any order; one that is absent is missing throughout."""
    at = {}
    for place, name in enumerate(frame.columns):
        at.setdefault(str(name), place)
    if not any(column["name"] in at for column in COLUMNS):
        raise ValueError("none of the columns that the model wants is there: " + ", ".join(c["name"] for c in COLUMNS))
    marks = file_marks(frame)
    table = {}
    for column in COLUMNS:
        name, kind = column["name"], column["kind"]
        found = frame.iloc[:, at[name]] if name in at else None
        table[name] = blank_column(kind, len(frame)) if found is None else read_column(found, kind, marks, column["missing"])
    return table
`,
};
