/**
 * Whether bytes are well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF, no
 * character cut off at the end. A TextDecoder would say the same, but makes a string of it all that nobody reads.
 */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  // Four bytes at a time where all of them are ASCII, which most are.
  const aligned = bytes.byteOffset % 4 === 0;
  const words = aligned ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : new Int32Array(0);
  const lastWord = Math.min(words.length, end >> 2);
  for (let i = start; i < end;) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i++;
      if ((i & 3) !== 0) continue;
      let word = i >> 2;
      while (word < lastWord && ((words[word] as number) & 0x80808080) === 0) word++;
      i = word << 2;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    // C0 and C1 could only begin overlong forms; F5 and above would pass U+10FFFF; 80 … BF begin nothing.
    if (lead < 0xc2 || lead > 0xf4 || i + length > end) return false;
    const second = bytes[i + 1] as number;
    if (second < leastSecond(lead) || second > mostSecond(lead)) return false;
    for (let k = 2; k < length; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) return false;
    i += length;
  }
  return true;
}

/** E0 and F0 must not be followed by what a shorter form could say. */
const leastSecond = (lead: number): number => (lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80);

/** ED with more would be a surrogate, F4 with more beyond the last character. */
const mostSecond = (lead: number): number => (lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf);
