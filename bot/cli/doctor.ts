/** `doctor`: whether everything the bot stands on is there, a line each. */
import { zoneCalendar } from '../programme/calendar';
import { groupBy } from '../programme/groupBy';
import type { Moment } from '../programme/model';
import { UnreadableProgramme } from '../programme/unreadable';
import { toBeSentAt, type MessageStatus, type UnreadableMessage } from '../ports/outbox';
import type { ProgrammeHead, Storage } from '../ports/storage';
import type { CliPorts } from './cliPorts';
import { compareClocks } from './clocks';
import { reasonOf } from './faults';
import type { Outcome } from './outcome';
import { withStorage } from './storedProgramme';
import { alignedRows } from './textTable';

/** `mend` keeps the bot from working; `look` is for a person to judge. */
interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'look' | 'mend';
  readonly detail: string;
}

const finding = (check: string, status: Finding['status'], detail: string): Finding => ({
  check,
  status,
  detail,
});

const configuration = ({ doctor }: CliPorts): Finding[] =>
  doctor.configuration.length === 0
    ? [finding('configuration', 'ok', 'every value of the environment can be used')]
    : doctor.configuration.map((problem) => finding('configuration', 'mend', problem));

const credentials = ({ doctor }: CliPorts): Finding[] => [
  doctor.hasAppId
    ? finding('credentials', 'ok', 'there is an app id: people are asked who they are')
    : finding(
        'credentials',
        'look',
        'no app id: authentication is off and the bot listens on loopback only; set MicrosoftAppId for Teams',
      ),
  ...doctor.advice.map(({ setting, advice }) => finding('credentials', 'look', `${setting}: ${advice}`)),
];

const clock = async (ports: CliPorts): Promise<Finding> => {
  try {
    const now = zoneCalendar('UTC').iso(await ports.now());
    return ports.doctor.clock === 'system'
      ? finding('clock', 'ok', `${now}, the system's`)
      : finding('clock', 'look', `${now}, a demo clock; unset DEMO_CLOCK for a real programme`);
  } catch (error) {
    return finding('clock', 'mend', reasonOf(error));
  }
};

const storageClock = async ({ doctor }: CliPorts, storage: Storage): Promise<Finding[]> => {
  const compared = await compareClocks(storage, () => doctor.machineNow());
  return compared === null ? [] : [finding('storage clock', compared.agree ? 'ok' : 'mend', compared.detail)];
};

const storedProgrammes = (ids: readonly string[]): Finding =>
  ids.length === 0
    ? finding('programmes', 'look', 'none is stored; store one with: mentormaat import DIR')
    : finding('programmes', 'ok', ids.join(', '));

/** The bot serves all others; of these it does what it knew before, or nothing. One after the other: they are large. */
const unreadableProgrammes = async (
  storage: Storage,
  heads: readonly ProgrammeHead[],
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const head of heads) {
    try {
      await storage.programmes.load(head);
    } catch (error) {
      if (!(error instanceof UnreadableProgramme)) throw error;
      const advice = 'is a newer version of the bot running beside it? else import it again';
      findings.push(finding('unreadable', 'mend', `programme ${head.id}: ${reasonOf(error)}; ${advice}`));
    }
  }
  return findings;
};

const troubles = ['failed', 'unknown', 'unreachable'] as const satisfies readonly MessageStatus[];

/** Rows named at most. */
const mostNamed = 5;

/** Rows that were written by hand or by a newer version: named, so that they can be found in the table. */
const unreadableRows = (
  programme: string,
  what: string,
  table: string,
  rows: readonly string[],
): Finding[] => {
  if (rows.length === 0) return [];
  const more = rows.length > mostNamed ? `, and ${rows.length - mostNamed} more` : '';
  const named = `${rows.slice(0, mostNamed).join(', ')}${more}`;
  const detail = `${programme}: ${rows.length} ${what} that this version cannot read, left aside`;
  const advice = `is a newer version running beside it? else mend or remove in the table ${table}: ${named}`;
  return [finding('unreadable', 'look', `${detail}; ${advice}`)];
};

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : 'no address');

/** People whose stored address may not be called: an older one, a changed row, or a host that is missing in the list. */
const addresses = async (
  { doctor }: CliPorts,
  storage: Storage,
  tenants: readonly string[],
): Promise<Finding[]> => {
  const people = await Promise.all(tenants.map((tenant) => storage.contacts.everyone(tenant)));
  const refused = people.flat().filter(({ serviceUrl }) => !doctor.isAllowedService(serviceUrl));
  if (refused.length === 0) return [];
  const hosts = [...groupBy(refused, ({ serviceUrl }) => hostOf(serviceUrl))].map(
    ([host, some]) => `${host} (${some.length})`,
  );
  const detail = `${refused.length} ${refused.length === 1 ? 'person has' : 'people have'} an address that may not be called, at ${hosts.slice(0, mostNamed).join(', ')}`;
  const advice =
    'nothing is sent there until they write to the bot; if the host is right, add it to SERVICE_HOSTS, then release what failed';
  return [finding('addresses', 'look', `${detail}; ${advice}`)];
};

const outbox = async (storage: Storage, programme: string): Promise<Finding[]> => {
  const counts = { failed: 0, unknown: 0, unreachable: 0 };
  const unreadable: UnreadableMessage[] = [];
  for await (const { status } of storage.outbox.list(programme, (one) => unreadable.push(one))) {
    const trouble = troubles.find((candidate) => candidate === status);
    if (trouble !== undefined) counts[trouble] += 1;
  }
  counts.failed += unreadable.length;
  const detail = `${programme}: ${troubles.map((trouble) => `${counts[trouble]} ${trouble}`).join(', ')}`;
  const isCalm = troubles.every((trouble) => counts[trouble] === 0);
  const counted = isCalm
    ? finding('outbox', 'ok', detail)
    : finding('outbox', 'look', `${detail}; see mentormaat outbox ${programme}`);
  const rows = unreadable.map(({ row }) => row);
  return [counted, ...unreadableRows(programme, 'messages', 'Outbox', rows)];
};

