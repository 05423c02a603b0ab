import { clamp, daysAfter } from './draw.mjs';

const FIRST_DAY = '2026-01-05';
const DAYS = 180;

const PRODUCTS = [
  'kettle',
  'desk lamp',
  'backpack',
  'headphones',
  'water bottle',
  'keyboard',
  'blanket',
  'coffee grinder',
];
const GREETINGS = ['Hi', 'Hello', 'Hi there', 'Good morning', 'Hey', 'Dear team', ''];
const CLOSINGS = ['Thanks', 'Thank you', 'Please help', 'Kind regards', 'Can you look into it?', 'Best', '', ''];

/**
 * What people write about: how often at the start and at the end of the half-year, how they rate it, how they say it
 * (`{product}`, `{order}`, `{days}`, `{city}` are filled in), and what support answers.
 */
const KINDS = [
  {
    name: 'late delivery',
    share: [0.13, 0.27],
    rating: 1.9,
    said: [
      'my order {order} still has not arrived',
      'I have been waiting {days} days for my {product}',
      'where is my parcel? Order {order}',
      'the tracking for {order} has not moved for {days} days',
      'the courier said it was delivered but nothing came',
      'when will the {product} get here, it should have come last week',
      'delivery is {days} days late',
      'the parcel seems to be stuck in {city}',
    ],
    answer:
      'We are sorry that your parcel is late. We have asked the courier to trace it and will write within two working days.',
  },
  {
    name: 'refund not received',
    share: [0.11, 0.11],
    rating: 1.7,
    said: [
      'I returned the {product} {days} days ago and have not got my money back',
      'when will you refund order {order}',
      'the refund for {order} is not on my account yet',
      'you promised a refund, my bank shows nothing',
      'still no refund for the {product} I sent back',
      'the amount you paid back is too small',
      'waiting for the money from my return since {days} days',
    ],
    answer:
      'Refunds reach your account up to ten days after the parcel is with us. We have checked that yours is on its way.',
  },
  {
    name: 'damaged item',
    share: [0.14, 0.12],
    rating: 2.1,
    said: [
      'the {product} arrived broken',
      'the box was crushed and the {product} has a crack',
      'my {product} stopped working after {days} days',
      'there is a scratch on the {product}',
      'one part of the {product} is missing from the box',
      'the {product} does not switch on',
      'glass was shattered when I opened order {order}',
    ],
    answer: 'We are sorry that it arrived like this. Please send us a photo and we will post a new one the same day.',
  },
  {
    name: 'change address',
    share: [0.1, 0.08],
    rating: 3.8,
    said: [
      'I moved, can you send order {order} to {city} instead',
      'please change the delivery address of {order}',
      'I typed the wrong street for my {product}',
      'can the parcel go to my office in {city}',
      'wrong house number on order {order}, how do I correct it',
      'deliver to my neighbour please, I am away for {days} days',
    ],
    answer: 'You can change the address in your account under Orders until the parcel has left us.',
  },
  {
    name: 'cancel order',
    share: [0.11, 0.09],
    rating: 3.4,
    said: [
      'please cancel order {order}',
      'I ordered the {product} twice by mistake, cancel one',
      'I do not want the {product} any more',
      'can I still stop order {order}',
      'changed my mind about the {product}, cancel it please',
      'how do I cancel an order I made {days} days ago',
    ],
    answer: 'Orders can be cancelled in your account under Orders until they are packed.',
  },
  {
    name: 'payment failed',
    share: [0.12, 0.1],
    rating: 2.5,
    said: [
      'my card was declined for the {product}',
      'payment does not go through',
      'I was charged twice for order {order}',
      'the checkout says payment error every time',
      'paypal took the money but order {order} shows unpaid',
      'my voucher is not accepted at checkout',
      'the page asks for the card again and again',
    ],
    answer:
      'Please try again with another card or in another browser. Money that was taken twice comes back within five days.',
  },
  {
    name: 'product question',
    share: [0.15, 0.13],
    rating: 4.3,
    said: [
      'is the {product} dishwasher safe',
      'what are the measures of the {product}',
      'does the {product} come with a guarantee',
      'is the {product} available in blue',
      'which {product} would you recommend as a present',
      'what is the {product} made of',
      'when is the {product} back in stock',
    ],
    answer: 'You find measures, materials and colours on the page of each product, under Details.',
  },
  {
    name: 'account access',
    share: [0.14, 0.1],
    rating: 2.9,
    said: [
      'I cannot log in to my account',
      'the link to reset my password does not work',
      'I do not get the confirmation email',
      'my account is locked after too many tries',
      'how do I change the email of my account',
      'please delete my account',
      'the app logs me out every time',
    ],
    answer: 'Please ask for a new link under Forgot password, and look into your spam folder.',
  },
];

const CITIES = ['Berlin', 'Vienna', 'Lyon', 'Utrecht', 'Leeds', 'Graz'];

/**
 * Tickets to the support of a shop: the stars that many customers gave afterwards, some of the answers, and what each
 * ticket is about.
 *
 * What is in it: late deliveries double over the half-year; late deliveries and refunds are rated worst; about one label
 * in forty is wrong; some customers write twice in nearly the same words.
 */
export const supportInbox = {
  id: 'support-inbox',
  seed: 20260701,
  known: 1200,
  fresh: 200,
  key: 'ticket_id',
  outcome: 'category',

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw @param {number} index */
  row(draw, index) {
    const time = (index + draw.uniform()) / (this.known + this.fresh);
    const kind = draw.pick(KINDS.map((one) => [one, one.share[0] + (one.share[1] - one.share[0]) * time]));
    const one = (values) => values[draw.integer(0, values.length - 1)];
    const fill = (text) =>
      text
        .replaceAll('{product}', one(PRODUCTS))
        .replaceAll('{order}', `#${draw.integer(10000, 99999)}`)
        .replaceAll('{days}', String(draw.integer(2, 14)))
        .replaceAll('{city}', one(CITIES));
    const said = fill(one(kind.said));
    const more = draw.chance(0.35) ? fill(one(kind.said)) : '';
    const sentence = (text) =>
      text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}${draw.chance(0.2) ? '!' : '.'}`;
    const greeting = one(GREETINGS);
    const body = greeting === '' ? sentence(said) : `${said}.`;
    const text = [greeting && `${greeting},`, body, sentence(more), one(CLOSINGS)].filter(Boolean).join(' ');
    const typo = draw.chance(0.15) ? text.replace(/([a-z])([a-z])(?=[a-z]{3})/, '$2$1') : text;
    const label = draw.chance(0.025) ? one(KINDS).name : kind.name;
    const rating = Math.round(clamp(1, kind.rating + 0.9 * draw.normal(), 5));
    const [rated, answered] = [draw.chance(0.7), draw.chance(0.4)];
    // Neither is known of tickets that have just come in.
    const settled = index < this.known;
    return {
      ticket_id: `T-${20000 + index}`,
      received: daysAfter(FIRST_DAY, time * DAYS),
      text: typo,
      rating: settled && rated ? rating : '',
      answer: settled && answered ? kind.answer : '',
      category: label,
    };
  },
};
