import { tally, type Recogniser } from './recogniser.ts';
import { fold, type ColumnName } from './column-name.ts';

const ENGLISH =
  'street|str|st|avenue|ave|av|road|rd|lane|ln|drive|dr|ct|boulevard|blvd|pl|ter|terrace|sq|highway|hwy|parkway|pkwy|cir|trl|crescent|cres|mews|turnpike|marg|nagar|chowk';
/** Also words of other things: they must end a line of the address. */
const ENGLISH_AT_END =
  'court|way|place|square|circle|trail|close|grove|gardens|row|alley|plaza|pike|walk|hill|green|park|layout|colony';
const LINE_END = String.raw`(?=\s*(?:$|[,.#]|(?:apt|suite|ste|unit|floor|fl|room|n|s|e|w|[ns][ew])\b))`;
const BEFORE =
  'rue|avenue|boulevard|bd|place|chemin|impasse|allee|quai|route|cours|passage|square|calle|c/|cl|avenida|avda|av|paseo|plaza|pasaje|ronda|camino|cuesta|carrer|glorieta|via|viale|piazza|corso|largo|vicolo|contrada|borgo|rotonda|incrocio|stretto|strada|canale|rua|travessa|praca|estrada|alameda|rodovia|ladeira|ulica|ul|aleja|aleje|al|os|osiedle|plac|platz|am|an der|im|jalan|jl|flat|house|h no|plot';
const ENDINGS =
  'strasse|str|weg|platz|allee|gasse|ring|damm|ufer|hof|straat|laan|plein|gracht|kade|dijk|singel|steeg|pad|dreef|park|gatan|vagen|grand|torget|stigen|backen|vej|vejen|gade|gaden|alle|katu|tie|kuja|polku|gata|vei|veien|utca';
/** House numbers: 12, 12a, 12-14, 12/3. */
const NUMBER = String.raw`\d{1,5} ?(?:[a-z]|bis|ter)?(?: ?[-/] ?\d{1,4}[a-z]?)?`;

const WESTERN: readonly RegExp[] = [
  new RegExp(
    String.raw`(^|[\s,#])${NUMBER},? (?:[\p{L}\d.'’-]+ ){0,5}(?:(?:${ENGLISH})(?=$|[\s.,])|(?:${ENGLISH_AT_END})${LINE_END})`,
    'u',
  ),
  new RegExp(String.raw`(^|[\s,])${NUMBER},? (?:${BEFORE})[.]? [\p{L}'’]`, 'u'),
  new RegExp(
    String.raw`(^|[\s,])(?:${BEFORE})\.? ?(?:[\p{L}\d.'’-]+,? ){1,6}(?:n[°ºo.]? ?|s/n ?)?${NUMBER}(?=$|[\s,.])`,
    'u',
  ),
  new RegExp(
    String.raw`(^|[\s,])[\p{L}.'’-]*(?:[\p{L}-]{2}(?:${ENDINGS})|[ -](?:${ENDINGS}))\.? ${NUMBER}(?=$|[\s,])`,
    'u',
  ),
  /(^|\s)(p\.? ?o\.? box|postfach|apartado|boite postale|c\.?p\.?) \d+/u,
];
const ROAD =
  /[路街道巷弄胡同里村镇乡鄉鎮段](?:[^路街]{0,8})?[\dA-Za-z一二三四五六七八九十百]+[-\d]*(?:号|號|弄|栋|幢|座|室|楼|樓|单元|組|组|巷)/u;
const BUILDING = /(?:省|市|区|區|县|縣).{1,20}(?:小区|花园|大厦|公寓|广场|家园|苑|座|期|栋|幢|号楼).{0,12}[\dA-Za-z]/u;
const LETTERED = /[市区區县縣].{1,12}[路街巷道][A-Za-z\d]+座/u;
const JAPANESE = /[都道府県市区町村].{1,20}\d+(?:丁目|番|-\d+|号)/u;

const NAME =
  /(^| )((street|home|postal|mailing|billing|shipping|delivery|residential|house|customer|work|full|address) ?addr(ess)?|address(es)?|addr|street|streetname|strasse|anschrift|adresse?|wohnadresse|direccion|domicilio|indirizzo|via|endereco|postadresse|gateadresse|lakcim|cim|strada|sokak|ulice|morada|adres|ulica|adress|adresa|adresas|alamat|cim|gatuadress|logradouro|rua|calle|rue|osoite|lahiosoite)( ?(line|\d|street|full|home|1|2))*( |$)|地址|住址|住所|주소|адрес|улица/u;
const OTHER_ADDRESS =
  /(^| )(e ?mail|mail|ip|mac|web|url|wallet|bitcoin|eth|contract|memory|host|server|site|http|network|hardware|dns)( |$)|邮箱|邮件|网址|IP|ip|网络|钱包/u;

/** A street with a house number, a post box, or the Chinese and Japanese order of the same. Cities alone are none. */
export function isPostalAddress(cell: string): boolean {
  if (cell.length < 6 || cell.length > 250) return false;
  if (/\p{Script=Han}/u.test(cell)) {
    return ROAD.test(cell) || BUILDING.test(cell) || LETTERED.test(cell) || JAPANESE.test(cell);
  }
  if (!/\d/.test(cell) || !/\p{L}{2}/u.test(cell)) return /^\p{L}.*\bs\/n\b/iu.test(cell);
  const line = fold(cell).replaceAll(/\s+/g, ' ');
  return WESTERN.some((form) => form.test(line));
}

/** A few words and a number: what an address in any other language looks like. */
const couldBeAddress = (cell: string): boolean =>
  /\p{Script=Han}[路街道巷][A-Za-z\d一-十]+[座号號]/u.test(cell) || writtenWithNumber(cell);
const writtenWithNumber = (cell: string): boolean =>
  cell.length >= 6 &&
  cell.length <= 250 &&
  /\p{L}{3}/u.test(cell) &&
  /\d/.test(cell) &&
  /\s|\p{Script=Han}/u.test(cell);

const isNamed = ({ words, isAbout, isKey }: ColumnName): boolean =>
  NAME.test(words) && !OTHER_ADDRESS.test(words) && !isAbout && !isKey;

/** Postal addresses down to the house. */
export const addressRecogniser: Recogniser = {
  kind: 'address',
  columns: ['category', 'text'],
  look(cells, name) {
    const named = isNamed(name);
    const { hits, share } = tally(cells, isPostalAddress);
    if (named && (share >= 0.2 || tally(cells, couldBeAddress).share >= 0.6)) return { share, named };
    return hits >= 3 && share >= 0.5 ? { share, named } : undefined;
  },
};
