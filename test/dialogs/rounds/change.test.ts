/** What teacher and coordinator change of a group that has its time, or has none yet. */
import { at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import {
  ann,
  answer,
  below,
  cora,
  five,
  groupNow,
  hanneke,
  ids,
  moveTo,
  offered,
  otherCora,
  roundTown,
  scheduled,
  started,
  stored,
  stray,
  theo,
  refusedTo,
} from '../roundChat';

describe('a group on its way', () => {
  test('moves to another time and place, once', async () => {
    const chat = await scheduled();
    const data = { ...ids, date: '2027-03-19', time: '10:15', room: 'zaal B' };
    expect(answer(await chat.as(theo).presses('round.shift', data))).toContain(
      'vrijdag 19 maart, 10:15–\u206011:20',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.shift', data))).toContain('✓ De tijd staat vast.');
    expect(await stored(chat)).toBe(before);
    expect((await groupNow(chat)).meeting).toMatchObject({ number: 2, slot: { room: 'zaal B' } });
  });

  test('gets a place with the second tap, at the time that it has by then', async () => {
    const chat = await scheduled();
    const form = below(await chat.as(theo).presses('round.show', { ...ids, what: 'room' }));
    expect(ofType(form, 'Input.Text')[0]).toMatchObject({ id: 'room', label: 'Plek', value: '' });
    const save = ofType(form, 'Action.Execute').find(({ title }) => title === 'Opslaan');
    expect(save).toMatchObject({ verb: 'round.shift', data: { ...ids, use: 'room' } });
    await chat.as(cora).presses('round.shift', { ...ids, date: '2027-03-19', time: '10:15' });
    const reply = answer(
      await chat.as(theo).presses('round.shift', { ...ids, use: 'room', room: ' zaal *B* ' }),
    );
    expect(reply).toContain('✓ De plek is opgeslagen. Iedereen krijgt bericht.');
    expect((await groupNow(chat)).meeting?.slot).toMatchObject({
      start: at('2027-03-19T10:15:00+01:00'),
      room: 'zaal *B*',
    });
  });

  test('is asked for no place before there is a time, nor by a student', async () => {
    const chat = await offered();
    expect(
      JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'room' }))),
    ).not.toContain('"use":"room"');
    const before = await stored(chat);
    await chat.as(theo).presses('round.shift', { ...ids, use: 'room', room: 'zaal B' });
    await chat.as(ann).presses('round.shift', { ...ids, use: 'room', room: 'zaal B' });
    expect(await stored(chat)).toBe(before);
    expect(
      JSON.stringify(below(await chat.as(ann).presses('round.show', { ...ids, what: 'room' }))),
    ).not.toContain('"use":"room"');
  });

  test('that is saved as it was says so, and promises no message', async () => {
    const chat = await scheduled();
    const { meeting } = await groupNow(chat);
    const before = await stored(chat);
    const asItWas = { ...ids, date: '2027-03-18', time: '15:00', room: meeting?.slot.room ?? '' };
    const reply = answer(await chat.as(theo).presses('round.shift', asItWas));
    expect(reply).toContain('Dit was al zo.');
    expect(reply).not.toContain('✓ De tijd staat vast.');
    expect(await stored(chat)).toBe(before);
  });

  test('gets a time without a poll when the teacher sets one', async () => {
    const chat = await offered();
    await chat.as(theo).presses('round.shift', { ...ids, date: '2027-03-19', time: '10:15' });
    expect((await groupNow(chat)).meeting?.number).toBe(1);
  });

  test.each([
    [{ date: '', time: '10:00' }, 'Hier ontbreekt de dag.'],
    [{ date: '2027-03-19', time: '' }, 'Hier ontbreekt de tijd.'],
    [{ date: 'later', time: '10:00' }, '“later” is geen dag.'],
    [{ date: '2027-03-01', time: '09:59' }, 'Die tijd is te vroeg.'],
    [{ date: '2027-03-19', time: '05:00' }, 'Kies een tijd tussen 07:00 en 23:00.'],
    [{ date: '2027-12-24', time: '10:00' }, 'Kies een dag van 8 februari tot en met 2 juli.'],
  ])('to %j it does not move', async (data, problem) => {
    const chat = await scheduled();
    const before = await stored(chat);
    const reply = answer(await chat.as(theo).presses('round.shift', { ...ids, ...data, room: 'zaal B' }));
    expect(reply).toContain('Er is niets opgeslagen.');
    expect(reply).toContain(problem);
    expect(reply).toContain('zaal B');
    expect(await stored(chat)).toBe(before);
  });

  test('its teacher is never in two places at once', async () => {
    const chat = await scheduled();
    await chat.as(cora).presses('round.handOver', { round: 'r1', group: 'C', teacher: theo });
    const same = { round: 'r1', group: 'C', date: '2027-03-18', time: '15:30' };
    expect(answer(await chat.as(theo).presses('round.shift', same))).toContain(
      'Dan heeft de docent al een andere groep.',
    );
    await chat.as(theo).presses('round.shift', { ...same, time: '16:05' });
    await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke });
    await chat.as(hanneke).presses('round.shift', { ...ids, date: '2027-03-18', time: '16:30' });
    const back = { ...ids, teacher: theo };
    expect(answer(await chat.as(hanneke).presses('round.handOver', back))).toContain(
      'Dan heeft de docent al een andere groep.',
    );
  });

  test('is handed over to a colleague, and the old teacher sees it no more', async () => {
    const chat = await scheduled();
    expect(
      answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke.toUpperCase() })),
    ).toContain('Hanneke leidt deze groep nu');
    expect((await groupNow(chat)).teacher).toBe(hanneke);
    await refusedTo(chat, [theo], 'round.handOver', { ...ids, teacher: hanneke });
    expect(JSON.stringify(below(await chat.as(hanneke).presses('round.show', ids)))).toContain('Gepland');
  });

  test.each([
    ['nobody@x.example', 'is geen docent van dit programma'],
    [ann, 'is geen docent van dit programma'],
    ['', 'is geen docent van dit programma'],
    [theo, 'Deze docent leidt de groep al.'],
  ])('is not handed over to %s', async (teacher, problem) => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher }))).toContain(problem);
    expect(await stored(chat)).toBe(before);
  });

  test('is called off, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain('✓ Afgezegd.');
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain('afgezegd');
    expect(await stored(chat)).toBe(before);
  });

  test('stays as it was once it has met', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    const before = await stored(chat);
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      expect(answer(await chat.as(theo).presses(verb, { ...ids, teacher: hanneke }))).toContain(
        'De bijeenkomst is al geweest.',
      );
    expect(await stored(chat)).toBe(before);
  });

  test.each(['2027-03-18', '2027-03-19'])(
    'goes over for its report when its teacher left on %s: the members’ hours are not lost',
    async (day) => {
      const chat = await scheduled();
      moveTo(chat, `${day}T16:30:00+01:00`);
      const people = roundTown().people.map((p) => (p.email === theo ? { ...p, endedOn: day } : p));
      await chat.import(roundTown({ people }));
      const card = JSON.stringify(below(await chat.as(cora).presses('round.show', ids)));
      expect(card).toContain('Theo doet niet meer mee en gaf nog geen verslag.');
      for (const verb of ['round.shift', 'round.cancelGroup'])
        expect(answer(await chat.as(cora).presses(verb, ids))).toContain('De bijeenkomst is al geweest.');
      expect(answer(await chat.as(cora).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
        '✓ Overgedragen.',
      );
      await chat.as(hanneke).presses('round.attended', { ...ids, present: five.join(',') });
      expect((await groupNow(chat)).report?.present).toEqual(five);
      expect(answer(await chat.as(cora).presses('round.handOver', { ...ids, teacher: theo }))).toContain(
        'Van deze bijeenkomst is al een verslag.',
      );
    },
  );

  test('stays as it was once it has a report, though its time is not over yet', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T15:10:00+01:00');
    await chat.as(theo).presses('round.attended', { ...ids, present: '' });
    const before = await stored(chat);
    const later = { date: '2027-03-25', time: '15:00' };
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      expect(answer(await chat.as(theo).presses(verb, { ...ids, ...later, teacher: hanneke }))).toContain(
        'Van deze bijeenkomst is al een verslag. Die blijft staan zoals die was.',
      );
    expect(await stored(chat)).toBe(before);
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', ids)));
    expect(card).not.toContain('round.shift');
    expect(card).not.toContain('round.cancelGroup');
    expect(card).toContain('Verslag');
  });

  test('is for its teacher and coordinators of the programme', async () => {
    const chat = await started();
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      await refusedTo(chat, [hanneke, ann, stray, otherCora], verb, {
        ...ids,
        teacher: hanneke,
        date: '2027-03-19',
        time: '10:00',
      });
  });
});
