/** How a word in a column's name speaks for the column being what people want to predict. */
export type WordKind = 'outcome' | 'class' | 'quantity' | 'attribute';

/**
 * Words that name outcomes ("did it happen?"), classes ("which kind is it?"), quantities ("how much?") and attributes
 * that people are described by and that are known from the first ("who, where?"), lower case,
 * in the languages of the tables we expect. Latin words are matched whole, after the name is cut into words;
 * words in scripts without spaces are matched anywhere in the name.
 */
const WORDS: Readonly<Record<WordKind, readonly string[]>> = {
  outcome: [
    ['churn', 'churned', 'attrition', 'exited', 'cancelled', 'canceled', 'converted', 'conversion', 'purchased'],
    ['purchase', 'bought', 'buy', 'revenue', 'default', 'defaulted', 'response', 'responded', 'subscribed', 'clicked'],
    ['click', 'outcome', 'target', 'label', 'y', 'won', 'fraud', 'fraudulent', 'spam', 'survived', 'approved'],
    ['returned', 'renewed', 'upgraded', 'retained', 'delayed', 'late', 'reached', 'success', 'failed', 'failure'],
    ['abwanderung', 'gekündigt', 'gekauft', 'ziel', 'zielvariable', 'ergebnis', 'achat', 'acheté', 'résilié', 'cible'],
    ['résultat', 'abandono', 'compra', 'comprado', 'objetivo', 'resultado', 'cancelado', 'alvo', 'отток', 'цель'],
    ['流失', '购买', '转化', '违约', '目标', '标签', '结果', '响应', '是否', '成交', '复购', '退订'],
    ['解約', '購入', '目的', '離脱', '結果', '이탈', '구매', '목표', '결과'],
  ].flat(),
  class: [
    ['class', 'label', 'diagnosis', 'category', 'species', 'segment', 'type', 'kind', 'digit', 'intent', 'grade'],
    ['klasse', 'diagnose', 'kategorie', 'classe', 'catégorie', 'diagnostic', 'clase', 'categoría', 'diagnóstico'],
    ['类别', '分类', '诊断', '类型', '分類', '診断', '분류', '진단'],
  ].flat(),
  quantity: [
    ['price', 'value', 'sales', 'sale', 'amount', 'score', 'count', 'revenue', 'profit', 'spend', 'ltv', 'demand'],
    ['quantity', 'units', 'orders', 'income', 'salary', 'cost', 'margin', 'rating', 'duration', 'purchase', 'total'],
    ['preis', 'wert', 'umsatz', 'betrag', 'anzahl', 'gewinn', 'prix', 'valeur', 'ventes', 'montant', 'nombre'],
    ['precio', 'valor', 'ventas', 'importe', 'cantidad', 'preço', 'vendas', 'цена', 'сумма', 'выручка'],
    ['价格', '销售', '金额', '数量', '收入', '利润', '评分', '得分', '房价', '総額', '売上', '価格', '가격', '매출'],
  ].flat(),
  attribute: [
    ['sex', 'gender', 'age', 'birth', 'birthday', 'birthdate', 'name', 'firstname', 'lastname', 'surname', 'email'],
    ['phone', 'nationality', 'ethnicity', 'marital', 'religion', 'language', 'country', 'city', 'town', 'region'],
    ['address', 'street', 'zip', 'zipcode', 'postcode', 'latitude', 'longitude', 'lat', 'lng', 'lon', 'currency'],
    ['geschlecht', 'alter', 'vorname', 'nachname', 'land', 'stadt', 'ort', 'plz', 'adresse', 'sexe', 'âge', 'nom'],
    ['prénom', 'pays', 'ville', 'sexo', 'género', 'edad', 'país', 'ciudad', 'idade', 'nome', 'cidade'],
    ['пол', 'возраст', 'имя', 'страна', 'город', '性别', '年龄', '姓名', '国家', '城市', '地区', '地址', '性別'],
    ['年齢', '氏名', '国籍', '성별', '나이', '이름', '국가', '지역'],
  ].flat(),
};

/** Levels that mean "yes", lower case. */
const YES = new Set(
  [
    ['yes', 'y', 'true', 't', '1', 'm', 'malignant', 'positive', 'pos', '+', 'churn', 'churned', 'exited', 'left'],
    ['cancelled', 'canceled', 'converted', 'bought', 'purchased', 'buy', 'default', 'defaulted', 'won', 'success'],
    [
      'fraud',
      'spam',
      'attrited',
      'attrited customer',
      'responded',
      'subscribed',
      'clicked',
      'approved',
      'sick',
      'late',
    ],
    ['failed', 'failure', 'ja', 'wahr', 'oui', 'vrai', 'si', 'sí', 'sì', 'sim', 'verdadero', 'да', 'tak', 'evet'],
    ['是', '有', '真', '流失', '已流失', '购买', '已购买', '违约', '阳性', 'はい', '有り', '解約', '예', '네', '이탈'],
  ].flat(),
);

/** Levels that mean "no", lower case. */
const NO = new Set(
  [
    ['no', 'n', 'false', 'f', '0', 'b', 'benign', 'negative', 'neg', '-', 'stayed', 'retained', 'existing', 'active'],
    ['existing customer', 'lost', 'ham', 'none', 'never', 'healthy', 'normal', 'legit', 'genuine', 'paid', 'on time'],
    ['nein', 'falsch', 'non', 'faux', 'não', 'falso', 'нет', 'nie', 'hayır'],
    ['否', '无', '假', '没有', '未流失', '未购买', '正常', '阴性', 'いいえ', '無し', '아니오', '아니요'],
  ].flat(),
);

const isSpaceless = (word: string): boolean => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(word);

/** `defaultPayment_nextMonth` → default, payment, next, month. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Which kinds of target word a column's name holds. */
export function targetWordKinds(name: string): ReadonlySet<WordKind> {
  const words = new Set(nameWords(name));
  const lower = name.toLowerCase();
  const found = new Set<WordKind>();
  for (const kind of ['outcome', 'class', 'quantity', 'attribute'] as const) {
    if (WORDS[kind].some((word) => (isSpaceless(word) ? lower.includes(word) : words.has(word)))) found.add(kind);
  }
  return found;
}

/**
 * Which of two levels counts as "yes": the one that says so, else the one beside a "no", else the greater number,
 * else the rarer one.
 */
export function likelyPositive(
  levels: readonly { readonly level: string; readonly count: number }[],
): string | undefined {
  const [a, b] = levels;
  if (!a || !b) return undefined;
  const says = (level: string): number => {
    const text = level.trim().toLowerCase();
    if (YES.has(text)) return 1;
    if (NO.has(text) || /^(no|not|non|un)[\s_-]/.test(text) || /^[未非不无]/u.test(text)) return -1;
    return 0;
  };
  const difference = says(a.level) - says(b.level);
  if (difference !== 0) return difference > 0 ? a.level : b.level;
  const numbers = [Number(a.level), Number(b.level)];
  if (numbers.every((value) => Number.isFinite(value)))
    return (numbers[0] as number) > (numbers[1] as number) ? a.level : b.level;
  return a.count < b.count ? a.level : b.level;
}
