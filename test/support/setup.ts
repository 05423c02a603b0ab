import fc from 'fast-check';

// Property tests draw the same cases in every run: a failure is then a change's, not the day's. In Node, other cases are
// tried with SIGHTGLASS_SEED.
const chosen = typeof process === 'undefined' ? undefined : process.env['SIGHTGLASS_SEED'];
fc.configureGlobal({ seed: Number(chosen ?? 20_261_123) });