/** What happened, and what is worked out from it. */
const records = async (storage: Storage, programme: string): Promise<Finding[]> =>
  unreadableRows(programme, 'records', 'Records', await storage.records.unreadable(programme));

/** Facts of intervision that were put aside, a head with its round. */
const intervision = async (storage: Storage, programme: string): Promise<Finding[]> =>
  unreadableRows(programme, 'rows of intervision', 'Rounds', await storage.rounds.unreadable(programme));

/** Messages that came to nothing and can be given another try. */
const failures = async (storage: Storage, programme: string): Promise<readonly Finding[]> => {
  const failed = await storage.outbox.failed(programme);
  if (failed.length === 0) return [];
  const aside = failed.filter(({ value }) => value.reason === 'putAside').length;
  const again = failed.filter(({ value }) => value.retryAt !== null).length;
  const byThemselves = again === 0 ? '' : `, ${again} to be tried again by the bot itself`;
  const detail = `${programme}: ${failed.length} failed, ${aside} of them put aside after faults of the bot${byThemselves}`;
  const what = `mend the cause (log, reason in outbox), then: mentormaat release ${programme}`;
  return [finding('failed', 'look', `${detail}; ${what}`)];
};

/** Answers that nobody got, though they were tried for hours: of whom they were is not kept. */
const answersGivenUp = async (storage: Storage, tenants: readonly string[]): Promise<Finding[]> => {
  const all = await Promise.all(tenants.map((tenant) => storage.inbox.givenUp(tenant)));
  const given = all.flat().toSorted((a, b) => a.cameAt - b.cameAt);
  const last = given.at(-1);
  if (last === undefined) return [];
  const when = zoneCalendar('UTC').iso(last.cameAt);
  const detail = `${given.length} given up in the last 30 days, the last to what came in ${when} in tenant ${last.tenant}`;
  return [
    finding('answers', 'look', `${detail}; “answer given up” in the log, and what is before it, says why`),
  ];
};

/** Messages that are this late, in milliseconds, do not just wait for their turn. */
const longAfter = 5 * 60_000;
/** So many open messages are read to count them. */
const mostCounted = 200;

/** Messages that should have gone out by now: nobody sends, or something holds them up. */
const lateness = async (storage: Storage, programme: string, now: Moment): Promise<Finding> => {
  const open = await storage.outbox.open(programme, now - longAfter, mostCounted);
  const [oldest] = open;
  if (oldest === undefined) return finding('late', 'ok', `${programme}: nothing is late`);
  const since = toBeSentAt(oldest.value) ?? oldest.value.stale?.tryAt ?? now;
  const minutes = Math.floor((now - since) / 60_000);
  const count = open.length === mostCounted ? `${mostCounted} or more` : String(open.length);
  const detail = `${programme}: ${count} waiting for more than 5 minutes, the oldest for ${minutes}`;
  return finding('late', 'look', `${detail}; is a bot running, and what does its /readyz say?`);
};

const programmeFindings = async (storage: Storage, programme: string, now: Moment): Promise<Finding[]> => [
  ...(await outbox(storage, programme)),
  ...(await records(storage, programme)),
  ...(await intervision(storage, programme)),
  ...(await failures(storage, programme)),
  await lateness(storage, programme, now),
];

const stored = async (ports: CliPorts): Promise<Finding[]> => {
  try {
    return await withStorage(ports, async (storage) => {
      await storage.ping();
      const programmes = await storage.programmes.list();
      const ids = programmes.map(({ id }) => id);
      const tenants = [...new Set(programmes.flatMap((programme) => programme.tenants))];
      const now = await ports.now();
      const unreadable = await unreadableProgrammes(storage, programmes);
      const messages = await Promise.all(ids.map((id) => programmeFindings(storage, id, now)));
      return [
        finding('storage', 'ok', ports.doctor.storage),
        ...(await storageClock(ports, storage)),
        storedProgrammes(ids),
        ...unreadable,
        ...(await addresses(ports, storage, tenants)),
        ...(await answersGivenUp(storage, tenants)),
        ...messages.flat(),
      ];
    });
  } catch (error) {
    return [finding('storage', 'mend', `${ports.doctor.storage}: ${reasonOf(error)}`)];
  }
};

const everything = async (ports: CliPorts): Promise<Finding[]> => [
  ...configuration(ports),
  ...credentials(ports),
  await clock(ports),
  ...(await stored(ports)),
];

const unconfigured = (ports: CliPorts): Finding[] => [
  ...configuration(ports),
  finding('storage', 'look', 'not looked at, nor anything else, until the configuration is mended'),
];

/** Looks at everything; 1 when something is to be mended. */
export const doctor = async (ports: CliPorts): Promise<Outcome> => {
  const findings = ports.doctor.isConfigured ? await everything(ports) : unconfigured(ports);
  const text = alignedRows(findings.map(({ status, check, detail }) => [status, check, detail]));
  const count = findings.filter(({ status }) => status === 'mend').length;
  return {
    exitCode: count === 0 ? 0 : 1,
    report: { data: findings, text },
    complaints: count === 0 ? [] : [`to mend: ${count}`],
  };
};
