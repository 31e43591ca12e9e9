import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Someone in the demo as Teams would know them. Invented, like the whole programme. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly tenant: string;
  readonly aadObjectId: string;
}

/** What the demo needs to know of the sample programme. */
export interface DemoProgramme {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly people: readonly DemoPerson[];
  readonly pupils: readonly DemoPupil[];
}

/** A pupil, who never uses the bot. */
export interface DemoPupil {
  readonly id: string;
  readonly school: string;
}

const programmeFile = z.object({
  start: z.string(),
  tenants: z.array(z.string()).min(1),
  universities: z.array(z.object({ id: z.string() })),
});
const personRows = z.array(
  z.object({ email: z.string(), name: z.string(), role: z.string(), university: z.string() }),
);
const pupilRows = z.array(z.object({ pupil: z.string(), school: z.string() }));

/** Reads the sample programme, which the import has checked, for the people in it. */
export async function readDemoProgramme(folder: string): Promise<DemoProgramme> {
  const text = async (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const { start, tenants, universities } = programmeFile.parse(JSON.parse(await text('programme.json')));
  const people = personRows.parse(rows(await text('people.csv')));
  const pupils = pupilRows.parse(rows(await text('pupils.csv')));
  // Every university has its own tenant, in the same order; the programme's staff are in the first.
  const tenantOf = (university: string): string =>
    tenants[universities.findIndex(({ id }) => id === university)] ?? tenants[0] ?? '';
  return {
    start,
    people: people.map(({ email, name, role, university }) => ({
      email,
      name,
      role,
      tenant: tenantOf(university),
      aadObjectId: idFor(email),
    })),
    pupils: pupils.map(({ pupil, school }) => ({ id: pupil, school })),
  };
}

const rows = (text: string): unknown =>
  parse(text, { columns: true, bom: true, delimiter: [',', ';'], trim: true });

/** The same person has the same id on every start. */
function idFor(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** A person as a channel's roster tells it. */
export interface Member {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly userPrincipalName: string;
  readonly tenantId: string;
}

/** The person as the roster tells them, the same on every start. */
export function memberOf(person: DemoPerson): Member {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: `29:${person.aadObjectId}`,
    aadObjectId: person.aadObjectId,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.email,
    tenantId: person.tenant,
  };
}
