/** Groups with a fixed time: their weeks are rounds of themselves. */
import { at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { weekly, aSlot } from '../../programme/rounds/story';
import { happen, type Happened } from '../happening';
import {
  ann,
  answer,
  aRoundChat,
  bas,
  below,
  cem,
  cora,
  five,
  groupNow,
  hanneke,
  historyNow,
  moveTo,
  roundTown,
  scheduled,
  theo,
  thursday,
  notForYou,
  stored,
} from '../roundChat';

const withWeekly = () => {
  const meeting = { weekday: 5, start: '11:15', end: '12:20', room: null } as const;
  return aRoundChat({ groups: [weekly(), weekly({ id: 'Z', teacher: hanneke, meeting })] });
};

describe('groups with a fixed time', () => {
  test('stand in the list of a coordinator, who opens the next meeting to call it off or hand it over', async () => {
    const chat = await withWeekly();
    moveTo(chat, '2027-03-04T10:00:00+01:00');
    await happen(
      chat.storage,
      'hmp',
      [
        '2027-02-23T12:20:00+01:00',
        '2027-W08',
        {
          kind: 'begun',
          group: 'A',
          slot: aSlot('w8', '2027-02-23T11:15:00+01:00'),
          teacher: theo,
          members: five,
        },
      ],
      [
        '2027-02-23T13:00:00+01:00',
        '2027-W08',
        { kind: 'attended', group: 'A', present: [ann, bas], method: null, advice: null, followUp: null },
        theo,
      ],
      [
        '2027-03-02T12:20:00+01:00',
        '2027-W09',
        {
          kind: 'begun',
          group: 'A',
          slot: aSlot('w9', '2027-03-02T11:15:00+01:00'),
          teacher: theo,
          members: five,
        },
      ],
    );
    const { messages } = await chat.as(cora).says('intervisie');
    const list = JSON.stringify(messages);
    expect(list).toContain('2 groepen hebben een vaste tijd.');
    expect(list).toContain('Groep A · Theo');
    expect(list).toMatch(/2 van de 5 waren er · 1 verslag mist/);
    const opened = { round: '2027-W10', group: 'A' };
    expect(list).toContain(JSON.stringify(opened).slice(1, -1));
    const group = JSON.stringify(below(await chat.as(cora).presses('round.show', opened)));
    expect(group).toContain('round.cancelGroup');
    await chat.as(cora).presses('round.handOver', { ...opened, teacher: hanneke });
    expect((await groupNow(chat, 'A', '2027-W10')).teacher).toBe(hanneke);
    await chat.as(cora).presses('round.cancelGroup', opened);
    expect((await groupNow(chat, 'A', '2027-W10')).cancelled).not.toBeNull();
  });

  test.each([
    ['without a report', null, 'Gesloten zonder verslag'],
    ['with one', [ann], 'Afgerond'],
  ])('say of a last meeting that was closed %s so', async (_, present, said) => {
    const chat = await aRoundChat({ groups: [weekly()] });
    const slot = aSlot('w26', '2027-06-29T11:15:00+02:00');
    const group = 'A';
    await happen(
      chat.storage,
      'hmp',
      ['2027-06-29T11:15:00+02:00', '2027-W26', { kind: 'begun', group, slot, teacher: theo, members: five }],
      ...(present ?? []).map((who): Happened => {
        const report = { present: [who], method: null, advice: null, followUp: null };
        return ['2027-06-29T13:00:00+02:00', '2027-W26', { kind: 'attended', group, ...report }, theo];
      }),
    );
    moveTo(chat, '2027-07-15T10:00:00+02:00');
    const list = JSON.stringify((await chat.as(cora).says('intervisie')).messages);
    expect(list).toContain(`"text":"${said} · `);
  });

  test('name their members: nobody was asked, so nobody owes an answer', async () => {
    const chat = await withWeekly();
    const data = { round: '2027-W10', group: 'A', what: 'agenda' };
    const agenda = JSON.stringify(below(await chat.as(theo).presses('round.show', data)));
    expect(agenda).toContain('{"title":"Verwacht (5)","value":"Ann, Bas, Cem, Dia en Eva"}');
    expect(agenda).not.toContain('Geen antwoord');
  });

  test('are shown by their week, which as a whole nobody calls off', async () => {
    const chat = await withWeekly();
    const week = JSON.stringify(below(await chat.as(cora).presses('round.show', { round: '2027-W09' })));
    expect(week).toContain('Week 9');
    expect(week).toContain('Groep Z · Hanneke');
    expect(week).not.toContain('round.cancel');
    const before = await stored(chat);
    await chat.as(cora).presses('round.cancel', { round: '2027-W09' });
    expect(await stored(chat)).toBe(before);
    for (const who of [ann, theo])
      expect(
        JSON.stringify(await chat.as(who).presses('round.propose', { round: '2027-W09' })),
      ).not.toContain('Week 9');
  });
});

describe('a week of a group with a fixed time', () => {
  test('has case and report under the name of its week', async () => {
    const chat = await scheduled();
    const { programme } = chat.programmes.all().find(({ head }) => head.id === 'hmp')?.directory ?? {};
    if (programme === undefined) throw new Error('no programme');
    const meeting = { weekday: 2, start: '11:15', end: '12:20', room: '1.20' } as const;
    await chat.import({
      ...programme,
      groups: [...programme.groups, { id: 'A', teacher: hanneke, students: five, meeting }],
    });
    const week = { round: '2027-W10', group: 'A' };
    await chat.as(hanneke).presses('round.shift', { ...week, date: '2027-03-10', time: '09:00' });
    expect((await groupNow(chat, 'A', '2027-W10')).meeting?.number).toBe(2);
    moveTo(chat, '2027-03-10T11:00:00+01:00');
    await chat.as(hanneke).presses('round.attended', { ...week, present: ann });
    expect((await groupNow(chat, 'A', '2027-W10')).report?.present).toEqual([ann]);
    expect(answer(await chat.as(cora).presses('round.cancel', { round: '2027-W10' }))).toContain(notForYou);
  });

  test('keeps its report, turnout and hours when the next import has the group no longer, before any tick', async () => {
    const chat = await aRoundChat({ groups: [weekly()] });
    moveTo(chat, '2027-03-02T12:20:00+01:00');
    await chat
      .as(theo)
      .presses('round.attended', { round: '2027-W09', group: 'A', present: `${ann},${bas}` });
    await chat.import(roundTown({ groups: [] }));
    const history = await historyNow(chat);
    expect(history.map(({ members, report }) => [members, report.present])).toEqual([[five, [ann, bas]]]);
  });

  test('has in a late report whom it was for: who joined after it is not ticked, nor a choice', async () => {
    const chat = await aRoundChat({ groups: [weekly({ students: [ann, bas] })] });
    const week = { round: '2027-W09', group: 'A' };
    const slot = {
      ...thursday,
      id: '2027-03-02',
      start: at('2027-03-02T11:15:00+01:00'),
      end: at('2027-03-02T12:20:00+01:00'),
    };
    moveTo(chat, '2027-03-02T11:15:00+01:00');
    await happen(chat.storage, 'hmp', [
      '2027-03-02T11:15:00+01:00',
      '2027-W09',
      { kind: 'begun', group: 'A', slot, teacher: theo, members: [ann, bas] },
    ]);
    await chat.import(roundTown({ groups: [weekly({ students: five })] }));
    moveTo(chat, '2027-03-08T09:00:00+01:00');
    const card = below(await chat.as(theo).presses('round.report', week));
    const [present] = ofType(card, 'Input.ChoiceSet');
    expect(present).toMatchObject({ id: 'present', value: `${ann},${bas}` });
    expect(JSON.stringify(present)).not.toContain(cem);
    await chat.as(theo).presses('round.attended', { ...week, present: ann });
    expect((await historyNow(chat)).map(({ members }) => members)).toEqual([[ann, bas]]);
    const next = below(await chat.as(theo).presses('round.show', { round: '2027-W10', group: 'A' }));
    expect(JSON.stringify(next)).toContain('Cem');
  });
});
