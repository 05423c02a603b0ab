import { readFileSync } from 'node:fs';
import type { PersonalKind } from '../../src/core/privacy/types.ts';

/** `held-out` was measured before anything was changed by it, `later` after that and once more before a change. */
export type Part = 'tuning' | 'held-out' | 'later';

/** Cells by kind and locale as Faker writes them (test/golden/make_personal_fixtures.py). */
interface FakerCells {
  readonly locales: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly anywhere: Readonly<Record<string, readonly string[]>>;
}

/** A column, and what it holds. */
export interface Example {
  readonly source: string;
  readonly column: string;
  readonly part: Part;
  readonly label: PersonalKind | 'none';
  readonly cells: readonly string[];
}

const LATER_LOCALES: ReadonlySet<string> = new Set(
  'es_MX pt_PT de_AT fr_CA en_AU da_DK no_NO hu_HU ro_RO tr_TR id_ID ja_JP ko_KR ru_RU'.split(' '),
);
const TUNING_LOCALES: ReadonlySet<string> = new Set(['en_US', 'en_GB', 'de_DE', 'zh_CN']);

/** What the columns are called: as they should be, in the language of the locale, or saying nothing. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en_US: {
    name: 'CustomerName',
    first_name: 'first_name',
    last_name: 'LastName',
    email: 'Email',
    phone: 'phone_number',
    address: 'Address',
    street: 'address_line_1',
    national: 'column_5',
  },
  en_GB: {
    name: 'col_3',
    first_name: 'forename',
    last_name: 'Surname',
    email: 'e-mail',
    phone: 'Tel.',
    address: 'delivery_address',
    street: 'street',
  },
  de_DE: {
    name: 'Name',
    first_name: 'Vorname',
    last_name: 'Nachname',
    email: 'notiz',
    phone: 'Telefonnummer',
    address: 'Anschrift',
    street: 'f7',
  },
  zh_CN: {
    name: '姓名',
    first_name: '名字',
    last_name: '姓',
    email: '邮箱',
    phone: '联系方式',
    address: '家庭住址',
    street: '地址',
    national: '身份证号',
  },
  es_ES: {
    name: 'nombre_completo',
    first_name: 'Nombre',
    last_name: 'apellidos',
    email: 'correo',
    phone: 'telefono',
    address: 'direccion',
    street: 'f3',
    national: 'dni',
  },
  fr_FR: {
    name: 'client_name',
    first_name: 'Prénom',
    last_name: 'nom_de_famille',
    email: 'courriel',
    phone: 'Téléphone',
    address: 'adresse',
    street: 'c2',
    national: 'v9',
  },
  it_IT: {
    name: 'f1',
    first_name: 'nome',
    last_name: 'Cognome',
    email: 'posta',
    phone: 'cellulare',
    address: 'indirizzo',
    street: 'via',
    national: 'CodiceFiscale',
  },
  nl_NL: {
    name: 'naam',
    first_name: 'voornaam',
    last_name: 'Achternaam',
    email: 'EmailAddress',
    phone: 'telefoon',
    address: 'adres',
    street: 'straat',
    national: 'bsn',
  },
  pl_PL: {
    name: 'klient',
    first_name: 'Imię',
    last_name: 'nazwisko',
    email: 'x',
    phone: 'telefon',
    address: 'Adres',
    street: 'ulica',
    national: 'f4',
  },
  pt_BR: {
    name: 'nome',
    first_name: 'first name',
    last_name: 'Sobrenome',
    email: 'city',
    phone: 'celular',
    address: 'endereco',
    street: 'logradouro',
    national: 'CPF',
  },
  sv_SE: {
    name: 'contact_name',
    first_name: 'Förnamn',
    last_name: 'efternamn',
    email: 'epost',
    phone: 'mobilnummer',
    address: 'adress',
    street: 'gatuadress',
    national: 'id',
  },
  en_IN: {
    name: 'PatientName',
    first_name: 'fname',
    last_name: 'lname',
    email: 'contact',
    phone: 'Mobile No.',
    address: 'residential address',
    street: 'addr1',
    national: 'aadhaar_no',
  },
  zh_TW: {
    name: 'col_1',
    first_name: 'given_name',
    last_name: 'family_name',
    email: '電子郵件',
    phone: '電話',
    address: '地址',
    street: 'data_4',
    national: '身分證字號',
  },
  fi_FI: {
    name: 'employee_name',
    first_name: 'etunimi',
    last_name: 'sukunimi',
    email: 'value',
    phone: 'puhelin',
    address: 'osoite',
    street: 'lähiosoite',
    national: 'hetu',
  },
  cs_CZ: {
    name: 'full name',
    first_name: 'jmeno',
    last_name: 'prijmeni',
    email: 'kontakt',
    phone: 'telefon',
    address: 'adresa',
    street: 'street_address',
  },
  es_MX: {
    name: 'cliente',
    first_name: 'nombres',
    last_name: 'Apellido Paterno',
    email: 'correo_electronico',
    phone: 'celular',
    address: 'domicilio',
    street: 'calle',
  },
  pt_PT: {
    name: 'col_7',
    first_name: 'primeiro_nome',
    last_name: 'apelido',
    email: 'mail',
    phone: 'telemovel',
    address: 'morada',
    street: 'rua',
  },
  de_AT: {
    name: 'Kundenname',
    first_name: 'vorname',
    last_name: 'Familienname',
    email: 'E-Mail-Adresse',
    phone: 'handynummer',
    address: 'Wohnadresse',
    street: 'Straße',
  },
  fr_CA: {
    name: 'Nom complet',
    first_name: 'prenom',
    last_name: 'nom',
    email: 'kontakt',
    phone: 'tel',
    address: 'adresse_postale',
    street: 'rue',
  },
  en_AU: {
    name: 'member_name',
    first_name: 'GivenName',
    last_name: 'SURNAME',
    email: 'user',
    phone: 'contact_number',
    address: 'home_address',
    street: 'StreetAddress',
  },
  da_DK: {
    name: 'navn',
    first_name: 'fornavn',
    last_name: 'efternavn',
    email: 'emailadresse',
    phone: 'telefonnummer',
    address: 'adresse',
    street: 'vej',
  },
  no_NO: {
    name: 'employee',
    first_name: 'FirstName',
    last_name: 'LastName',
    email: 'e_post',
    phone: 'mobil',
    address: 'postadresse',
    street: 'gateadresse',
  },
  hu_HU: {
    name: 'FullName',
    first_name: 'first name',
    last_name: 'last name',
    email: 'email',
    phone: 'telefon',
    address: 'lakcim',
    street: 'Address 1',
  },
  ro_RO: {
    name: 'nume_client',
    first_name: 'prenume',
    last_name: 'nume',
    email: 'adresa_email',
    phone: 'telefon',
    address: 'adresa',
    street: 'strada',
  },
  tr_TR: {
    name: 'customer_name',
    first_name: 'isim',
    last_name: 'soyisim',
    email: 'eposta',
    phone: 'telefon',
    address: 'adres',
    street: 'sokak',
  },
  id_ID: {
    name: 'nama',
    first_name: 'nama_depan',
    last_name: 'nama_belakang',
    email: 'surel',
    phone: 'no_telepon',
    address: 'alamat',
    street: 'jalan',
  },
  ja_JP: {
    name: '氏名',
    first_name: '名',
    last_name: '姓',
    email: 'メールアドレス',
    phone: '電話番号',
    address: '住所',
    street: 'data',
  },
  ko_KR: {
    name: '이름',
    first_name: 'first_name',
    last_name: 'last_name',
    email: '이메일',
    phone: '전화번호',
    address: '주소',
    street: 'addr',
  },
  ru_RU: {
    name: 'ФИО',
    first_name: 'имя',
    last_name: 'фамилия',
    email: 'почта',
    phone: 'телефон',
    address: 'адрес',
    street: 'address',
  },
};
const LABELS: Readonly<Record<string, PersonalKind>> = {
  name: 'name',
  first_name: 'name',
  last_name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  street: 'address',
  national: 'national-id',
};
/** Names under which things that are not personal stand. */
const OTHER_NAMES: Readonly<Record<string, string>> = { company: 'company_name', text: 'description' };
const ANYWHERE_LABELS: Readonly<Record<string, PersonalKind>> = {
  ipv4: 'ip',
  ipv4_private: 'ip',
  ipv6: 'ip',
  card: 'card',
  iban: 'card',
};
const ANYWHERE_NAMES: Readonly<Record<string, string>> = {
  ipv4: 'IP地址',
  ipv4_private: 'clientIp',
  ipv6: 'origin',
  card: 'pan',
};

/** The cells themselves. */
export const readCells = (): FakerCells =>
  JSON.parse(readFileSync('test/golden/personal-columns.json', 'utf8')) as FakerCells;

/** Columns as Faker fills them, by locale. */
export function fakerExamples(): Example[] {
  const { locales, anywhere } = readCells();
  const byLocale = Object.entries(locales).flatMap(([locale, columns]) =>
    Object.entries(columns).map(([id, cells]): Example => ({
      source: `Faker ${locale}`,
      column: NAMES[locale]?.[id] ?? OTHER_NAMES[id] ?? id,
      part: TUNING_LOCALES.has(locale) ? 'tuning' : LATER_LOCALES.has(locale) ? 'later' : 'held-out',
      label: LABELS[id] ?? 'none',
      cells,
    })),
  );
  const others = Object.entries(anywhere).map(([id, cells], i): Example => ({
    source: 'Faker',
    column: ANYWHERE_NAMES[id] ?? id,
    part: i % 2 === 0 ? 'tuning' : 'held-out',
    label: ANYWHERE_LABELS[id] ?? 'none',
    cells,
  }));
  return [...byLocale, ...others];
}
