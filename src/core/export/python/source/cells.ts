import { MISSING_LEVEL, MISSING_MEASURE } from '../../../ingest/missing.ts';
import { CURRENCY, ID_DIGITS, PHONE_DIGITS } from '../../../ingest/numbers.ts';
import { pythonLiteral } from '../literal.ts';
import type { PythonSource } from '../writer.ts';

/** What every cell goes through: blanks, missing markers, cells of a column that occur often. */
export const CELLS: PythonSource = {
  name: 'cells',
  code: String.raw`
# ---- Cells: what counts as blank and as missing ------------------------------------------------

BLANKS = "\t\n\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
BLANKS += "\u2028\u2029\u202f\u205f\u3000\ufeff"
_S = "[" + BLANKS + "]"

# In columns of numbers and dates nothing else can be meant by these, however they are capitalised.
MISSING_MEASURE = frozenset(${pythonLiteral([...MISSING_MEASURE])})

# Among categories a word may be a level, so that fewer of them count, and as they are written.
MISSING_LEVEL = frozenset(${pythonLiteral([...MISSING_LEVEL])})


def is_missing_measure(cell):
    return len(cell) <= 8 and cell.lower() in MISSING_MEASURE


def distinct(cells):
    """Numbers the different cells, so that each is read once: (number of each cell, the cells trimmed)."""
    words = {}
    codes = np.fromiter((words.setdefault(cell, len(words)) for cell in cells), dtype=np.int64, count=len(cells))
    return codes, [word.strip(BLANKS) for word in words]


def spread(codes, values):
    """What was read from the different cells, for every row; None is NaN."""
    read = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return read[codes] if len(codes) else np.zeros(0)


def without_declared(values, spellings, readers):
    """Values without those that were declared missing, however they are spelled."""
    read = [reader(spelling) for spelling in spellings for reader in readers]
    gone = [value for value in read if value is not None]
    return np.where(np.isin(values, gone), np.nan, values) if gone else values


def unreadable(words, values):
    return any(value is None and not is_missing_measure(word) for word, value in zip(words, values))
`,
};

/** Numbers as people write them: thousands marks, decimal commas, currencies, percentages, accounting parentheses. */
export const NUMBERS: PythonSource = {
  name: 'numbers',
  needs: [CELLS],
  code: String.raw`
# ---- Numbers -------------------------------------------------------------------------------------

_CURRENCY = r"${CURRENCY}"
_NUMBER = re.compile(
    rf"(\()?([+\-−])?{_S}*({_CURRENCY})?{_S}*([+\-−])?"
    rf"([0-9][0-9.,{BLANKS}'’]*(?:[eE][+\-]?[0-9]+)?|[.,][0-9]+(?:[eE][+\-]?[0-9]+)?)"
    rf"{_S}*(%|{_CURRENCY})?{_S}*(-)?(\))?"
)
_SIMPLE = re.compile(r"-?(?:[1-9][0-9]{0,14}|0)(?:\.[0-9]+)?")
_PLAIN = {
    ".": re.compile(r"[0-9]*\.?[0-9]*(?:[eE][+-]?[0-9]+)?"),
    ",": re.compile(r"[0-9]*,?[0-9]*(?:[eE][+-]?[0-9]+)?"),
}
_GROUPED = {
    ".": re.compile(rf"[0-9]{{1,3}}([,{BLANKS}'’])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:\.[0-9]*)?"),
    ",": re.compile(rf"[0-9]{{1,3}}([.{BLANKS}'’])[0-9]{{3}}(?:\1[0-9]{{3}})*(?:,[0-9]*)?"),
}
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?")
_DIGITS = re.compile(r"[0-9]+")
_SIGNED_DIGITS = re.compile(r"[+-]?[0-9]+")


def read_number(cell, mark):
    """The number in a trimmed cell whose decimal mark is "." or ",", or None. 12% is 0.12."""
    if mark == "." and _SIMPLE.fullmatch(cell):
        return float(cell)
    found = _NUMBER.fullmatch(cell)
    if not found:
        return None
    opened, sign, before, inner, body, after, trailing, closed = found.groups()
    signs = [part for part in (opened, sign, inner, trailing) if part is not None]
    if (opened is None) != (closed is None) or len(signs) > 1 or (before is not None and after is not None):
        return None
    body = body.strip(BLANKS)
    size = _read_body(body, mark)
    if size is None or _is_id(body, signs == ["+"]):
        return None
    if after == "%":
        size /= 100
    return -size if signs and signs != ["+"] else size


def _read_body(body, mark):
    if _PLAIN[mark].fullmatch(body):
        value = float(body.replace(",", ".") if mark == "," else body)
        return value if math.isfinite(value) else None
    if _GROUPED[mark].fullmatch(body) or (mark == "." and _INDIAN.fullmatch(body)):
        if mark == ",":
            return float(re.sub(rf"[.{BLANKS}'’]", "", body).replace(",", "."))
        return float(re.sub(rf"[,{BLANKS}'’]", "", body))
    return None


def _is_id(body, plus):
    """00123, card numbers and telephone numbers are no quantities."""
    if len(body) > 1 and body[0] == "0" and "0" <= body[1] <= "9":
        return True
    return bool(_DIGITS.fullmatch(body)) and (len(body) >= ${ID_DIGITS} or (plus and len(body) >= ${PHONE_DIGITS}))


def _mark_of(cell):
    """What a cell says about the decimal mark: (the mark or None, whether it says so for certain)."""
    dot, comma = cell.rfind("."), cell.rfind(",")
    if dot < 0 and comma < 0:
        return None, False
    if dot >= 0 and comma >= 0:
        return (".", True) if dot > comma else (",", True)
    mark, other = (".", ",") if dot >= 0 else (",", ".")
    last = max(dot, comma)
    if cell.index(mark) != last:
        return other, True
    before = re.search(r"[0-9]*\Z", cell[:last]).group()
    after = re.match(r"[0-9]*", cell[last + 1 :]).group()
    exponent = cell[last + 1 + len(after) :][:1] in ("e", "E")
    groups = len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0"
    return (mark, False) if groups and not exponent else (mark, True)


def decimal_mark(words, otherwise):
    """The decimal mark of a column: (mark, whether its cells settle it)."""
    counts = {".": 0, ",": 0}
    for word in words:
        if is_missing_measure(word) or not ("." in word or "," in word) or not _NUMBER.fullmatch(word):
            continue
        mark, certain = _mark_of(word)
        if certain:
            counts[mark] += 1
    if not any(counts.values()):
        return otherwise, False
    return ("," if counts[","] > counts["."] else "."), True


def number_column(cells, file_mark, is_dial):
    """Cells as numbers, NaN where there is none. is_dial: the name says telephone or postcode."""
    codes, words = distinct(cells)
    mark = DECIMAL or decimal_mark(words, file_mark)[0]
    values = [read_number(word, mark) for word in words]
    if is_dial or unreadable(words, values):
        mark, _ = decimal_mark(words, DECIMAL or ".")
        values = [read_number(word, mark) for word in words]
        values = [
            float(word) if value is None and _SIGNED_DIGITS.fullmatch(word) else value
            for word, value in zip(words, values)
        ]
    return spread(codes, [None if is_missing_measure(word) else value for word, value in zip(words, values)])
`,
};
