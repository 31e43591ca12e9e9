/** The published schema of Teams app packages, offline, from the JSON that `@microsoft/app-manifest` carries. */
import localizationSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json';
import manifestSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json';
import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The localisation schema has patterns that are no regular expressions under the `u` flag, hence the switch. */
const validatorOf = (schema: object, unicodeRegExp: boolean): ValidateFunction => {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp });
  addFormats(ajv);
  return ajv.compile(schema);
};

const check = {
  manifest: validatorOf(manifestSchema, true),
  localization: validatorOf(localizationSchema, false),
};

/** Every way in which a parsed file departs from schema 1.30, one line each, as `path: what is wrong`. */
export const schemaProblems = (kind: keyof typeof check, content: unknown): readonly string[] => {
  const valid = check[kind];
  if (valid(content)) return [];
  return (valid.errors ?? []).map(({ instancePath, message, params }) => {
    const key: unknown = params['additionalProperty'];
    const found = typeof key === 'string' ? ` (${key})` : '';
    return `${instancePath || '/'}: ${message ?? 'is wrong'}${found}`;
  });
};
