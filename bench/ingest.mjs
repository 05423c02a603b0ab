// Reading 1M × 12 cells of CSV (about 110 MB) into typed columns, dates included: our reader in Node, as the data
// worker runs it, against pandas, Polars and DuckDB. The file is in the system's cache: it is the parsing that is timed.
import { open } from 'node:fs/promises';
import { bundle } from './bundle.mjs';
import { ordersCsv } from './csv.mjs';
import { alternate, timed } from './measure.mjs';
import { probe, startPeer } from './peer.mjs';

const PROMISE = 1.5;
const PEERS = [
  { module: 'pandas', do: 'pandas', name: 'pandas read_csv (dates left as text)', promise: PROMISE },
  { module: 'pandas', do: 'pandas-dates', name: 'pandas read_csv, dates parsed' },
  { module: 'polars', do: 'polars', name: 'Polars read_csv, dates parsed, all cores' },
  { module: 'duckdb', do: 'duckdb', name: 'DuckDB read_csv, all cores' },
];

/** A ByteSource over a file, which is read slice by slice as a File is in the page. */
async function fileSource(path, byteLength) {
  const handle = await open(path);
  return {
    source: {
      name: path,
      byteLength,
      async slice(start, end) {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, end - start, start);
        return bytes.subarray(0, bytesRead);
      },
    },
    close: () => handle.close(),
  };
}

/** The same few facts that the peers give, so that nobody is timed on another table. */
function facts({ table, reading }) {
  const column = (name) => table.columns.find((candidate) => candidate.name === name);
  let spend = 0;
  for (const value of column('spend').values) spend += value;
  let missing = 0;
  for (const value of column('visits').values) if (Number.isNaN(value)) missing++;
  const kinds = table.columns.map(({ kind }) => kind).join(' ');
  return { rows: table.rowCount, spend, missing, countries: column('country').levels.length, kinds, ...reading };
}

const same = (a, b) =>
  a.rows === b.rows &&
  a.missing === b.missing &&
  a.countries === b.countries &&
  Math.abs(a.spend - b.spend) <= 1e-9 * Math.abs(b.spend);

/** @param {{ repeats: number }} options */
export async function benchIngest({ repeats }) {
  const lib = await bundle('ingest-entry.ts');
  const file = await ordersCsv();
  const { source, close } = await fileSource(file.path, file.bytes);
  const versions = probe(['pandas', 'polars', 'duckdb']);
  const here = PEERS.filter((peer) => versions[peer.module]);
  const python = here.length > 0 ? startPeer('ingest.py') : undefined;
  let ours;
  const readOurs = async () => {
    ours = undefined;
    const pacer = lib.createPacer(new AbortController().signal);
    const { result, ...times } = await timed(() => lib.readWhole(source, {}, pacer));
    ours = facts(result);
    return times;
  };
  try {
    const sides = await alternate(
      [
        { name: 'Sightglass readTable, dates parsed', run: readOurs },
        ...here.map((peer) => ({ name: peer.name, run: () => python.ask({ do: peer.do, path: file.path }) })),
      ],
      repeats,
    );
    const agree = sides.slice(1).every((side) => same(ours, side.last));
    return {
      sides: sides.map((side, s) => ({ ...side, promise: here[s - 1]?.promise })),
      versions,
      absent: PEERS.filter((peer) => !versions[peer.module]).map((peer) => peer.module),
      notes: [
        `${(file.bytes / 1e6).toFixed(0)} MB, ${ours.rows.toLocaleString('en')} rows; read by our "${ours.reader}" reader into ${ours.kinds}.`,
      ],
      checks:
        sides.length > 1 ? [{ name: 'same rows, sums, missing cells and categories as every peer', holds: agree }] : [],
    };
  } finally {
    python?.end();
    await close();
  }
}
