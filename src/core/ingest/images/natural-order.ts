/**
 * Orders paths as people number them: `2.png` before `10.png`, letters by code point and case aside, folder by folder.
 * The same in every language, so that rows come in the same order everywhere.
 */
export function naturalOrder(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareNames(left[i] as string, right[i] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : Number(a > b));
}

const TOKENS = /\d+|\D+/gu;
const isDigits = (token: string): boolean => /^\d/u.test(token);

function compareNames(a: string, b: string): number {
  const left = a.toLowerCase().match(TOKENS) ?? [];
  const right = b.toLowerCase().match(TOKENS) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    if (x === y) continue;
    if (!isDigits(x) || !isDigits(y)) return x < y ? -1 : 1;
    // Longer than a number can be exactly: without leading noughts, more digits are more.
    const [m, n] = [x.replace(/^0+/u, ''), y.replace(/^0+/u, '')];
    if (m.length !== n.length) return m.length - n.length;
    if (m !== n) return m < n ? -1 : 1;
  }
  return left.length - right.length;
}
