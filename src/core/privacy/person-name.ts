import { chineseName } from './chinese-names.ts';
import { fold, type ColumnName } from './column-name.ts';
import { GIVEN_NAMES } from './given-names.ts';
import { tally, type Evidence, type Recogniser } from './recogniser.ts';
import { SURNAMES } from './surnames.ts';

const TITLE =
  /^(mr|mrs|ms|miss|mx|dr|prof|sir|mme|mlle|herr|frau|sr|sra|srta|don|dona|sig|sigra|dott|dhr|mevr|mw|ing|dipl|rev|hon|capt|maj|col|master|lady|univ|pan|pani|fru|hr)$/;
const SUFFIX = /^(jr|sr|ii|iii|iv|phd|md|dds|dvm|esq|bsc|msc|mba|ma|ba|beng)$/;
const PARTICLE =
  /^(de|da|do|dos|das|del|della|dello|di|du|des|van|von|der|den|ter|ten|zu|la|le|el|al|bin|bint|ibn|y|e|af|av|t|st|mac|mc|o)$/;
/** Marks of firms, places and things. */
const NO_PERSON =
  /^(inc|ltd|llc|llp|plc|corp|co|gmbh|ag|kg|ohg|ev|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|sl|sp|oo|and|und|et|sons|group|gruppe|holding|holdings|company|partners|associates|stiftung|university|college|school|hospital|clinic|hotel|bank|church|club|street|road|avenue|lane|drive|county|city|town|airport|station|park|museum|store|shop|market|restaurant|cafe|bar|plan|edition|project|team|department|office|center|centre|services?|solutions|systems|technologies|international|the|of|for|with|in|on|or|no|not|yes)$/;
