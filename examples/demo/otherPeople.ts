import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './part';
import { memberOf, type DemoPerson, type DemoProgramme } from './people';
import { chatOf, openPeopleChannel } from './peopleChannel';
import { reactionTo, type Reaction } from './reactions';

/** The students and teachers whom nobody plays: they have a Teams of their own, in which they answer the bot. */
export interface OtherPeople extends Part {
  /** Installs the bot for each of them, as an administrator would. */
  install(): Promise<void>;
}

/** Who they are, and where they and the bot listen. */
export interface OtherPeopleOptions {
  readonly programme: DemoProgramme;
  readonly people: readonly DemoPerson[];
  /** The same on every start: the bot remembers where it reaches people. */
  readonly port: number;
  /** Where the bot receives activities. */
  readonly endpoint: string;
  /** Milliseconds of real time from a message to its answer. */
  readonly thinkingTime: number;
}

/** Installations that are on their way at any moment. */
const atOnce = 6;

/** Opens their Teams. From now on whoever is asked something there answers, by the plan of the demo. */
export async function startOtherPeople(options: OtherPeopleOptions): Promise<OtherPeople> {
  const { programme, people, port, endpoint, thinkingTime } = options;
  let stopped = false;
  const answer = async (person: DemoPerson, reaction: Reaction): Promise<void> => {
    await pause(thinkingTime);
    if (!stopped) await deliver(endpoint, answerOf(base(person), reaction));
  };
  const channel = await openPeopleChannel(port, people, (person, activity) => {
    const reaction = reactionTo(programme, person, activity);
    // An answer that does not arrive is somebody who forgets: the bot reminds them.
    if (reaction !== null) answer(person, reaction).catch(() => {});
  });
  const base = (person: DemoPerson): object => activityOf(person, channel.serviceUrl);
  return {
    install: async () => {
      const waiting = [...people];
      const installNext = async (): Promise<void> => {
        const person = waiting.shift();
        if (person === undefined) return;
        await deliver(endpoint, installationOf(base(person)));
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

function activityOf(person: DemoPerson, serviceUrl: string): object {
  const { id, aadObjectId, name } = memberOf(person);
  return {
    id: aadObjectId,
    channelId: 'msteams',
    serviceUrl,
    from: { id, aadObjectId, name },
    recipient: { id: '28:mentormaat', name: 'Mentormaat' },
    conversation: { id: chatOf(person), conversationType: 'personal', tenantId: person.tenant },
    channelData: { tenant: { id: person.tenant } },
  };
}

function installationOf(activity: object): object {
  return { ...activity, type: 'installationUpdate', action: 'add' };
}

function answerOf(activity: object, { verb, data, id }: Reaction): object {
  const action = { type: 'Action.Execute', verb, data };
  return {
    ...activity,
    id,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action, trigger: 'manual' },
  };
}

async function deliver(endpoint: string, activity: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(activity) });
  if (!response.ok) throw new Error(`the bot answered ${response.status} to somebody of the demo`);
}
