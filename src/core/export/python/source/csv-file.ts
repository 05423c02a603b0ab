import type { PythonSource } from '../writer.ts';
import { CELLS } from './cells.ts';

/** Reading and writing files for the command line. */
export const CSV_FILE: PythonSource = {
  name: 'csv-file',
  needs: [CELLS],
  code: String.raw`
# ---- CSV files -------------------------------------------------------------------------------------


def decode(data):
    """UTF-8, UTF-16 by its byte order mark, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def records_of(text, delimiter, most=None):
    lines = io.StringIO(text, newline="")
    found = csv.reader(lines, delimiter=delimiter)
    kept = (record for record in found if len(record) > 1 or (record and record[0].strip(BLANKS)))
    return list(kept if most is None else itertools.islice(kept, most))


def usual_length(records):
    """How many cells most records have, and what share of them; the larger of equals."""
    counts = {}
    for record in records:
        counts[len(record)] = counts.get(len(record), 0) + 1
    cells = max(counts, key=lambda length: (counts[length], length), default=0)
    return cells, (counts[cells] / len(records) if records else 0.0)


def delimiter_of(text):
    """The mark under which most records agree on a number of cells above one."""
    head, best, most = text[: 1 << 19], ",", 0.0
    for delimiter in ",;\t|":
        cells, share = usual_length(records_of(head, delimiter, 200))
        score = share + 0.1 * (1 - 1 / cells) if cells > 1 else 0.0
        if score > most:
            best, most = delimiter, score
    return best


def column_names(header, width):
    """Names for all columns, each different: blanks become column_3, repeats name_2."""
    given = [(header[at] if at < len(header) else "").strip(BLANKS) for at in range(width)]
    taken, used = {name for name in given if name}, set()
    names = []
    for at, name in enumerate(given):
        unique = name if name and name not in used else ""
        if not unique:
            base = unique = name or f"column_{at + 1}"
            number = 2
            while unique in used or unique in taken:
                unique, number = f"{base}_{number}", number + 1
        used.add(unique)
        names.append(unique)
    return names


def read_file(data):
    """The bytes of a CSV file with a line of names, as a data frame of strings; rows that do not fit are left out."""
    csv.field_size_limit(1 << 28)
    text = decode(data)
    stated = re.match(r"sep=([,;\t|])\r?(?:\n|\Z)", text, re.IGNORECASE)
    text = text[stated.end() :] if stated else text
    if "\n" not in text:
        text = text.replace("\r", "\n")
    records = records_of(text, stated.group(1) if stated else delimiter_of(text))
    if not records:
        raise ValueError("the file is empty")
    # A report's title above the table is a record of one cell.
    usual = usual_length(records[:1000])[0]
    while usual > 1 and len(records) > 2 and not any(cell.strip(BLANKS) for cell in records[0][1:]):
        del records[0]
    header, rows = records[0], records[1:]
    usual = usual_length(rows[:1000])[0] if rows else len(header)
    width = max(len(header), usual)
    last = max((at + 1 for at, cell in enumerate(header) if cell.strip(BLANKS)), default=0)
    least = max(1, min(last, usual))
    kept = []
    for row in rows:
        blank = not any(cell.strip(BLANKS) for cell in row)
        if blank or len(row) < least or any(cell.strip(BLANKS) for cell in row[width:]):
            continue
        kept.append((row + [""] * (width - len(row)))[:width])
    if len(kept) < len(rows):
        print(f"{len(rows) - len(kept)} rows do not fit the line of names and were left out", file=sys.stderr)
    return pd.DataFrame(kept, columns=column_names(header, width), dtype=object)


_SAFE_NUMBER = re.compile(r"[+-][$€£¥₩₹]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")


def without_formula(cell):
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    risky = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not _SAFE_NUMBER.fullmatch(cell))
    return "'" + cell if cell and risky else cell


def write_file(frame, out):
    """Comma-separated, header first; safe to open in a spreadsheet."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([without_formula(str(name)) for name in frame.columns])
    columns = [[without_formula(cell) for cell in cells_of(frame.iloc[:, at])] for at in range(frame.shape[1])]
    writer.writerows(zip(*columns))
`,
};
