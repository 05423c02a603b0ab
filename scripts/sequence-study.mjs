// npm run sequence-study: generated people of whom it is known what their next step depends on (order alone, counts alone, the
// last two events), five seeds, the whole training as the page runs it. What was measured is kept in .cache/sequence-study
// by seed, so that a run that was cut short goes on where it stopped; the result is docs/sequence.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bench/bundle.mjs';

const CACHE = '.cache/sequence-study';
const SEEDS = [1, 2, 3, 4, 5];
/** By how much the network has to lead where order matters. */
const BAR = 0.1;

mkdirSync(CACHE, { recursive: true });
const { study, PAIRS_CEILING } = await bundle('../scripts/sequence-study/study.ts');

/** Of every seed: a result from the cache, or made now. */
async function measure(task, methods) {
  const results = [];
  for (const seed of SEEDS) {
    const file = join(CACHE, `${task}-${methods}-${seed}.json`);
    if (!existsSync(file)) {
      const made = await study(task, methods, seed);
      writeFileSync(file, JSON.stringify(made));
      console.log(task, methods, seed, JSON.stringify(made));
    }
    results.push(JSON.parse(readFileSync(file, 'utf8')));
  }
  return results;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const figures = (results) => results.map(({ figure }) => figure);
const chosen = (results) => results.map((one) => one.chosen).join(', ');

function row(what, results, showsChoice = false) {
  const each = figures(results)
    .map((figure) => figure.toFixed(3))
    .join(', ');
  const seconds = mean(results.map((one) => one.seconds)).toFixed(0);
  const said = showsChoice ? ` (${chosen(results)})` : '';
  return `| ${what}${said} | ${mean(figures(results)).toFixed(3)} | ${each} | ${seconds} s |`;
}

const order = {
  simple: await measure('order', 'simple'),
  gru: await measure('order', 'gru'),
  lstm: await measure('order', 'lstm'),
  cnn: await measure('order', 'cnn'),
  all: await measure('order', 'all'),
};
const counts = {
  simple: await measure('counts', 'simple'),
  gru: await measure('counts', 'gru'),
  all: await measure('counts', 'all'),
};
const next = {
  markov: await measure('next', 'markov'),
  trees: await measure('next', 'trees'),
  gru: await measure('next', 'gru'),
  all: await measure('next', 'all'),
};

const leads = order.gru.map(({ figure }, i) => figure - order.simple[i].figure);
const isNetwork = ({ chosen: id }) => id.startsWith('journey-');
const head = (metric) => `| model | ${metric}, mean | by seed | time |\n|---|---|---|---|`;
const range = (results) => {
  const rows = results.map((one) => one.rows);
  return `${Math.min(...rows)} to ${Math.max(...rows)} rows`;
};

writeFileSync(
  'docs/sequence.md',
  `# Sequences

Made by \`npm run sequence-study\`: generated people of whom it is known what their next step depends on
(\`scripts/sequence-study/generate.ts\`), seeds ${SEEDS.join(', ')}, without a GPU. Every row is the whole training with these
methods as the page runs it in Balanced (rows made of events, folds, choice, test rows, refits); figures are those of the
test rows: people that nothing was learned from, at later dates. Times are processor time of one thread.

## Order matters, counts do not

Whoever is to buy within twelve days reads the reviews before the price, all others the price before the reviews, both with
one exception in ten. Every visit has the same four events. "Will they buy within 10 days?", ${range(order.all)}.

${head('ROC AUC')}
${row('logistic regression and boosted trees on counts and recency', order.simple, true)}
${row('GRU', order.gru)}
${row('LSTM (Thorough, which alone tries it)', order.lstm)}
${row('CNN', order.cnn)}
${row('**chosen of all**', order.all, true)}

The GRU leads by ${mean(leads).toFixed(2)} (at least ${Math.min(...leads).toFixed(2)}; asked for: ${BAR}).

## Counts matter, order does not

The more often somebody looked at prices in the last ten days, the likelier they buy. The same question, ${range(counts.all)}.

${head('ROC AUC')}
${row('logistic regression and boosted trees on counts and recency', counts.simple, true)}
${row('GRU', counts.gru)}
${row('**chosen of all**', counts.all, true)}

A network was chosen in ${counts.all.filter(isNetwork).length} of ${SEEDS.length}.

## What comes next, by the last two events

With seven in ten the next event is the one that a table names for the last two; the last alone says next to nothing. Nobody
can be right more often than ${PAIRS_CEILING.toFixed(2)}. ${range(next.all)}.

${head('accuracy')}
${row('Markov chain (second order, backed by the first)', next.markov)}
${row('boosted trees on counts and recency', next.trees)}
${row('GRU', next.gru)}
${row('**chosen of all**', next.all, true)}
`,
);
console.log(readFileSync('docs/sequence.md', 'utf8'));
