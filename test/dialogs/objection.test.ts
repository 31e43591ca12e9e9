/** A pupil of whom somebody objects: figures, and nothing else. */
import { messageKey } from '../../bot/programme/messages';
import type { Programme } from '../../bot/programme/model';
import type { Storage } from '../../bot/ports/storage';
import { removeObjected } from '../../bot/privacy/objected';
import { rebuildAll } from '../../bot/privacy/pages';
import { redrawCard } from '../../dialogs/redraw';
import { anAnswer, aPupil, at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { known } from '../storage/contract/examples';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, noor, sam, theProgramme } from './people';
import { aTool, noFollowUp, storeFacts, withFolder } from '../cli/tool';
import { sound } from '../roster/folder';

const objecting: Programme = theProgramme({
  pupils: [
    { ...aPupil({ id: 'p1', firstName: 'Yara' }), objection: true },
    aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
    aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' }),
  ],
});

const days = ['2027-02-09', '2027-02-16'] as const;
const away = (pupil: string, date: string) => ({
  session: `${pupil}/${date}`,
  outcome: 'absentUnnotified',
  topics: 'work',
  nextStep: 'bellen met thuis',
  note: 'was ziek',
  case: 'true',
});

const aTalk = async (programme = objecting): Promise<Chat> => aChat(programme, '2027-02-17T12:00:00+01:00');

const textsOf = async ({ storage }: Chat, pupil: string) =>
  (await storage.records.checkIns('hmp', pupil, '2027-01-01')).map(({ followUp }) => followUp);

describe('of a pupil of whom somebody objects', () => {
  test('no text is stored that a student types, and none is shown', async () => {
    const chat = await aTalk();
    const reply = await chat.as(sam).presses('checkIn.record', away('p1', days[0]));
    expect(await textsOf(chat, 'p1')).toEqual([{ topics: ['work'], nextStep: null, note: null, case: true }]);
    expect(shown(reply)).not.toContain('was ziek');
    await chat.as(noor).presses('checkIn.record', away('p2', days[0]));
    expect(await textsOf(chat, 'p2')).toMatchObject([{ nextStep: 'bellen met thuis', note: 'was ziek' }]);
  });

  test('no text is asked for, and the card says nothing of why', async () => {
    const chat = await aTalk();
    const press = { session: `p1/${days[0]}`, outcome: 'onTime' };
    const card = shown({
      replacement: replaced(await chat.as(sam).presses('checkIn.record', press)),
      messages: [],
    });
    expect(card).not.toContain('"id":"note"');
    expect(card).not.toContain('"id":"nextStep"');
    expect(card).toContain('"id":"topics"');
    expect(card).not.toMatch(/bezwaar|objection/i);
    const other = await chat.as(noor).presses('checkIn.record', { ...press, session: `p2/${days[0]}` });
    expect(shown(other)).toContain('"id":"note"');
  });

  test('no flag opens, nobody is told, and the figures are those of everybody', async () => {
    const chat = await aTalk();
    for (const date of days) {
      await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
      await chat.as(noor).presses('checkIn.record', { session: `p2/${date}`, outcome: 'absentUnnotified' });
    }
    const pending = await chat.storage.records.pendingNotices('hmp');
    expect(pending.flatMap((one) => (one.of === 'flag' ? [one.pupil] : []))).toEqual(['p2']);
    const list = shown(await chat.as(cora).says('signalen'));
    expect(list).toContain('Amir');
    expect(list).not.toContain('Yara');
    expect(shown(await chat.as(sam).says('signalen'))).not.toContain('Yara');
    expect(shown(await chat.as(cora).says('overzicht Yara'))).toMatch(/0 ?%/);
    const tool = aTool({ storage: chat.storage, now: '2027-02-17T12:00:00+01:00' });
    expect((await tool.run('flags', 'hmp', '--json')).json()).toMatchObject([{ pupil: 'p2' }]);
  });

  test('a coordinator corrects without a reason being kept', async () => {
    const chat = await aTalk();
    await chat.as(sam).presses('checkIn.record', { session: `p1/${days[0]}`, outcome: 'onTime' });
    const correction = { session: `p1/${days[0]}`, outcome: 'absentNotified', reason: 'school belde: ziek' };
    await chat.as(cora).presses('checkIn.correct', correction);
    const page = known(await chat.storage.records.page('hmp', 'jdw', 'p1'));
    expect(page.value.facts.at(-1)).toMatchObject({ outcome: 'absentNotified', reason: '…', by: cora });
  });

  test('after the day on which texts go none is stored of anybody', async () => {
    const chat = await aChat(theProgramme(), '2027-08-01T12:00:00+02:00');
    await chat.as(noor).presses('checkIn.record', away('p2', days[0]));
    expect(await textsOf(chat, 'p2')).toMatchObject([{ nextStep: null, note: null }]);
  });
});

