import { describe, expect, it } from 'vitest';
import { inlinePage, scriptSource } from '../../vite/inline-page.ts';
import { oneFilePolicy, PAGE_POLICY, reportPolicy } from '../../vite/policy.ts';

const PAGE = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <script type="module" crossorigin src="./assets/index-1a.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/style-2b.css">
  </head>
  <body><div id="root"></div></body>
</html>`;

const inlined = (script: string, style = '') =>
  inlinePage(PAGE, {
    text: (file) =>
      new Map([
        ['assets/index-1a.js', script],
        ['assets/style-2b.css', style],
      ]).get(file),
    policy: (scripts) => `script-src ${scripts.join(' ')}`,
  });

describe('one file of a page', () => {
  it('lets its own script run by the hash that browsers compute', () => {
    // The example of the CSP specification (level 3, "Usage of hash-source").
    expect(scriptSource("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    expect(inlined("alert('Hello, world.');")).toContain('sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=');
  });

  it('has the policy before everything else, and the encoding within the first kilobyte', () => {
    const html = inlined('1;');
    const policy = html.indexOf('<meta http-equiv="Content-Security-Policy"');
    expect(policy).toBe(html.indexOf('<meta'));
    expect(html.indexOf('<meta charset')).toBeGreaterThan(policy);
    expect(html.indexOf('<meta charset')).toBeLessThan(1024);
  });

  it('names nothing beside it, and leaves the code as it is', () => {
    const html = inlined("const a = '$& $1 $$';", 'a{content:"$&"}');
    expect(html).toContain('<script type="module">const a = \'$& $1 $$\';</script>');
    expect(html).toContain('<style>a{content:"$&"}</style>');
    expect(html).not.toMatch(/assets|<link/);
  });

  it('lets neither a script nor a style sheet end early', () => {
    const html = inlined("const a = '</ScRiPt><script>b</script>';", 'a{content:"</style>"}');
    expect(html.match(/<\/script/gi)).toHaveLength(1);
    expect(html.match(/<\/style/gi)).toHaveLength(1);
  });

  it('fails where the build lacks what the page names, and where a hash would not hold', () => {
    expect(() => inlinePage(PAGE, { text: () => undefined, policy: () => '' })).toThrow('assets/index-1a.js');
    expect(() => inlined('a;\r\nb;')).toThrow('carriage return');
  });
});

describe('the policies', () => {
  const one = oneFilePolicy(["'sha256-x'"]);
  const report = reportPolicy(["'sha256-x'"]);

  it.each([
    ['the hosted page', PAGE_POLICY],
    ['the one file', one],
    ['a report', report],
  ])('of %s forbids every connection, form and base', (_name, policy) => {
    for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"]) {
      expect(policy.split('; ')).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  });

  it('of what lies on disk trusts nothing beside it', () => {
    expect(one).not.toContain("'self'");
    expect(report).not.toContain("'self'");
    expect(report).toContain("worker-src 'none'");
  });
});
