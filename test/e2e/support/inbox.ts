import { numbers } from './made-up.ts';

/** What people write about, how they say it, and what they are answered. */
const KINDS = [
  {
    name: 'late parcel',
    said: [
      'my parcel {n} has not arrived',
      'where is the parcel, the courier is {n} days late',
      'still waiting for delivery of {n}',
      'the tracking of my parcel does not move',
    ],
    answer: 'We have asked the courier to trace your parcel.',
  },
  {
    name: 'refund',
    said: [
      'I want my money back for {n}',
      'when do I get the refund of {n} euro',
      'the refund is not on my account',
      'you promised to pay me back {n} days ago',
    ],
    answer: 'Refunds reach your account within ten days.',
  },
  {
    name: 'password',
    said: [
      'I cannot log in, my password is refused',
      'please reset the password of account {n}',
      'the login page says wrong password',
      'locked out of my account since {n} days',
    ],
    answer: 'Use the link on the login page to set a new password.',
  },
  {
    name: '换货',
    said: ['我要换货，订单号{n}', '尺码不对，可以换货吗？', '收到的颜色不对，想换货', '换货需要几天？订单{n}'],
    answer: '请在订单页面申请换货。',
  },
] as const;

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Tickets of four kinds, one of them in Chinese; HTML in one, nothing in another. */
export function inbox(count: number, columns: readonly ('label' | 'answer')[]): string {
  const random = numbers(11);
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = KINDS[Math.floor(random() * KINDS.length)] as (typeof KINDS)[number];
    const said = kind.said[Math.floor(random() * kind.said.length)] as string;
    const written = said.replaceAll('{n}', String(1 + Math.floor(random() * 900)));
    const text = i === 3 ? `<img src=x onerror="alert(1)"> ${written}` : i === 5 ? '' : written;
    const day = `2026-0${1 + Math.floor(i / (count / 6))}-1${i % 9}`;
    return [
      day,
      quoted(text),
      ...(columns.includes('label') ? [kind.name] : []),
      ...(columns.includes('answer') ? [quoted(kind.answer)] : []),
    ].join(',');
  });
  const header = [
    'received',
    'message',
    ...(columns.includes('label') ? ['topic'] : []),
    ...(columns.includes('answer') ? ['reply'] : []),
  ];
  return `${header.join(',')}\n${rows.join('\n')}\n`;
}
