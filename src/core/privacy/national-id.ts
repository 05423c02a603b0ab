import { keepsScheme, NATIONAL_SCHEMES, type NationalSchemeId } from './national-schemes.ts';
import { tally, type Recogniser } from './recogniser.ts';

const NAME =
  /(^| )(ssn|social security|social insurance|national ?(id|identity|insurance|identification)|ni ?(no|number)|nino|id ?card|identity( ?card)?|resident id|citizen id|personal (id|code|number)|dni|nie|nif|curp|codice fiscale|cod ?fisc|nir|numero (de )?secu|securite sociale|steuer ?(id|identifikationsnummer|nummer)|idnr|sozialversicherungsnummer|bsn|burgerservicenummer|sofi ?nummer|pesel|cpf|aadhaar|aadhar|personnummer|person ?nr|henkilotunnus|hetu|passport|reisepass|pasaporte|driver ?s? ?licen[cs]e|tax ?(payer)? ?id|tin|sin)( |$|\d)|身份证|身分證|证件号|證件號|护照|護照|社保号|社会保障号|公民身份|居民证|マイナンバー|주민등록/u;
/** Written 123-45-6789, which little else is; the digits alone need the column's name. */
const DASHED_SSN = /^\d{3}[- ]\d{2}[- ]\d{4}$/;
/** What any other country's number, or a passport's, may look like. */
const couldBeId = (cell: string): boolean =>
  cell.length <= 24 && /^[A-Za-z\d][A-Za-z\d .\-/*+]{4,22}$/.test(cell) && (cell.match(/\d|\*/g)?.length ?? 0) >= 5;

const SCHEMES = Object.keys(NATIONAL_SCHEMES) as NationalSchemeId[];

/** So many cells tell which schemes are not worth trying on all of them, where none is kept by so small a share. */
const FIRST_LOOK = 60;
const LEAST_KEPT = 0.15;

/** How many of the cells keep one country's rules: a column is of one country, and each lets some through by chance. */
function bestScheme(cells: readonly string[]): { id: NationalSchemeId; hits: number; share: number } {
  const few = cells.slice(0, FIRST_LOOK);
  const likely = SCHEMES.filter((id) => tally(few, (cell) => keepsScheme(id, cell)).share >= LEAST_KEPT);
  const tried = likely.map((id) => ({ id, ...tally(cells, (cell) => keepsScheme(id, cell)) }));
  return tried.reduce(
    (best, one) => (one.hits > best.hits || (one.hits === best.hits && trust(one.id) > trust(best.id)) ? one : best),
    { id: 'us-ssn', hits: 0, share: 0 },
  );
}
const trust = (id: NationalSchemeId): number => 1 - NATIONAL_SCHEMES[id].byChance;

/** Numbers that a state gives to a person. */
export const nationalIdRecogniser: Recogniser = {
  kind: 'national-id',
  columns: ['number', 'category', 'text'],
  look(cells, { words, isAbout }) {
    const named = NAME.test(words) && !isAbout;
    // Fourteen digits and more are times and amounts too; a look at a few cells tells that none is one.
    if (!named && !cells.slice(0, 20).some((cell) => couldBeId(cell))) return undefined;
    const { id, hits, share } = bestScheme(cells);
    if (named && share >= 0.3) return { share, named };
    const dashed = tally(cells, (cell) => DASHED_SSN.test(cell) && keepsScheme('us-ssn', cell));
    if (dashed.share >= 0.8 && dashed.hits >= 3) return { share: dashed.share, named };
    const certain = id !== 'us-ssn' && share >= 0.8 && NATIONAL_SCHEMES[id].byChance ** hits < 1e-6;
    if (certain) return { share, named };
    return named && tally(cells, couldBeId).share >= 0.6 ? { share, named } : undefined;
  },
};
