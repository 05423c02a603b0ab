import { isSprinkled, tally, type Recogniser } from './recogniser.ts';

const EMAIL = /([\p{L}\d._%+*'-]{1,64})@((?:[\p{L}\d*-]{1,63}\.)+)(\p{L}{2,24})(?![\p{L}\d:@])/u;
/** Mailboxes of a desk, which point to nobody. */
const DESK =
  /^(no-?reply|do-?not-?reply|info|support|help|service|sales|admin|office|contact|hello|team|news|newsletter|marketing|billing|orders?|webmaster|postmaster|root|git)$/i;
const FILE_ENDING = /^(png|jpe?g|gif|svg|webp|css|js|ts|pdf|html?)$/i;
const NAME =
  /(^| )(e ?mails?|mail|mailbox|correo(?: electronico)?|courriel|mel|posta elettronica|e ?post)( ?(address|addr|adresse|id|\d))?( |$)|邮箱|邮件地址|电子邮件|電子郵件|電郵|郵箱|信箱|メール|이메일|почта/u;

/** The first e-mail address in a text that belongs to somebody. */
function hasEmail(cell: string): boolean {
  if (!cell.includes('@')) return false;
  const found = EMAIL.exec(cell);
  return found !== null && !DESK.test(found[1] as string) && !FILE_ENDING.test(found[3] as string);
}

/** E-mail addresses, a column of them or some within texts. The writing is so much its own that a name adds nothing. */
export const emailRecogniser: Recogniser = {
  kind: 'email',
  columns: ['category', 'text'],
  look(cells, name) {
    const seen = tally(cells, hasEmail);
    if (!isSprinkled(seen)) return undefined;
    return { share: seen.share, named: NAME.test(name.words) && !name.isAbout };
  },
};
