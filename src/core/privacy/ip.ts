import { tally, type Recogniser } from './recogniser.ts';

const NAME =
  /(^| )((v ?[46] ?)?ip(v ?[46])?|ip ?v ?[46]|ip ?(addr|address|adresse)|(remote|client|source|src|dst|visitor) ?(addr|host))( |$)|ip地址|ip位址|网络地址/u;
const OCTETS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d{1,5}|\/\d{1,2})?$/;

/** The four numbers of an IPv4 address (a port or a prefix may follow). */
function octetsOf(cell: string): readonly number[] | undefined {
  const found = OCTETS.exec(cell);
  const octets = found?.slice(1, 5).map(Number);
  return octets?.every((octet) => octet <= 255) ? octets : undefined;
}

/** RFC 4291, section 2.2: eight groups, or fewer with one `::`; the last two may be written as IPv4. */
export function isIpV6(cell: string): boolean {
  if (!/^[\da-f:.]{2,45}(%\w+)?(\/\d{1,3})?$/i.test(cell) || !cell.includes(':')) return false;
  const halves = cell.replace(/[%/].*$/, '').split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1);
  const asV4 = tail?.includes('.') === true;
  const hex = asV4 ? groups.slice(0, -1) : groups;
  if (asV4 && !octetsOf(tail)) return false;
  if (!hex.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  const count = hex.length + (asV4 ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

export const isIpV4 = (cell: string): boolean => octetsOf(cell) !== undefined;

/** Versions of software have four small numbers; an address keeps all of them under 64 once in 250 times. */
const isNoVersion = (cell: string): boolean => octetsOf(cell)?.some((octet) => octet >= 64) ?? isIpV6(cell);

/** IP addresses, version 4 and 6. */
export const ipRecogniser: Recogniser = {
  kind: 'ip',
  columns: ['category', 'text'],
  look(cells, { words, isAbout, isKey }) {
    const named = NAME.test(words) && !isAbout && !isKey;
    const { hits, share } = tally(cells, (cell) => isIpV4(cell) || isIpV6(cell));
    if (share < 0.5) return undefined;
    if (named) return { share, named };
    return hits >= 3 && tally(cells, isNoVersion).share >= 0.5 ? { share, named } : undefined;
  },
};
