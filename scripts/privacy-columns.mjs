// node scripts/privacy-columns.mjs: judges the labelled list of test/privacy and writes docs/privacy-columns.md. Real
// tables are taken from ../shared/data, or from SIGHTGLASS_DATA.
import { writeFileSync } from 'node:fs';
import { bundle } from '../bench/bundle.mjs';

const { measure } = await bundle('../test/privacy/labelled-table.ts');
const { judged, table } = await measure();
const missed = judged.filter(({ label, found }) => label !== found);

writeFileSync(
  'docs/privacy-columns.md',
  `# Columns with personal data

Made by \`node scripts/privacy-columns.mjs\`: ${judged.length} columns of which it is known what they hold, and what the page
takes them for. Real ones are all columns of the tables in \`../shared/data\`; made ones come from Faker in 29 locales
(\`test/golden/make_personal_fixtures.py\`) and from seeded generators (\`test/privacy/made-*.ts\`), and are read as a file is.
A column counts as rightly found only where its kind is right too. Most made columns are called as such
columns are, in English, Chinese or the language of the locale; the others say nothing or something else.

${table}

"Built with" is what was looked at while the recognisers were written. Each held-out list was written first and measured once
before anything was changed by it: the first had recall 0.974 and precision 1.000 then, the second (near misses, lying names,
and languages that no word list had been made for) 0.853 and 0.991. Words for columns in those languages were added after
that, so the figures above flatter; on a language without a word list expect the earlier ones. No personal column
in English or Chinese was missed in either first measurement.

${missed.length === 0 ? 'None is taken for what it is not, or missed.' : `Missed, or taken for what they are not:\n\n${missed.map(({ source, column, label, found }) => `- ${column} (${source}): ${label}, taken for ${found}`).join('\n')}`}

What is not looked for: user names and handles, dates of birth, licence plates, coordinates, photographs, and persons named
within free text. A column may be a person's without being on this list; the share dialog lets any column be taken out.
`,
);
console.log(`docs/privacy-columns.md: ${judged.length} columns, ${missed.length} wrong`);
