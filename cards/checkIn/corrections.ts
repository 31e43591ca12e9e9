import { isCorrected, type RecentSession } from '../../bot/programme/recentSessions';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { answerBelow, execute, say, type CardAction } from '../actions';
import { signAndWords } from '../attendance';
import type { CorrectionsView } from '../coordinatorViews';
import file from './corrections.json';
import { day, shortDay } from '../dates';
import { plainName, shownName } from '../names';
import { cardTemplate, renderCard } from '../render';
import type { Row } from '../rows';
import { words } from '../words';

const template = cardTemplate(file);

/** Changed, or filled in by a coordinator. */
const isChanged = ({ steps }: RecentSession): boolean => steps.length > 1 || isCorrected(steps);

const detailOf = (session: RecentSession, language: Language): string => {
  const sign = signAndWords(language, session.attendance ?? 'unknown', session.minutesLate);
  return isChanged(session) ? words(language).text('corrections.changed', { sign }) : sign;
};

const rowOf =
  (programme: string, language: Language) =>
  (session: RecentSession): Row => {
    const { text } = words(language);
    const word = session.attendance === null ? 'fill' : 'open';
    return {
      label: day(language, session.date),
      detail: detailOf(session, language),
      openWord: text(`corrections.${word}`),
      open: execute(
        text(`corrections.${word}Of`, { day: shortDay(language, session.date) }),
        'checkIn.correct',
        { programme, session: session.session, ...answerBelow },
        { inputs: 'none' },
      ),
    };
  };

const introOf = ({ isGone, sessions }: CorrectionsView, language: Language): string => {
  const { text } = words(language);
  if (isGone) return text('corrections.gone');
  return text(sessions.length === 0 ? 'corrections.none' : 'corrections.intro');
};

const press = (title: string, verb: string, data: Readonly<Record<string, string>>): CardAction =>
  execute(title, verb, data, { inputs: 'none' });

/** A pupil's sessions, newest first, each one press away from its correction, or from being filled in. */
export const correctionsCard = (view: CorrectionsView, language: Language): RenderedCard => {
  const { text } = words(language);
  const sessions = view.sessions.toReversed();
  const oldest = view.sessions[0];
  const pupil = { programme: view.programme, pupil: view.id };
  const earlier = { ...pupil, before: oldest?.date ?? '' };
  const data = {
    heading: text('corrections.title', { pupil: shownName(view.pupil) }),
    intro: introOf(view, language),
    rows: sessions.map(rowOf(view.programme, language)),
    actions: [
      ...(view.hasEarlier ? [press(text('corrections.earlier'), 'checkIn.corrections', earlier)] : []),
      press(text('flags.pupilSummary'), 'summary.show', pupil),
      say(text('flags.all'), text('typed.flags')),
    ],
  };
  return renderCard(template, data, text('corrections.summary', { pupil: plainName(view.pupil) }));
};
