/** Where names of very many people follow, their messages are not asked for one by one. */
import { redrawAbout } from '../../bot/privacy/redrawn';
import { messageKey } from '../../bot/programme/messages';
import { aPair, aProgramme, aPupil, at } from '../builders';
import { MemoryOutbox } from '../fakes/memoryOutbox';
import { known } from '../storage/contract/examples';

const now = at('2027-03-05T12:00:00+01:00');

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `p${index}`);
const studentOf = (pupil: string): string => `${pupil}@leiden.example`;

/** How the nudges of so many pupils, each with a student, are found, and how many are drawn anew. */
const renaming = async (count: number) => {
  const pupils = ids(count);
  const programme = aProgramme({
    pupils: pupils.map((id) => aPupil({ id })),
    pairs: pupils.map((pupil) => aPair({ pupil, student: studentOf(pupil) })),
  });
  const outbox = new MemoryOutbox();
  for (const pupil of pupils) {
    const [receiver, subject] = [studentOf(pupil), `${pupil}/2027-03-09`];
    const key = messageKey('nudge', receiver, subject);
    const planned = { key, kind: 'nudge', receiver, subject, dueAt: 1, worthUntil: now + 1 } as const;
    const [entered] = await outbox.plan(programme.id, [{ ...planned, status: 'planned', reason: null }]);
    const { value, tag } = known(entered ?? null);
    await outbox.update(programme.id, { ...value, status: 'sent', sentAt: 1, activityId: key }, tag);
  }
  const asked: string[] = [];
  const about = { pupils, schools: ['jdw'], reassigned: [] };
  const watched = {
    list: (id: string) => {
      asked.push('list');
      return outbox.list(id);
    },
    keysOfReceiver: (id: string, receiver: string) => {
      asked.push(receiver);
      return outbox.keysOfReceiver(id, receiver);
    },
    find: outbox.find.bind(outbox),
    update: outbox.update.bind(outbox),
  };
  await redrawAbout(watched, programme, { objecting: [], retold: about }, now);
  const open = await outbox.open(programme.id, Number.MAX_SAFE_INTEGER, 1000);
  return { asked, drawn: open.length };
};

test('of a few people theirs are asked for, of very many all are gone through once', async () => {
  const some = await renaming(20);
  expect(some.asked).toEqual(expect.arrayContaining(ids(20).map(studentOf)));
  expect(some.asked).not.toContain('list');
  expect(some.drawn).toBe(20);
  expect(await renaming(150)).toEqual({ asked: ['list'], drawn: 150 });
});
