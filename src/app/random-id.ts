/** 96 random bits in hex. `crypto.randomUUID` is missing on pages served over plain HTTP in a local network. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
