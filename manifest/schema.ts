/** The published schema of Teams app packages, offline, from the JSON that `@microsoft/app-manifest` carries. */
import localizationSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json';
import manifestSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);

const check = {
  manifest: ajv.compile(manifestSchema),
  localization: ajv.compile(localizationSchema),
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
