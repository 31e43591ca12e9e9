import { noAnswer, sendAnsweredWithin } from '../../bot/delivery/noAnswer';
import { MachineTime } from '../fakes/machineTime';

const never = (): AbortSignal => new AbortController().signal;

describe('an answer is waited for', () => {
  test('a quarter of a minute, then its outcome is unknown', async () => {
    const machine = new MachineTime(0);
    const given = await machine.drive(
      noAnswer({ machine, timer: machine }, never(), never(), sendAnsweredWithin),
    );
    expect([given, machine.now()]).toEqual([{ status: 'unknown', reason: 'timeout' }, 15_000]);
  });

  test.each([60_000, 15_200])(
    'a second more by a process frozen for %i ms: it may lie there since',
    async (frozen) => {
      const machine = new MachineTime(0);
      const waiting = noAnswer({ machine, timer: machine }, never(), never(), sendAnsweredWithin);
      machine.pass(frozen);
      await machine.drive(waiting);
      expect(machine.now()).toBe(frozen + 1_000);
    },
  );

  test('four seconds by a process that stops', async () => {
    const machine = new MachineTime(0);
    const stopping = new AbortController();
    const waiting = noAnswer({ machine, timer: machine }, never(), stopping.signal, sendAnsweredWithin);
    machine.pass(100);
    stopping.abort();
    await machine.drive(waiting);
    expect(machine.now()).toBe(4_100);
  });

  test('no longer than until it has come', async () => {
    const machine = new MachineTime(0);
    const answered = new AbortController();
    const waiting = noAnswer({ machine, timer: machine }, answered.signal, never(), sendAnsweredWithin);
    machine.pass(60_000);
    answered.abort();
    await machine.drive(waiting);
    expect(machine.now()).toBe(60_000);
  });
});
