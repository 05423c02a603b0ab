/**
 * The characters met most in tables of each language: the commonest of running text (frequency lists by Jun Da for
 * Chinese; the National Institute of Korean Language) and those of headers, dates, places and money.
 */
const CHINESE =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运号户单价格销售客额城省编码姓龄状态否店铺货款支付订退流失广东上海京深圳杭州成都武汉男女';

const KOREAN =
  '이다는가의을에은를로한고하지기사리시자도인어나스서아전대정그제수부해보일원들게과여구장상주조라동선만우안연국성신마화으무소비진관적공방면분경운위오세재미계생산용모개학문중물교회입출체지역년월금액수량명번호가격매구고객상품이름주소전화날짜합계단위서울부산인천광주울산경기강원충청남북평균인구남자여자총';

const KANA_FROM = 0x3041;
const KANA_TO = 0x30fe;

const JAPANESE_KANJI =
  '日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨市県府都道区町村社会計数量価格売店客番号住所東京阪京神奈川性別退会購入顧商品部品';

const LISTS = { gb18030: new Set(CHINESE), 'euc-kr': new Set(KOREAN), shift_jis: new Set(JAPANESE_KANJI) } as const;

/**
 * How well decoded text looks like the language that an encoding is for: the share of non-ASCII characters that are
 * common in it, those merely plausible counting a part. 0 … 1; 0 where there are none.
 */
export function commonShare(text: string, encoding: keyof typeof LISTS): number {
  const list = LISTS[encoding];
  let seen = 0;
  let score = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 128) continue;
    seen++;
    if (list.has(character)) score += 1;
    else score += plausibility(code, encoding);
  }
  return seen === 0 ? 0 : score / seen;
}

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;
const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
const isWidePunctuation = (code: number): boolean =>
  (code >= 0x3000 && code <= 0x3015) || (code >= 0xff01 && code <= 0xff5e);

/** Half-width katakana is what nearly any bytes become in Shift-JIS, and rare Han in GB18030: neither counts. */
function plausibility(code: number, encoding: keyof typeof LISTS): number {
  if (isWidePunctuation(code)) return 0.5;
  switch (encoding) {
    case 'gb18030':
      return isHan(code) ? 0.3 : 0;
    case 'euc-kr':
      return isHangul(code) ? 0.65 : isHan(code) ? 0.05 : 0;
    case 'shift_jis':
      return code >= KANA_FROM && code <= KANA_TO ? 1 : isHan(code) ? 0.3 : 0;
  }
}