const pupilsWith = (objection: string): string =>
  `pupil,firstName,school,class,objection\np1,Ann,jdw,3A,${objection}\np2,Bo,zwc,3A,\n`;

describe('an objection that comes later', () => {
  test('takes flag and texts away with the import; without it the flag is back, and no text', async () => {
    const storage = memoryStorage();
    const tool = aTool({ storage, now: '2027-03-05T12:00:00+01:00' });
    const importing = (objection: string) =>
      withFolder({ ...sound, 'pupils.csv': pupilsWith(objection) }, (dir) => tool.run('import', dir));
    const flags = async () => (await tool.run('flags', 'hmp', '--open', '--json')).json();
    expect(await importing('')).toMatchObject({ exitCode: 0, err: expect.anything() });
    const facts = days.map((date) => anAnswer(date, { outcome: 'absentUnnotified' }));
    const note = 'was ziek';
    await storeFacts(storage, 'hmp', { school: 'jdw', pupil: 'p1' }, facts, { ...noFollowUp, note });
    expect(await flags()).toMatchObject([{ pupil: 'p1' }]);
    expect(await importing('ja')).toMatchObject({ exitCode: 0 });
    expect(await flags()).toEqual([]);
    const texts = async () =>
      (await storage.records.checkIns('hmp', 'p1', '')).map((one) => one.followUp.note);
    expect(await texts()).toEqual([null, null]);
    const [kept] = await storage.records.figures('hmp', 'jdw', 'all');
    expect(kept).toMatchObject({ pupil: 'p1', standing: { flag: null } });
    expect(await importing('nee')).toMatchObject({ exitCode: 0 });
    expect(await flags()).toMatchObject([{ pupil: 'p1' }]);
    expect(await texts()).toEqual([null, null]);
  });
});

/** A card that was sent, as it is drawn now. */
const drawn = async (
  chat: Chat,
  kind: 'flagRaised' | 'digest' | 'nudge',
  receiver: string,
  subject: string,
): Promise<string> => {
  const [loaded] = chat.programmes.all();
  const message = { key: 'k', kind, receiver, subject, dueAt: 1, worthUntil: 2, carries: [] };
  const redraw = redrawCard(outgoingPorts(chat.storage));
  const cardIn = await redraw(known(loaded ?? null), message, chat.clock.now());
  return JSON.stringify(known(cardIn)('nl'));
};

const bothAway = async (): Promise<Chat> => {
  const chat = await aTalk(theProgramme());
  for (const date of days) {
    await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
    await chat.as(noor).presses('checkIn.record', { session: `p2/${date}`, outcome: 'absentUnnotified' });
  }
  return chat;
};

