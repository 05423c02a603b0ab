import { createRandom, shuffle, type Random } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';

export interface InboxOptions {
  readonly seed: number;
  readonly rows: number;
  readonly language?: 'en' | 'zh';
  /** The first so many kinds; all of them when absent. */
  readonly kinds?: number;
  /** Share of rows whose given label is another kind's. */
  readonly flipped?: number;
  /** Share of rows without any text. */
  readonly empty?: number;
}

/** A made-up support inbox of which everything is known. */
export interface MadeInbox {
  readonly texts: readonly string[];
  /** What each text is about. */
  readonly truth: readonly string[];
  /** What it is labelled with. */
  readonly given: readonly string[];
  /** Rows whose label is wrong. */
  readonly flips: readonly number[];
  /** Milliseconds; the first kind grows over time. */
  readonly dates: Float64Array;
  /** 1 … 5; the second kind is rated worse. */
  readonly ratings: Float64Array;
  /** What was answered, a kind's own sentence; null where nobody did. */
  readonly answers: readonly (string | null)[];
  /** `text`, `label`, `received`, `stars`, `reply`. */
  readonly table: Table;
}

interface Kind {
  readonly name: string;
  /** What others say in passing when they write of something else. */
  readonly word: string;
  readonly said: readonly string[];
  readonly answer: string;
}

const ENGLISH: readonly Kind[] = [
  {
    name: 'late delivery',
    word: 'delivery',
    said: [
      'my {thing} has not arrived yet',
      'where is the parcel with my {thing}',
      'delivery is {n} days late',
      'the courier never came',
      'tracking has not moved for {n} days',
    ],
    answer: 'We have asked the courier to trace the parcel.',
  },
  {
    name: 'refund missing',
    word: 'refund',
    said: [
      'I sent the {thing} back and want my money',
      'when do you refund the {thing}',
      'no refund on my account after {n} days',
      'the money you paid back is too little',
      'still waiting for my refund',
    ],
    answer: 'Refunds reach your account within ten days.',
  },
  {
    name: 'broken item',
    word: 'crack',
    said: [
      'the {thing} came broken',
      'there is a crack in the {thing}',
      'my {thing} does not switch on',
      'a part of the {thing} is missing',
      'the {thing} is scratched and damaged',
    ],
    answer: 'Please send a photo and we will post a new one.',
  },
  {
    name: 'change address',
    word: 'address',
    said: [
      'please send it to another street',
      'I moved, change my address',
      'I typed the wrong house number',
      'can the parcel go to my office instead',
      'deliver it to the neighbour please',
    ],
    answer: 'You can change the address until the parcel leaves us.',
  },
  {
    name: 'login trouble',
    word: 'password',
    said: [
      'I cannot log in',
      'the password link does not work',
      'my account is locked',
      'the site says wrong password {n} times',
      'I forgot which email I signed up with',
    ],
    answer: 'Use the forgotten password link on the login page.',
  },
  {
    name: 'card declined',
    word: 'payment',
    said: [
      'my card was declined',
      'the payment does not go through',
      'I was charged {n} times',
      'checkout shows a payment error',
      'your shop does not take my visa',
    ],
    answer: 'Please try another card or another browser.',
  },
  {
    name: 'invoice copy',
    word: 'invoice',
    said: [
      'I need the invoice for the {thing}',
      'please send a receipt with VAT',
      'the bill shows a wrong company name',
      'where do I download my invoices',
      'accounting asks for the tax receipt',
    ],
    answer: 'Invoices are in your account under Orders.',
  },
  {
    name: 'stock question',
    word: 'stock',
    said: [
      'when is the {thing} in stock again',
      'do you have the {thing} in blue',
      'is the {thing} available in a larger size',
      'will the {thing} be restocked',
      'tell me when the {thing} can be ordered',
    ],
    answer: 'We will write to you once it can be ordered again.',
  },
];

const CHINESE: readonly Kind[] = [
  {
    name: '物流延误',
    word: '快递',
    said: [
      '我的{thing}还没有送到',
      '快递已经{n}天没有更新了',
      '包裹什么时候能到',
      '物流一直停在原地',
      '催一下配送,太慢了',
    ],
    answer: '我们已联系快递公司核实。',
  },
  {
    name: '退款问题',
    word: '退款',
    said: [
      '{thing}退回去了,退款还没到账',
      '什么时候退钱给我',
      '退款金额不对',
      '申请退款{n}天了没有处理',
      '钱还没有退到我的卡里',
    ],
    answer: '退款会在十个工作日内到账。',
  },
  {
    name: '商品损坏',
    word: '破损',
    said: [
      '收到的{thing}是坏的',
      '{thing}屏幕有裂痕',
      '打开包装发现{thing}破损',
      '{thing}用了{n}天就不能开机',
      '少了一个配件',
    ],
    answer: '请发照片给我们,我们会补发。',
  },
  {
    name: '修改地址',
    word: '地址',
    said: [
      '地址填错了,帮我改一下',
      '我搬家了,请寄到新地址',
      '能不能改成送到公司',
      '门牌号写错了怎么办',
      '收货人电话需要更换',
    ],
    answer: '发货前都可以修改地址。',
  },
  {
    name: '账号登录',
    word: '密码',
    said: ['登录不了我的账号', '密码忘记了收不到验证码', '账号被锁定了', '提示密码错误{n}次', '手机号换了怎么登录'],
    answer: '请使用忘记密码功能。',
  },
  {
    name: '会员续费',
    word: '续费',
    said: ['续费率怎么计算', '会员自动续费怎么取消', '续费价格为什么变了', '会员到期没有提醒', '开通会员之后没有生效'],
    answer: '可以在会员中心关闭自动续费。',
  },
];

