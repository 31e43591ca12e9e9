import { mostAnswers } from '../../bot/programme/checkIn';
import { limits } from '../../bot/storage/limits';
import { pageColumns } from '../../bot/storage/pageText';
import { known } from '../storage/contract/examples';
import { aChat, shown } from './chat';
import { cora, sam, theProgramme } from './people';

const session = 'p1/2027-03-09';
const weeks = 50;

test('who changes an answer without end is told to stop, keeps the last one, and room is left for what others store', async () => {
  const chat = await aChat(theProgramme(), '2027-03-09T10:05:00+01:00');
  const record = (outcome: string) => chat.as(sam).presses('checkIn.record', { session, outcome });
  for (let change = 0; change < mostAnswers; change += 1)
    expect(shown(await record(change % 2 === 0 ? 'onTime' : 'absentUnnotified'))).toContain('✓ Opgeslagen');
  expect(shown(await record('onTime'))).toContain('al 30 keer veranderd');
  expect(shown(await record('absentUnnotified'))).toContain('✓ Opgeslagen');
  const page = known(await chat.storage.records.page('hmp', 'jdw', 'p1')).value;
  expect(page.facts).toHaveLength(mostAnswers);
  const corrected = { session, outcome: 'onTime', reason: 'Zo was het' };
  await chat.as(cora).presses('checkIn.correct', corrected);
  const after = known(await chat.storage.records.page('hmp', 'jdw', 'p1')).value;
  expect(after.facts.at(-1)).toMatchObject({ by: cora, outcome: 'onTime' });
  const characters = Object.values(pageColumns(page)).join('').length;
  expect(weeks * 2 * characters).toBeLessThan(limits.entityBytes);
});
