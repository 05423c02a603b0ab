import { afterEach, describe, expect, it, vi } from 'vitest';
import { appFileAddress } from '../../src/app/app-file.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the address of the whole page as one file', () => {
  it('is given where the page is hosted and the file lies beside it', () => {
    vi.stubGlobal('__APP_FILE__', './sightglass.html');
    expect(appFileAddress('https:')).toBe('./sightglass.html');
    expect(appFileAddress('http:')).toBe('./sightglass.html');
  });

  it('is not given where the page came from disk, or was built alone', () => {
    vi.stubGlobal('__APP_FILE__', './sightglass.html');
    expect(appFileAddress('file:')).toBeUndefined();
    vi.stubGlobal('__APP_FILE__', null);
    expect(appFileAddress('https:')).toBeUndefined();
  });
});