describe('what was delivered about a pupil before somebody objected', () => {
  const now = at('2027-03-05T12:00:00+01:00');

  const deliver = async (
    { outbox }: Storage,
    kind: 'flagRaised' | 'checkIn' | 'nudge' | 'digest' | 'roundAgenda',
    receiver: string,
    subject: string,
    worthUntil = now + 1000,
  ) => {
    const key = messageKey(kind, receiver, subject);
    const message = { key, kind, receiver, subject, dueAt: now - 1000, worthUntil };
    const [entered] = await outbox.plan('hmp', [{ ...message, status: 'planned', reason: null }]);
    const { value, tag } = known(entered ?? null);
    await outbox.update('hmp', { ...value, status: 'sent', sentAt: now, activityId: `card of ${key}` }, tag);
    return key;
  };

  test('is drawn anew with the import, once: no flag and no note stands on it any more', async () => {
    const storage = memoryStorage();
    const due = async () =>
      (await storage.outbox.open('hmp', now, 10)).map(({ value }) => value.key).toSorted();
    const whileWaiting: (readonly string[])[] = [];
    const rosterSettled = async () => void whileWaiting.push(await due());
    const tool = aTool({ storage, now: '2027-03-05T12:00:00+01:00', rosterSettled });
    const importing = (objection: string) =>
      withFolder({ ...sound, 'pupils.csv': pupilsWith(objection) }, (dir) => tool.run('import', dir));
    await importing('');
    const facts = days.map((date) => anAnswer(date, { outcome: 'absentUnnotified' }));
    await storeFacts(storage, 'hmp', { school: 'jdw', pupil: 'p1' }, facts, {
      ...noFollowUp,
      note: 'was ziek',
    });
    const about = [
      await deliver(storage, 'flagRaised', 'cora@hmp.example', `p1/${days[1]}/1`),
      await deliver(storage, 'checkIn', sam, `p1/${days[0]}`),
      await deliver(storage, 'nudge', sam, 'p1/2027-03-09'),
      await deliver(storage, 'digest', 'cora@x.org', '2027-03-01'),
      await deliver(storage, 'roundAgenda', 'theo@hmp.example', 'r1/g1'),
    ];
    await deliver(storage, 'checkIn', noor, `p2/${days[0]}`);
    await deliver(storage, 'digest', 'nobody@hmp.example', '2027-03-01');
    await deliver(storage, 'roundAgenda', 'theo@hmp.example', 'r0/g1', now);
    await importing('ja');
    // A bot that has the roster from before would draw what is gone.
    expect(whileWaiting).toEqual([[]]);
    expect(await due()).toEqual(about.toSorted());
    for (const { value, tag } of await storage.outbox.open('hmp', now, 10))
      await storage.outbox.update('hmp', { ...value, stale: null, updatedAt: now }, tag);
    expect(await importing('ja')).toMatchObject({ exitCode: 0 });
    expect(await due()).toEqual([]);
  });

  test('a flag that is drawn then is a line, and nobody’s data', async () => {
    const chat = await bothAway();
    const flag = `p1/${days[1]}/1`;
    expect(await drawn(chat, 'flagRaised', cora, flag)).toContain('Yara');
    await chat.import(objecting);
    expect(await drawn(chat, 'flagRaised', cora, flag)).not.toMatch(/Yara|Johan|p1/);
  });

  test('a flag of a pupil who went to another school, over or not, names nobody to who stayed', async () => {
    const chat = await bothAway();
    const flag = `p1/${days[1]}/1`;
    const resolved = { flag: `p1/${days[1]}`, note: 'gesproken' };
    await chat.as(cora).presses('flag.resolve', resolved);
    expect(await drawn(chat, 'flagRaised', jan, flag)).toContain('Yara');
    const pupils = theProgramme().pupils.map((one) => (one.id === 'p1' ? { ...one, school: 'zwc' } : one));
    await chat.import(theProgramme({ pupils }));
    await rebuildAll(chat.storage.records, theProgramme({ pupils }));
    expect(await drawn(chat, 'flagRaised', jan, flag)).not.toMatch(/Yara|3A|gesproken/);
    expect(await drawn(chat, 'flagRaised', cora, flag)).toMatch(/Yara.*Zuiderpark/);
  });

  test('the digest of this week has the flags of the others, and one of a week that is over is closed', async () => {
    const chat = await bothAway();
    expect(await drawn(chat, 'digest', cora, '2027-02-15')).toMatch(/Yara.*Amir|Amir.*Yara/);
    await chat.import(objecting);
    const digest = await drawn(chat, 'digest', cora, '2027-02-15');
    expect(digest).toContain('Amir');
    expect(digest).not.toContain('Yara');
    expect(await drawn(chat, 'digest', cora, '2027-02-08')).not.toMatch(/Yara|Amir/);
  });

  test('a nudge keeps name and hour, and loses what was agreed', async () => {
    const chat = await aTalk(theProgramme());
    const press = { session: `p1/${days[0]}`, outcome: 'onTime', nextStep: 'open dag kiezen' };
    await chat.as(sam).presses('checkIn.record', press);
    expect(await drawn(chat, 'nudge', sam, 'p1/2027-02-23')).toContain('open dag kiezen');
    await chat.import(objecting);
    await removeObjected(chat.storage, objecting);
    const nudge = await drawn(chat, 'nudge', sam, 'p1/2027-02-23');
    expect(nudge).toContain('Yara');
    expect(nudge).not.toContain('open dag');
  });

  test('a nudge for a session that has vanished keeps nothing', async () => {
    const chat = await aTalk(theProgramme());
    const press = { session: `p1/${days[0]}`, outcome: 'onTime', nextStep: 'open dag kiezen' };
    await chat.as(sam).presses('checkIn.record', press);
    const pairs = objecting.pairs.map((pair) =>
      pair.pupil === 'p1' ? { ...pair, until: '2027-02-17' } : pair,
    );
    await chat.import({ ...objecting, pairs });
    await removeObjected(chat.storage, objecting);
    expect(await drawn(chat, 'nudge', sam, 'p1/2027-02-23')).not.toMatch(/Yara|open dag|undrawn/);
  });
});
