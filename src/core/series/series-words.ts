/** What the name of a column says of its part in a series. */
export type SeriesWord = 'measured' | 'averaged' | 'known' | 'calendar' | 'numbered' | 'kind' | 'year';

const WORDS: Readonly<Record<SeriesWord, RegExp>> = {
  measured:
    /sales|revenue|turnover|orders?$|demand|visits?|visitors|users?$|customers?$|sessions|signups?|downloads?|passengers|count|cnt|volume|units|quantity|qty|amount|income|profit|spend|cost|value|total|traffic|views|clicks|installs|active|load|consumption|umsatz|absatz|menge|ventes|chiffre|ventas|omzet|売上|销售|销量|매출|판매|여객/iu,
  averaged:
    /price|rate|ratio|share|percent|avg|average|mean|median|temp|humidity|pressure|speed|level|score|rating|index|margin|balance|stock|inventory|prix|preis|precio|価格|价格|가격|%|\((gt|c|f)\)|^rh$|^ah$|^t$/iu,
  known:
    /price|promo|discount|holiday|feiertag|ferien|campaign|event|sale_?day|on_?sale|working_?day|week_?end|open|closed|closure|school|coupon|offer|prix|preis|aktion|rabatt|祝日|假期|促销|휴일|할인/iu,
  calendar:
    /^(year|yr|month|mon|mnth|day|dom|dow|weekday|week|wk|hour|hr|minute|quarter|qtr|season|day_?of_?(week|month|year)|week_?of_?year|jahr|monat|tag|woche|stunde|annee|année|mois|jour|年|月|日|년|월|일)$/iu,
  numbered:
    /(^|[\s_.-])(store|shop|branch|outlet|item|sku|product|article|region|site|sensor|station|device|machine|series|dept|department|warehouse|filiale|artikel)s?([\s_.-]?(id|no|nr|num|number|code))?$|(^|[\s_.-])id$|[a-z](Id|ID)$/u,
  kind: /event|type|kind|channel|platform|category|source|plan|country|action|status|事件|类型|イベント|이벤트/iu,
  year: /^(year|yr|jahr|annee|année|año|anno|ano|年|年份|年度|년|연도)$|(^|[\s_.-])year$/iu,
};

export const says = (name: string, word: SeriesWord): boolean =>
  WORDS[word].test(name) || WORDS[word].test(name.toLowerCase());