const THINGS = {
  en: ['kettle', 'lamp', 'backpack', 'keyboard', 'blanket', 'grinder', 'monitor', 'chair', 'jacket', 'camera'],
  zh: ['水壶', '台灯', '背包', '键盘', '毛毯', '相机', '外套', '耳机', '椅子', '显示器'],
} as const;
const BEFORE = {
  en: ['', 'Hi,', 'Hello there,', 'Good morning,', 'Hey!', 'To whom it may concern:', 'URGENT'],
  zh: ['', '你好,', '您好!', '客服在吗?', '麻烦问一下,', '急急急'],
} as const;
const AFTER = {
  en: [
    '',
    'Thanks.',
    'Please help',
    'I am not happy 😡',
    'kind regards',
    'order {n}{n}{n}{n}',
    'as I said before',
    ':(',
  ],
  zh: ['', '谢谢。', '请尽快处理', '太失望了😡', '订单号{n}{n}{n}{n}{n}', '等回复'],
} as const;

/** A clause about something else. */
const ASIDE = {
  en: ['the {word} was fine last time', 'this is not about the {word}', 'I wrote about the {word} before'],
  zh: ['上次的{word}没问题', '不是{word}的事', '之前问过{word}'],
} as const;
const ASIDE_SHARE = 0.3;
/** Says nothing that would tell its kind. */
const VAGUE = { en: ['please answer me', 'same as last week'], zh: ['请回复我', '和上周一样'] } as const;
const VAGUE_SHARE = 0.015;

const pick = <T>(values: readonly T[], random: Random): T => values[random.integer(values.length)] as T;

const fill = (pattern: string, things: readonly string[], random: Random): string =>
  pattern.replaceAll('{thing}', () => pick(things, random)).replaceAll('{n}', () => String(2 + random.integer(28)));

/** A letter left out or doubled, now and then. */
function misspell(text: string, random: Random): string {
  if (random.next() > 0.25) return text;
  const at = random.integer(text.length);
  return random.next() < 0.5 ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + text.slice(at - 1);
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 5);
const DAYS = 200;

/** Rows drawn one by one from kinds of about equal size, in order of their date. */
export function makeInbox(options: InboxOptions): MadeInbox {
  const { seed, rows, language = 'en', flipped = 0, empty = 0 } = options;
  const random = createRandom(seed).fork('inbox');
  const kinds = (language === 'zh' ? CHINESE : ENGLISH).slice(0, options.kinds);
  const things = THINGS[language];
  const gap = language === 'zh' ? '' : ' ';
  const drawn = Array.from({ length: rows }, (_, row) => {
    const time = row / rows;
    // The first kind doubles its share in the second half.
    const first = random.next() < (time < 0.5 ? 0.5 : 2) / kinds.length;
    const kind = first ? 0 : 1 + random.integer(kinds.length - 1);
    const { name, said, answer } = kinds[kind] as Kind;
    const told = random.next() < VAGUE_SHARE ? pick(VAGUE[language], random) : fill(pick(said, random), things, random);
    const aside =
      random.next() < ASIDE_SHARE ? pick(ASIDE[language], random).replace('{word}', pick(kinds, random).word) : '';
    const after = fill(pick(AFTER[language], random), things, random);
    const parts = [pick(BEFORE[language], random), misspell(told, random), aside, after];
    const text = random.next() < empty ? '' : parts.filter((part) => part !== '').join(gap);
    const rating = Math.min(5, Math.max(1, Math.round((kind === 1 ? 1.8 : 3.6) + 0.9 * random.normal())));
    return {
      name,
      text,
      rating,
      answer: random.next() < 0.7 ? answer : null,
      date: FIRST_DAY + Math.floor(time * DAYS) * DAY,
    };
  });
  const truth = drawn.map(({ name }) => name);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  shuffle(order, random);
  const flips = Array.from(order.subarray(0, Math.round(flipped * rows))).toSorted((a, b) => a - b);
  const given = [...truth];
  for (const row of flips) {
    const others = kinds.filter(({ name }) => name !== truth[row]);
    given[row] = pick(others, random).name;
  }
  const texts = drawn.map(({ text }) => text);
  const dates = Float64Array.from(drawn, ({ date }) => date);
  const ratings = Float64Array.from(drawn, ({ rating }) => rating);
  const answers = drawn.map(({ answer }) => answer);
  const columns: Column[] = [
    makeTextColumn(
      'text',
      texts.map((text) => (text === '' ? null : text)),
    ),
    makeCategoryColumn('label', given),
    { kind: 'date', name: 'received', values: dates, hasTime: false },
    { kind: 'number', name: 'stars', values: ratings },
    makeTextColumn('reply', answers),
  ];
  return { texts, truth, given, flips, dates, ratings, answers, table: makeTable(columns) };
}
