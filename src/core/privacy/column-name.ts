/** A column's name taken apart. */
export interface ColumnName {
  /** Its words in lower case without accents, one blank between them: `customerEMail_2` is `customer e mail 2`. */
  readonly words: string;
  /** Says how many, whether, when or of which sort rather than the thing itself: `email_opens`, `has_phone`, `是否`. */
  readonly isAbout: boolean;
  /** Says an id, a code or a hash: `phone_id`, `address_hash`. */
  readonly isKey: boolean;
}

const COUNTS =
  'count|counts|cnt|total|sum|avg|average|mean|median|min|max|calls?|minutes|mins|seconds|chang(?:e|es|ed)|open(?:s|ed)?|clicks?|clicked|sent|bounced?|bounces|messages|visits|views|logins?|attempts|requests|hits|usage|purchases';
const FLAGS =
  'has|have|is|was|opt|optin|optout|in use|verified|verification|valid|validated|confirmed|consent|subscribed|subscription|flag|flagged|missing|present|provided|allowed|enabled|shared|matched|match';
const SORTS =
  'types?|kind|category|class|group|segment|len|length|rate|ratio|share|percent|score|status|domain|provider|carrier|brand|make|model|cost|price|fee|amount|service|lines|plan|country|city|region|state|area|zone|days|dates?|time|timestamp|at|version|format|template|campaign|subject|channel|source|method|quality|risk|age|rank|level|limit|balance|network|issuer|system|os|support|color|colour|size|language|order';
const ABOUT = new RegExp(`(^| )(${COUNTS}|${FLAGS}|${SORTS})( |$)|^(num|n|nb|number of|how many) .`);
const ABOUT_CHINESE =
  /次数|数量|个数|人数|是否|有无|类型|类别|种类|状态|长度|归属|运营商|品牌|型号|费|时长|时间|日期|天数|金额|等级|级别|评分|来源|渠道|变更|率|域名|占比|額|數量|類型/u;
const KEY =
  /(^| )(ids?|uuid|guid|key|code|hash|hashed|sha\d*|md ?5|token|index|idx|last ?\d|bin)( |\d|$)|编码|代码|哈希/u;

/** Latin letters lose their accents; other scripts stay as they are. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae');

/** Splits at marks, blanks, changes of case and between letters and digits. */
export function readColumnName(name: string): ColumnName {
  const words = fold(
    name
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replaceAll(/(\p{L})(\d)/gu, '$1 $2')
      .replaceAll(/(\d)(\p{L})/gu, '$1 $2')
      .replaceAll(/[^\p{L}\p{M}\d]+/gu, ' ')
      .trim(),
  );
  return { words, isAbout: ABOUT.test(words) || ABOUT_CHINESE.test(words), isKey: KEY.test(words) };
}
