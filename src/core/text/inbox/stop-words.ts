/**
 * Words that hold sentences together and say nothing of what they are about, in languages that support inboxes are
 * mostly written in; without apostrophes, as the tokeniser cuts them. They shape no topic and name none.
 */
const SPACED = [
  // English
  `a about after again ago all also am an and any are arent as at be because been before being between both but by can
  cannot cant could couldnt did didnt do does doesnt doing dont each else even ever every few for from further get
  gets getting give go goes going got had hadnt has hasnt have havent having he hello help her here hers hey hi him his
  hows how i id if ill im in into is isnt it its ive just know let like ll long many may maybe me might mine more most much must my
  myself need needs no nor not now of oh ok okay on once one only or other our ours own please possible re really s same
  seem seems she should since so some someone something still such sure t take tell than thank thanks that thats the their them
  then there theres these they theyre thing things this those though through to too tried try trying under until us use used
  using ve very want wanted was wasnt way we well were werent what whats when where whether which while who why will with
  without wont work would wouldnt yes yet you your youre yours`,
  // German
  `aber alle als also am an auch auf aus bei bin bis bitte da damit danke dann das dass dem den der des die dies diese
  dieser dir doch du durch ein eine einem einen einer er es etwas euch für gegen habe haben hallo hat hatte hier ich ihr
  ihre ihnen im immer in ist ja kann kein keine können leider man mehr mein meine meinem meinen meiner mich mir mit muss nach
  nicht noch nun nur oder ohne schon sehr seit sich sie sind so um und uns unser vom von vor war warum was wegen wenn wer
  werden wie wieder wir wird wo wurde zu zum zur über`,
  // French
  `ai au aux avec avez avoir bonjour c ce ceci cela ces cet cette comme comment d dans de des deux du elle elles en est et
  eu faire fait il ils j je l la le les leur lui m ma mais me merci mes moi mon n ne nos notre nous on ont ou où par pas peut
  plus pour pourquoi qu quand que quel quelle qui quoi s sa sans se ses si son sont sur ta te tout très tu un une vos votre
  vous y à ça été être`,
  // Spanish
  `al algo aunque cada como con cuando de del desde donde dos el ella ellos en entre era es esa ese eso esta estaba estado
  este esto estoy está gracias ha hace hacer han hasta hay he hola la las le les lo los me mi mis mucho muy más nada ni no
  nos o para pero por porque pues puede puedo que quiero qué se ser si sin sobre son su sus sí también te tengo tiene todo
  tu un una unos ya yo él`,
  // Portuguese
  `ao aos as até com da das de dela dele depois do dos e ela ele em era essa esse esta estou está eu foi isso isto já mais
  mas me mesmo meu meus minha muito na nas não nem no nos nós num o obrigado olá os ou para pela pelo por pra quando que
  quem sem ser seu sua são só também tem tenho um uma você`,
  // Italian
  `agli ai al alla anche c che chi ci ciao come con cosa cui da dal dei del della delle di e ed era gli grazie ha hanno ho i
  il in io la le lei lo loro lui ma mi mia mio ne nel nella noi non nostro o per perché più poi posso quando quello questo
  se sei si sono su sua suo sul tra tu un una uno vi voi è`,
  // Dutch
  `aan als bij daar dan dat de deze die dit door een en er ge geen geweest haar had heb hebben heeft het hier hij hoe ik in
  is je kan kunnen maar me meer men met mij mijn naar niet nog nu of om omdat ons onze ook op over te toch toen tot u uit uw
  van veel voor waar waarom was wat we wel werd wij wil worden wordt ze zei zich zij zijn zo zou`,
].join(' ');

/** Characters that a word of scripts without spaces hardly begins or ends with. */
const AT_EDGES = new Set(
  `的 了 是 我 你 您 他 她 它 们 在 和 与 就 都 而 或 个 这 那 吗 呢 吧 啊 呀 哦 嗯 也 很 把 被 让 给 及 其 之 么 怎 谁 哪 什 请
  再 又 才 只 但 如 若 不 没 想 您 は が を に へ と で も の や か ら な ね よ て た だ し ま す る い れ う`.split(
    /\s+/u,
  ),
);

const STOP = new Set(SPACED.split(/\s+/u));

/** Whether a word, or either end of several in a row, is such a word. */
export function isStopTerm(term: string): boolean {
  const words = term.split(' ');
  if (words.some((word, i) => (i === 0 || i === words.length - 1) && STOP.has(word))) return true;
  const characters = Array.from(term);
  return AT_EDGES.has(characters[0] ?? '') || AT_EDGES.has(characters.at(-1) ?? '');
}
