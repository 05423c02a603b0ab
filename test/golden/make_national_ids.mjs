// Makes national-ids.json: numbers that the stdnum package (a port of python-stdnum) holds for right, and others of the
// same shape that it refuses, for test/privacy.  npm install --no-save stdnum && node test/golden/make_national_ids.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { stdnum } = createRequire(import.meta.url)('stdnum');

let state = 20261123;
const integer = (bound) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
};
const fill = (form) =>
  form.replaceAll('#', () => integer(10)).replaceAll('?', () => String.fromCharCode(65 + integer(26)));
const two = (number) => String(number).padStart(2, '0');
const birthday = () => [1930 + integer(75), 1 + integer(12), 1 + integer(28)];
const pick = (items) => items[integer(items.length)];

function tenWithOneTwice() {
  for (;;) {
    const ten = `${1 + integer(9)}${fill('#########')}`;
    if (new Set(ten).size === 9) return ten;
  }
}

const SCHEMES = {
  'cn-resident': [
    stdnum.CN.ric,
    () => {
      const [year, month, day] = birthday();
      return `${pick(['110101', '310115', '440305', '510107', '330106'])}${year}${two(month)}${two(day)}${fill('###')}${pick(Array.from('0123456789X'))}`;
    },
  ],
  'gb-nino': [stdnum.GB.nino, () => fill('??######') + pick(Array.from('ABCDE'))],
  'es-dni-nie': [
    { validate: (id) => (/^\d/.test(id) ? stdnum.ES.dni : stdnum.ES.nie).validate(id) },
    () => pick(['#', '#', 'X', 'Y', 'Z']).replace('#', () => integer(10)) + fill('#######?'),
  ],
  'it-codice-fiscale': [
    stdnum.IT.codicefiscale,
    () => `${fill('??????##')}${pick(Array.from('ABCDEHLMPRST'))}${two(1 + integer(28) + 40 * integer(2))}${fill('?###?')}`,
  ],
  'fr-nir': [
    stdnum.FR.nir,
    () => `${1 + integer(2)}${fill('##')}${two(1 + integer(12))}${pick(['75', '13', '69', '2A', '2B', '33'])}${fill('########')}`,
  ],
  // stdnum lets digits stand four times; the tax office gives none such, so that only its check digit is put to the test.
  'de-steuer-id': [stdnum.DE.idnr, () => `${tenWithOneTwice()}${integer(10)}`],
  'nl-bsn': [stdnum.NL.bsn, () => fill('#########')],
  'pl-pesel': [
    stdnum.PL.pesel,
    () => {
      const [year, month, day] = birthday();
      return `${two(year % 100)}${two(month + (year >= 2000 ? 20 : 0))}${two(day)}${fill('#####')}`;
    },
  ],
  'br-cpf': [stdnum.BR.cpf, () => fill('###########')],
  'in-aadhaar': [stdnum.IN.aadhaar, () => `${2 + integer(8)}${fill('###########')}`],
  'us-ssn': [stdnum.US.ssn, () => fill('#########')],
};

const out = { made_with: 'stdnum 1.12.0', schemes: {} };
for (const [scheme, [judge, draw]] of Object.entries(SCHEMES)) {
  const valid = new Set();
  const invalid = new Set();
  for (let i = 0; i < 400_000 && (valid.size < 40 || invalid.size < 40); i++) {
    const id = draw();
    const kept = judge.validate(id).isValid ? valid : invalid;
    if (kept.size < 40) kept.add(id);
  }
  out.schemes[scheme] = { valid: [...valid], invalid: [...invalid] };
}
writeFileSync(new URL('national-ids.json', import.meta.url), `${JSON.stringify(out)}\n`);
