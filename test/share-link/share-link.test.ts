import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { CodedError } from '../../src/core/errors.ts';
import type { SharedReport } from '../../src/lenses/share.ts';
import { decodeShared, encodeShared, linkLength, MOST, shareAddress } from '../../src/storage/share-link.ts';

const LENSES = [{ lens: 'predict', schema: v.object({ target: v.string(), figures: v.array(v.number()) }) }];
const report = (body: unknown = { target: 'Churn', figures: [0.84, 1e-9] }): SharedReport => ({
  format: 'sightglass.shared',
  version: 1,
  lens: 'predict',
  title: 'Who leaves? <b>谁</b>',
  createdOn: '2026-11-23',
  appVersion: '0.1.0',
  body,
});

/** Written by zlib rather than by the page. */
const pack = (json: string | Uint8Array): string => `1.${deflateSync(json).toString('base64url')}`;
const codeOf = async (payload: string): Promise<string> => {
  const error = await decodeShared(payload, LENSES).then(
    () => new Error('opened'),
    (thrown: unknown) => thrown as CodedError,
  );
  return 'code' in error ? error.code : String(error);
};

describe('a shared link', () => {
  it('brings a report back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
        async (target, figures) => {
          const given = report({ target, figures });
          expect(await decodeShared(await encodeShared(given), LENSES)).toEqual(given);
        },
      ),
    );
  });

  it('is version, dot and base64url of what zlib inflates to the JSON', async () => {
    const payload = await encodeShared(report());
    expect(payload).toMatch(/^1\.[\w-]+$/u);
    expect(JSON.parse(inflateSync(Buffer.from(payload.slice(2), 'base64url')).toString())).toEqual(report());
    expect(await linkLength(report())).toBe(payload.length);
    expect(await decodeShared(pack(JSON.stringify(report())), LENSES)).toEqual(report());
  });

  it.each([
    'https://a.example/deep/page/',
    'https://a.example/page/#/predict/evaluate',
    'file:///C:/sightglass.html#/r/1.old',
  ])('stands behind %s', (base) => {
    const address = shareAddress(base, '1.AbC-_');
    expect(address.startsWith(base.split('#')[0] ?? '')).toBe(true);
    expect(new URL(address).hash).toBe('#/r/1.AbC-_');
  });
});

describe('what else may stand in an address', () => {
  it.each([
    ['', 'share.damaged'],
    ['1.', 'share.damaged'],
    ['0.AAAA', 'share.damaged'],
    ['01.AAAA', 'share.damaged'],
    ['-1.AAAA', 'share.damaged'],
    ['1.%3Cscript%3E', 'share.damaged'],
    ['1.AAAA\nAAAA', 'share.damaged'],
    ['__proto__.AAAA', 'share.damaged'],
    ['2.AAAA', 'share.newer'],
    [pack('not JSON'), 'share.damaged'],
    [pack('null'), 'share.damaged'],
    [pack('[]'), 'share.damaged'],
    [pack(JSON.stringify({ ...report(), version: 2 })), 'share.newer'],
    [pack(JSON.stringify({ ...report(), version: '1' })), 'share.damaged'],
    [pack(JSON.stringify({ ...report(), lens: 'constructor' })), 'share.unknown-lens'],
    [pack(JSON.stringify({ ...report(), lens: 'forecast' })), 'share.unknown-lens'],
    [pack(JSON.stringify({ ...report(), createdOn: 'yesterday' })), 'share.damaged'],
    [pack(JSON.stringify({ ...report(), title: 'x'.repeat(501) })), 'share.damaged'],
    [pack(JSON.stringify(report({ target: 1, figures: [] }))), 'share.damaged'],
    [pack(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)), 'share.damaged'],
    [pack('['.repeat(100_000)), 'share.damaged'],
    [`1.${'A'.repeat(MOST)}`, 'share.too-long'],
  ])('%.40s … is %s', async (payload, code) => {
    expect(await codeOf(payload)).toBe(code);
  });

  it.each([
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '[{"a":[{"prototype":1}]}]',
  ])('the key in %s is refused wherever it lies', async (body) => {
    const json = JSON.stringify(report('HERE')).replace('"HERE"', body);
    expect(await codeOf(pack(json))).toBe('share.damaged');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('is cut short: every beginning of a link is refused', async () => {
    const payload = await encodeShared(report());
    for (let end = 0; end < payload.length; end++) expect(await codeOf(payload.slice(0, end))).toBe('share.damaged');
  });

  it('is changed in one character: never another report', async () => {
    const payload = await encodeShared(report());
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 2; at < payload.length; at++) {
      for (const character of alphabet.slice(at % 8, (at % 8) + 8)) {
        const changed = `${payload.slice(0, at)}${character}${payload.slice(at + 1)}`;
        const opened = await decodeShared(changed, LENSES).catch((error: CodedError) => error.code);
        expect(opened).toEqual(changed === payload ? report() : 'share.damaged');
      }
    }
  });

  it('a bomb: inflating stops at the limit', async () => {
    // 24 kB that inflate to 23 MB, the most a link of 32,000 characters can hold.
    const bomb = pack(JSON.stringify(report('x'.repeat(22_000_000))));
    expect(bomb.length).toBeLessThan(MOST);
    expect(await codeOf(bomb)).toBe('share.damaged');
    // Just inside the limit it is the lens that refuses it, and just outside the limit itself: told apart by the cause.
    const cause = async (length: number): Promise<string> => {
      const error = await decodeShared(pack(JSON.stringify(report('x'.repeat(length)))), LENSES).catch(
        (e: unknown) => e,
      );
      return String((error as Error).cause);
    };
    expect(await cause(1_999_000)).toContain('body');
    expect(await cause(2_001_000)).toContain('longer than it may be');
  });
});
