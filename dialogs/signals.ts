/** `stil`: students a coordinator may have to speak to. */
import { schoolsOf } from '../bot/programme/digestDetails';
import { signalDetails } from '../bot/programme/signalDetails';
import { noticeCard } from '../cards/notice';
import { studentSignalsCard } from '../cards/studentSignals';
import { readSignals } from './schoolFacts';
import { membershipsAs, type TextDialog } from './turn';

/** Silent, cancelling, unreachable and paused students of the coordinator's schools, one card a programme. */
export const silent: TextDialog = async (turn) => {
  const memberships = membershipsAs(turn, 'coordinator');
  if (memberships.length === 0) return [noticeCard({ notice: 'notForYou' }, turn.language)];
  return Promise.all(
    memberships.map(async ({ loaded, directory, person }) => {
      const source = await readSignals(turn.ports, loaded, schoolsOf(directory, person), turn.now);
      return studentSignalsCard(signalDetails(source), turn.language);
    }),
  );
};
