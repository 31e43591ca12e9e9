import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { courseOf, plannedOutcome, weekOf, type PlannedOutcome } from './outcomePlan';
import type { Part } from './part';
import { memberOf, type DemoPerson, type DemoProgramme } from './people';
import { chatOf, openStudentChannel } from './studentChannel';

/** The students whom nobody plays: they have a Teams of their own, in which they answer their check-ins. */
export interface OtherStudents extends Part {
  /** Installs the bot for each of them, as an administrator would. */
  install(): Promise<void>;
}

/** Who they are, and where they and the bot listen. */
export interface OtherStudentsOptions {
  readonly programme: DemoProgramme;
  readonly students: readonly DemoPerson[];
  /** The same on every start: the bot remembers where it reaches people. */
  readonly port: number;
  /** Where the bot receives activities. */
  readonly endpoint: string;
  /** Milliseconds of real time from a check-in to its answer. */
  readonly thinkingTime: number;
}

/** Installations that are on their way at any moment. */
const atOnce = 6;

/** Opens their Teams. From now on whoever gets a check-in there answers it, by the plan of the demo. */
export async function startOtherStudents(options: OtherStudentsOptions): Promise<OtherStudents> {
  const { programme, students, port, endpoint, thinkingTime } = options;
  let stopped = false;
  const answer = async (student: DemoPerson, session: string): Promise<void> => {
    const planned = answerPlanned(programme, session);
    if (planned === null) return;
    await pause(thinkingTime);
    if (!stopped) await deliver(endpoint, answerOf(base(student), session, planned));
  };
  const channel = await openStudentChannel(port, students, (student, activity) => {
    const session = sessionAskedIn(activity);
    // An answer that does not arrive is a student who forgets: the bot reminds them.
    if (session !== null) answer(student, session).catch(() => {});
  });
  const base = (student: DemoPerson): object => activityOf(student, channel.serviceUrl);
  return {
    install: async () => {
      const waiting = [...students];
      const installNext = async (): Promise<void> => {
        const student = waiting.shift();
        if (student === undefined) return;
        await deliver(endpoint, installationOf(base(student)));
        await installNext();
      };
      await Promise.all(Array.from({ length: atOnce }, installNext));
    },
    stop: async () => {
      stopped = true;
      await channel.close();
    },
  };
}

/** By the pupil's place at their school: who mentors them may change. */
function answerPlanned({ pupils, start }: DemoProgramme, session: string): PlannedOutcome | null {
  const [id] = session.split('/');
  const school = pupils.find((pupil) => pupil.id === id)?.school;
  const place = pupils.filter((pupil) => pupil.school === school).findIndex((pupil) => pupil.id === id);
  return plannedOutcome(courseOf(place), session, weekOf(session, start));
}

const button = z.object({
  verb: z.literal('checkIn.record'),
  data: z.object({ session: z.string(), outcome: z.literal('onTime') }),
});

/** The session a check-in asks about: that of its button for "on time". Other cards have no such button. */
function sessionAskedIn(part: unknown): string | null {
  const found = button.safeParse(part);
  if (found.success) return found.data.data.session;
  if (typeof part !== 'object' || part === null) return null;
  for (const inner of Object.values(part)) {
    const session = sessionAskedIn(inner);
    if (session !== null) return session;
  }
  return null;
}

function activityOf(student: DemoPerson, serviceUrl: string): object {
  const { id, aadObjectId, name } = memberOf(student);
  return {
    id: aadObjectId,
    channelId: 'msteams',
    serviceUrl,
    from: { id, aadObjectId, name },
    recipient: { id: '28:mentormaat', name: 'Mentormaat' },
    conversation: { id: chatOf(student), conversationType: 'personal', tenantId: student.tenant },
    channelData: { tenant: { id: student.tenant } },
  };
}

function installationOf(activity: object): object {
  return { ...activity, type: 'installationUpdate', action: 'add' };
}

function answerOf(activity: object, session: string, { outcome, minutesLate }: PlannedOutcome): object {
  const late = minutesLate === null ? {} : { minutesLate };
  const data = { session, outcome, ...late };
  const action = { type: 'Action.Execute', verb: 'checkIn.record', data };
  return {
    ...activity,
    id: `answer-${session}`,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action, trigger: 'manual' },
  };
}

async function deliver(endpoint: string, activity: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(activity) });
  if (!response.ok) throw new Error(`the bot answered ${response.status} to a student of the demo`);
}
