/** Writes down what the operator looks up of people, before the tool shows it. */
import { lookName, operator, sameLook, type Access, type ToolLook } from '../ports/export';
import type { Asked } from './storedProgramme';

/** What is looked up. */
interface ToLookUp {
  readonly what: ToolLook;
  /** Ids; all schools of the programme where absent. */
  readonly schools?: readonly string[];
  /** When it is about single pupils, or single people, and nobody else. */
  readonly pupils?: readonly string[];
  readonly people?: readonly string[];
}

/** Leaves a row in the access record, unless the same was looked up within the hour. Nothing is shown when it fails. */
export const noteLook = async (
  { storage, directory, now }: Asked,
  { what, schools, pupils, people }: ToLookUp,
): Promise<void> => {
  const { programme } = directory;
  const access: Access = {
    at: now,
    who: operator,
    what: `tool.${what}`,
    scope: schools ?? programme.schools.map(({ id }) => id),
    ...(pupils === undefined ? {} : { pupils }),
    ...(people === undefined ? {} : { people }),
  };
  const recent = await storage.access.list(programme.id, now - sameLook);
  if (recent.some((one) => lookName(one) === lookName(access))) return;
  await storage.access.add(programme.id, access);
};
