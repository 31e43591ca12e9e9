/** Resolving goes with what was seen on the card. */
import { at } from '../builders';
import { ofType } from '../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, sam, theProgramme } from './people';

const flag = 'p1/2027-03-09';
const overtaken = 'Er is intussen iets veranderd';

const answers = (chat: Chat, date: string) =>
  chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });

const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-09T10:05:00+01:00');
  for (const date of ['2027-03-02', '2027-03-09']) await answers(chat, date);
  chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  return chat;
};

/** What the resolve button of a card sends. */
const resolving = async (chat: Chat, verb: 'flag.show' | 'flag.passOn'): Promise<Record<string, string>> => {
  const buttons = ofType(
    replaced(await chat.as(cora).presses(verb, { flag, write: 'yes' })),
    'Action.Execute',
  );
  const data = buttons.find((button) => button['verb'] === 'flag.resolve')?.['data'];
  return Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [name, String(value)]));
};

const resolutions = async (chat: Chat): Promise<number> =>
  (await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts.filter(
    (fact) => fact.kind === 'action' && fact.verb === 'resolve',
  ).length ?? 0;

describe.each(['flag.show', 'flag.passOn'] as const)('the resolve button of %s', (verb) => {
  test('resolves the flag as it was seen', async () => {
    const chat = await begin();
    const data = await resolving(chat, verb);
    expect(data).toHaveProperty('seen');
    const card = await chat.as(cora).presses('flag.resolve', { ...data, note: 'klaar' });
    expect(shown(card)).toContain('het signaal is afgesloten');
  });

  test('resolves nothing when the flag was resolved and has opened again; what was typed stays', async () => {
    const chat = await begin();
    const data = await resolving(chat, verb);
    await chat.as(jan).presses('flag.resolve', { flag, note: 'gepraat' });
    chat.clock.moveTo(at('2027-03-16T12:00:00+01:00'));
    await answers(chat, '2027-03-16');
    const card = shown(await chat.as(cora).presses('flag.resolve', { ...data, note: 'was al klaar' }));
    for (const text of [overtaken, 'Opnieuw geopend', 'was al klaar']) expect(card).toContain(text);
    expect(await resolutions(chat)).toBe(1);
    const again = { ...(await resolving(chat, verb)), note: 'nu wel' };
    expect(shown(await chat.as(cora).presses('flag.resolve', again))).not.toContain(overtaken);
    expect(await resolutions(chat)).toBe(2);
  });
});
