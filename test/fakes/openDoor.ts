import type { TeamsBotPorts } from '../../bot/teamsBot';

/** What the seam to Teams is made of where everybody may come in and nothing is looked up: a card is told by its summary. */
export const openDoor = {
  isAllowedTenant: () => true,
  isAllowedService: () => true,
  beforeLookUp: async () => () => undefined,
  prepare: () => undefined,
  asActivity: ({ summary }) => ({ type: 'message', summary }),
  callerOf: null,
  warm: async () => undefined,
  senderLimit: { allows: () => true },
  noteRefusal: () => undefined,
} satisfies Partial<TeamsBotPorts>;