const NOT_IN_NAMES = /[\d@:/\\<>{}=#$%&_+*!?;|"“”…~^[\]]/;
const PART = /^\p{L}[\p{L}\p{M}'’.-]*$/u;

type Written = 'full' | 'single' | 'firm' | 'none';

/** A person's names as they are called, titles, suffixes and what stands in parentheses left away. */
function partsOf(cell: string): { readonly parts: readonly string[]; readonly titled: boolean } {
  const bare = cell.replaceAll(/\([^)]*\)/g, ' ').trim();
  const [last = '', first, more] = bare.split(',');
  const inOrder = first === undefined || SUFFIX.test(fold(first.trim())) ? bare : `${first} ${more ?? ''} ${last}`;
  const words = inOrder.split(/[\s,]+/).filter(Boolean);
  const plain = (word: string): string => fold(word).replaceAll(/[.’']/g, '');
  const parts = words.filter((word) => !TITLE.test(plain(word)) && !SUFFIX.test(plain(word)));
  return { parts, titled: words.length > 1 && TITLE.test(plain(words[0] as string)) };
}

/** Whether one of the halves of a double name is known. */
const isIn = (names: ReadonlySet<string>, part: string): boolean =>
  names.has(part.replaceAll(/['’]/g, '')) || (part.includes('-') && part.split('-').some((half) => names.has(half)));

/** How a cell in Latin letters is written. */
function writtenAs(cell: string): Written {
  if (cell.length > 60 || cell.length < 2 || NOT_IN_NAMES.test(cell)) {
    return /[&]/.test(cell) ? 'firm' : 'none';
  }
  const { parts, titled } = partsOf(cell);
  const folded = parts.map((part) => fold(part).replace(/\.$/, ''));
  if (parts.length === 0 || parts.length > 6) return 'none';
  if (folded.some((part) => NO_PERSON.test(part))) return 'firm';
  if (!parts.every((part) => PART.test(part))) return 'none';
  const names = folded.filter((part) => !PARTICLE.test(part));
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined || names.length > 5) return 'none';
  if (titled) return 'full';
  if (names.length === 1) {
    const joined = folded.join('');
    return isIn(GIVEN_NAMES, first) || isIn(SURNAMES, first) || SURNAMES.has(joined) ? 'single' : 'none';
  }
  if (isIn(GIVEN_NAMES, first)) return 'full';
  const known = isIn(SURNAMES, first) || isIn(SURNAMES, last);
  const withInitial = first.length === 1 || last.length === 1;
  return known && (withInitial || isIn(GIVEN_NAMES, last)) ? 'full' : 'none';
}

/** Names of people and of nothing else. */
const PERSON_NAME =
  /(^| )(((first|given|fore|christian|middle|last|family|sur|sir|maiden|full|legal|birth|customer|client|patient|employee|student|member|passenger|guest|contact|cardholder|card ?holder|holder|owner|recipient|buyer|applicant|borrower|person|teacher|doctor|driver|author|account ?holder|user|billing|shipping|sales ?rep|agent|manager|emergency contact) ?names?)|[fls] ?name|surname|forename|name (first|last|full)|vor ?name|nachname|familienname|kundenname|prenom|nom (de famille|complet|client)|nombres|nombre completo|apellidos?|nome completo|cognome|sobrenome|apelido|voornaam|achternaam|imie|nazwisko|fornamn|efternamn|etunimi|sukunimi|prijmeni|fornavn|efternavn|etternavn|prenume|vezeteknev|keresztnev|soyisim|soyad|nama (depan|belakang|lengkap))( |$|\d)|姓名|^名字$|^姓$|^名$|联系人|收货人|收件人|客户名|持卡人|户主|法人|真实姓名|氏名|お名前|이름|성명|имя|фамилия|фио/u;
/** Names of things that the pattern above would take in: `user_name` is no name, nor is a `nome` of a product. */
const THING =
  /(^| )(user ?names?|login|nick ?name|company|firm|business|organi[sz]ation|product|produit|producto|prodotto|item|article|file|event|brand|plan|campaign|school|store|shop|hotel|city|street|country|domain|column|field|table|project|team|category|medicine|drug|disease|course|song|movie|book|app|device|page|screen|button|package|channel|restaurant|bank|stadt|ville|ciudad|citta|cidade|fichier|archivo|entreprise|empresa|azienda|bedrijf|firma|produkt|produktu|tag|metric|variable|model|species|sheet|queue)( |$)|公司|企业|产品|商品|品名|店名|学校|文件|活动|项目|用户名|昵称|单位|课程|菜名|书名/u;
/** May hold a person's name or anything else: the cells decide. */
const MAYBE_NAME =
  /(^| )(names?|nom|nombre|nome|naam|namn|nimi|navn|nume|nama|nev|isim|jmeno|first|last|middle|contact|customer|client|patient|employee|student|member|passenger|guest|owner|manager|agent|seller|buyer|author|doctor|teacher|driver|recipient|assignee|reporter|rep|sales ?rep|salesperson|representative|cardholder|beneficiary|player|nurse|host|creator|approver|kunde|mitarbeiter|client|cliente|medewerker|klant)( |$)|客户|员工|患者|学生|经办人|负责人|老师|医生|司机|申请人|会员|销售员|作者|顾客/u;

/** Letters alone, a capital among them where the script has any: what a name in any language looks like. */
const couldBeName = (cell: string): boolean =>
  cell.length <= 60 && /^(?=.*\p{Lu}|\p{Lo})[\p{L}'’][\p{L}\p{M}'’. ,·-]*$/u.test(cell) && writtenAs(cell) !== 'firm';

const calledPerson = ({ words, isAbout, isKey }: ColumnName): boolean =>
  PERSON_NAME.test(words) && !THING.test(words) && !isAbout && !isKey;
const calledMaybe = ({ words, isAbout, isKey }: ColumnName): boolean =>
  MAYBE_NAME.test(words) && !THING.test(words) && !isAbout && !isKey;

/** Fewer different words may be the levels of a category. */
const LEAST_WORDS = 8;

/** Shares of a column's cells by how they are written. */
function sharesOf(cells: readonly string[]) {
  const counts: Record<Written | 'sure' | 'shaped', number> = {
    full: 0,
    single: 0,
    firm: 0,
    none: 0,
    sure: 0,
    shaped: 0,
  };
  for (const cell of cells) counts[/\p{Script=Han}/u.test(cell) ? chineseName(cell) : writtenAs(cell)]++;
  const share = (count: number): number => count / cells.length;
  return {
    full: share(counts.full),
    single: share(counts.single),
    firm: share(counts.firm),
    sure: share(counts.sure),
    shaped: share(counts.sure + counts.shaped),
  };
}

/** Whether the cells alone tell: full names in half of them, lone names in most, Chinese names nearly throughout. */
function tellAlone(cells: readonly string[], shares: ReturnType<typeof sharesOf>, isThing: boolean): boolean {
  if (shares.firm >= 0.08) return false;
  // Brands, films and products are called after people; a column said to hold them must hold little else than people.
  if (isThing) return cells.length >= LEAST_WORDS && shares.full + shares.sure >= 0.8;
  if (shares.full >= 0.5 && cells.length >= 3) return true;
  if (cells.length < LEAST_WORDS) return false;
  return shares.single + shares.full >= 0.65 || (shares.sure >= 0.6 && shares.shaped >= 0.85);
}

/** Names of people, in Latin letters and in Chinese characters; under a name that says so, in any script. */
export const nameRecogniser: Recogniser = {
  kind: 'name',
  columns: ['category', 'text'],
  look(cells, name): Evidence | undefined {
    const shares = sharesOf(cells);
    const share = shares.full + shares.single + shares.sure;
    const named = calledPerson(name) || calledMaybe(name);
    if (tellAlone(cells, shares, THING.test(name.words))) return { share, named };
    if (shares.firm >= 0.2) return undefined;
    if (calledPerson(name)) {
      const shaped = tally(cells, couldBeName).share;
      return share >= 0.2 || (shaped >= 0.8 && cells.length >= 3) ? { share, named } : undefined;
    }
    return named && share >= 0.3 ? { share, named } : undefined;
  },
};
