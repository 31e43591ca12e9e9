/** What people do while a wave is under way: students press, and visitors come in. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../bot/ports';
import type { Arrived } from '../fakes/teamsStandIn';
import { waveSession } from '../fakes/waveFolder';
import type { ChaosWorld } from './chaosWorld';

/** Who may press, and how often. */
export interface Habits {
  readonly random: Random;
  /** Day of the sessions that are asked about. */
  readonly day: string;
  /** Chance that a student answers when the question arrives. */
  readonly answers: number;
}

const retryEvery = 400;
const longestThought = 1500;
const visitEvery = 400;

/** People who go on until they are told to stop. */
export class ChaosPeople {
  /** Minutes late that the bot said were stored, by session. */
  readonly acknowledged = new Map<string, number>();
  private readonly pressing: Promise<void>[] = [];
  private readonly pressed = new Set<string>();
  private stopped = false;
  private isClosing = false;
  private readonly visiting: Promise<void>;

  constructor(
    private readonly world: ChaosWorld,
    private readonly habits: Habits,
  ) {
    world.teams.onArrival = (arrived) => this.consider(arrived);
    this.visiting = this.visit();
  }

  private consider({ to }: Arrived): void {
    const n = this.world.students.findIndex(({ email }) => email === to?.email);
    const { random, day, answers } = this.habits;
    const session = waveSession(n, day);
    if (n < 0 || this.pressed.has(session)) return;
    this.pressed.add(session);
    if (random.fraction() < answers) this.pressing.push(this.answer(n, random.fraction() * longestThought));
  }

  /** Presses until a card says that it is stored, as people do. */
  private async answer(n: number, thinking: number): Promise<void> {
    const { students, teams } = this.world;
    const session = waveSession(n, this.habits.day);
    const player = students[n];
    if (player === undefined) return;
    await pause(thinking);
    while (!this.stopped) {
      const data = { session, outcome: 'late', minutesLate: n % 15 };
      const reply = await teams.press(player, 'checkIn.record', data).catch(() => null);
      if (reply?.text.includes('"checkIn.change"') === true) {
        this.acknowledged.set(session, n % 15);
        return;
      }
      await pause(retryEvery);
    }
  }

  /** Every visitor is new, and has to be looked up. */
  private async visit(): Promise<void> {
    const { teams, visitors } = this.world;
    while (!this.isClosing) {
      const visitor = visitors.shift();
      if (visitor !== undefined) void teams.install(visitor).catch(() => undefined);
      await pause(visitEvery);
    }
  }

  /** No more visitors. */
  close(): void {
    this.isClosing = true;
  }

  async stop(): Promise<void> {
    this.close();
    this.stopped = true;
    await Promise.all([...this.pressing, this.visiting]);
    this.world.teams.onArrival = () => undefined;
  }
}
