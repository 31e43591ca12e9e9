/** Questions about who missed or came late, as people ask them in Dutch and English. */
import type { WhoAsked } from '../../bot/programme/summary/asked';

/** Which question it is, and the words that say where and when. */
export interface WhoQuestion {
  readonly who: WhoAsked;
  readonly rest: string;
}

const opening = /^(?:wie|who|welke leerlingen|which pupils|welke kinderen)\b/i;

/** `overzicht te laat maart` and `verzuim 3A` ask the same in fewer words. */
const shortOpening =
  /^(?:te laat|afwezig|gemist|(?:het )?verzuim|late|absent|missed|away|absences?)(?=\s|$)/i;

const late = /\b(?:te laat|late)\b/i;
const missed =
  /\b(?:mis|mist|miste|misten|missen|gemist|afwezig|ontbrak|ontbraken|ontbreekt|weg|wegbleven|weggebleven|afgemeld|verzuim|miss|missed|missing|absent|absences?|away)\b/i;

const notThere = /\b(?:niet|not|didn['’]?t|wasn['’]?t|weren['’]?t)\b/i;

const negation = /\b(?:niet|geen|nooit|not|never|(?:did|do|does|was|were|is|are|has|have|had)n['’]?t)\b/i;

/** Words of the question itself, which name no place and no period. */
const ofQuestion =
  /(?<![\p{L}\p{N}])(?:wie|who(?:['’]s)?|welke|which|leerlingen|pupils|kinderen|heeft|hebben|hadden|had|was|waren|is|zijn|kwam|kwamen|komen|gekomen|came|come|were|has|have|did|didn['’]?t|wasn['’]?t|weren['’]?t|been|er|niet|not|weg|te laat|late|mis|mist|miste|misten|missen|gemist|afwezig|ontbrak|ontbraken|ontbreekt|wegbleven|weggebleven|bleef|bleven|afgemeld|zich|miss|missed|missing|absent|away|there|up|show|showed|opdagen|verschenen|aanwezig|geweest|een|hun|sessies?|sessions?|a|their|allemaal|vaak|vaker|steeds|komt|often)(?![\p{L}\p{N}])/giu;

/** Who was *not* late or did *not* miss is another question, and one that is not answered. */
const whoIn = (typed: string): WhoAsked | null => {
  const said = late.test(typed) ? 'late' : missed.test(typed) ? 'missed' : null;
  if (said === null) return notThere.test(typed) ? 'missed' : null;
  return negation.test(typed) ? null : said;
};

/** How people begin who ask for the summary without naming it. */
const summaryOpening =
  /^(?:(?:de )?aanwezigheid|(?:de )?cijfers|hoeveel sessies(?: (?:waren|zijn) er(?: geweest)?)?|(?:the )?attendance|(?:the )?figures|how many sessions(?: (?:were|are) there)?)(?=\s|$)/i;

/** What is asked of the summary without its command; null when nothing is. */
export const summaryQuestion = (text: string): string | null => {
  const typed = text.trim();
  if (!summaryOpening.test(typed)) return null;
  return typed.replace(summaryOpening, '').trim();
};

/** Null when the text does not ask who missed or came late. */
export const whoQuestion = (text: string): WhoQuestion | null => {
  const typed = text.trim();
  const isShort = shortOpening.test(typed);
  if (!isShort && !opening.test(typed)) return null;
  const who = whoIn(typed);
  if (who === null) return null;
  const words = isShort ? typed.replace(shortOpening, '') : typed.replace(ofQuestion, ' ');
  return { who, rest: words.replace(/\s+/g, ' ').trim() };
};
