/** The seam to Teams without the wire: what it is given, and what people see of it. */
import type { Inbound, RenderedCard } from '../../bot/ports';
import { teamsBot, type TeamsBotPorts } from '../../bot/teamsBot';
import type { Reply } from '../../dialogs/reply';
import { MachineTime } from '../fakes/machineTime';
import { openDoor } from '../fakes/openDoor';
import { ScriptedAdapter } from '../fakes/scriptedAdapter';
import { SilentLog } from '../fakes/silentLog';
import { CountingMetrics } from '../fakes/silentMetrics';

const card = (summary: string): RenderedCard => ({ content: { type: 'AdaptiveCard', summary }, summary });
export const replaces = (summary: string): Reply => ({ replacement: card(summary), messages: [] });
export const says = (...summaries: string[]): Reply => ({ replacement: null, messages: summaries.map(card) });
export const never = new Promise<never>(() => undefined);

/** A reply that comes when the test says so. */
export class Later {
  come: (reply: Reply) => void = () => undefined;
  readonly reply = new Promise<Reply>((resolve) => {
    this.come = resolve;
  });
}

export const press = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { verb: 'v', data: {} } },
};
export const submit = { type: 'message', value: { verb: 'v' }, replyToId: 'the-card' };

/** An answer as the conversations give it: nothing is said to an installation. */
const sorry = (summary: string, { event }: Inbound): Reply => {
  if (event.kind === 'action') return replaces(summary);
  return event.kind === 'text' ? says(summary) : says();
};

export const aBot = (respond: TeamsBotPorts['respond'], changes: Partial<TeamsBotPorts> = {}) => {
  const machine = new MachineTime(0);
  const adapter = new ScriptedAdapter();
  const metrics = new CountingMetrics();
  const log = new SilentLog();
  const bot = teamsBot({
    ...openDoor,
    adapter,
    respond,
    failed: (inbound) => sorry('failed', inbound),
    unsure: (inbound) => sorry('unsure', inbound),
    beforeShow: async () => () => undefined,
    restLeft: () => 0,
    keep: () => Promise.reject(new Error('storage cannot be reached')),
    requestFailed: async () => undefined,
    moments: () => ({ cameAt: machine.now(), saidAt: machine.now() }),
    machine,
    timer: machine,
    metrics,
    log,
    ...changes,
  });
  let activities = 0;
  const begin = (activity: object) => {
    activities += 1;
    return bot.onActivity('', {
      type: 'message',
      text: 'hulp',
      id: `activity-${activities}`,
      channelId: 'msteams',
      from: { id: '29:x', aadObjectId: 'aad-x' },
      recipient: { id: '28:bot' },
      conversation: { id: 'chat', tenantId: 'tenant' },
      ...activity,
    });
  };
  /** Delivers an activity and tells what its request is answered with: a status, or the card. */
  const deliver = async (activity: object) => {
    const { status, body } = await machine.drive(begin(activity));
    return /"summary":"([^"]*)"/.exec(JSON.stringify(body ?? ''))?.[1] ?? status;
  };
  return { bot, machine, adapter, metrics, log, begin, deliver };
};
