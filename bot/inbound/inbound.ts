/** Activities as Teams sends them, parsed before anything else looks at them. */
import { z } from 'zod';
import type { Inbound, InboundEvent } from '../ports';
import type { KeptActivity } from '../ports/inbox';
import { fieldsOf, listOfIds } from './fields';

/** Ids stand in addresses: half of a letter of the second plane cannot be written there. */
const isWhole = (id: string): boolean => !/\p{Surrogate}/u.test(id);
const maybeText = z.string().max(2048).refine(isWhole);
const text = maybeText.min(1);
/** The SDK sends this one in a header, which holds no other signs: it would fail over them when it answers. */
const headerText = text.regex(/^[\x20-\x7e\xa0-\xff]+$/);
const account = z.looseObject({ id: text, aadObjectId: maybeText.nullish() });

/** The least an activity must be; what else it holds is left alone. */
export const activitySchema = z.looseObject({
  type: text,
  id: maybeText.nullish(),
  channelId: text,
  serviceUrl: maybeText.nullish(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: headerText,
    tenantId: maybeText.nullish(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z.unknown().optional(),
  name: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  action: z.string().nullish(),
  membersAdded: listOfIds.nullish(),
  replyToId: maybeText.nullish(),
});
/** An activity that may be looked at. */
export type ParsedActivity = z.infer<typeof activitySchema>;

const teamData = z.looseObject({ team: z.looseObject({ id: text }) });

/**
 * What the SDK is given of an activity: only what it needs to answer, of the types it expects. It would fail over the odd
 * types of the rest when it answers, and answer elsewhere for some delivery modes.
 */
export const bareActivity = (activity: ParsedActivity): Readonly<Record<string, unknown>> => {
  const { type, id, channelId, serviceUrl, from, recipient, conversation, name, replyToId } = activity;
  const { data } = teamData.safeParse(activity.channelData);
  return {
    type,
    id: id ?? undefined,
    channelId,
    serviceUrl: serviceUrl ?? undefined,
    from: { id: from.id, name: '', aadObjectId: from.aadObjectId ?? undefined },
    recipient: { id: recipient.id, name: '' },
    conversation: {
      id: conversation.id,
      name: '',
      isGroup: conversation.isGroup ?? false,
      conversationType: conversation.conversationType ?? undefined,
      tenantId: conversation.tenantId ?? undefined,
    },
    channelData: data === undefined ? undefined : { team: { id: data.team.id } },
    name: name ?? undefined,
    replyToId: replyToId ?? undefined,
  };
};

const tenantData = z.looseObject({ tenant: z.looseObject({ id: text }) });

/** The tenant an activity comes from, or null when it names none, or two. */
export const tenantOf = (activity: ParsedActivity): string | null => {
  const { data } = tenantData.safeParse(activity.channelData);
  const [tenant, ...others] = new Set([activity.conversation.tenantId, data?.tenant.id].filter(Boolean));
  return others.length > 0 ? null : (tenant ?? null);
};

const executed = z.looseObject({
  trigger: z.unknown().optional(),
  action: z.looseObject({ verb: z.string().nullish(), data: z.unknown().optional() }),
});

/** The name under which Teams sends a press on Action.Execute. */
const actionInvoke = 'adaptiveCard/action';

/** The name under which Teams sends the answer to a file consent card. */
const fileConsentInvoke = 'fileConsent/invoke';

const consent = z.looseObject({
  action: z.enum(['accept', 'decline']),
  context: z.unknown().optional(),
  uploadInfo: z
    .looseObject({
      uploadUrl: text,
      contentUrl: text,
      name: text,
      uniqueId: text,
      fileType: text,
    })
    .nullish(),
});

/** Null for an answer that is neither yes nor no, or a yes without a place. */
const consentEvent = (value: unknown): InboundEvent | null => {
  const parsed = consent.safeParse(value);
  if (!parsed.success) return null;
  const { action, context, uploadInfo } = parsed.data;
  const data = fieldsOf(context);
  if (action === 'decline') return { kind: 'fileConsent', place: null, data };
  if (!uploadInfo) return null;
  const { uploadUrl, contentUrl, name, uniqueId, fileType } = uploadInfo;
  return { kind: 'fileConsent', place: { uploadUrl, contentUrl, name, uniqueId, fileType }, data };
};

/** Whether an activity is a press on a card: only that is answered with a card. */
export const isPress = ({ name }: { readonly name?: string | null | undefined }): boolean =>
  name === actionInvoke;

const invokeEvent = ({ name, value }: ParsedActivity): InboundEvent | null => {
  if (name === fileConsentInvoke) return consentEvent(value);
  return name === actionInvoke ? executedEvent(value) : null;
};

const executedEvent = (value: unknown): InboundEvent => {
  const parsed = executed.safeParse(value);
  const data = fieldsOf(parsed.success ? parsed.data.action.data : null);
  const verb = (parsed.success ? parsed.data.action.verb : null) ?? data['verb'] ?? '';
  const isAutomatic = parsed.success && parsed.data.trigger === 'automatic';
  return { kind: isAutomatic ? 'refresh' : 'action', verb, data };
};

const messageEvent = (activity: ParsedActivity): InboundEvent => {
  const data = fieldsOf(activity.value);
  const verb = data['verb'];
  if (verb !== undefined) return { kind: 'action', verb, data };
  return { kind: 'text', text: activity.text ?? '' };
};

/** What happened, or null for an activity the bot has nothing to do with. */
const eventOf = (activity: ParsedActivity): InboundEvent | null => {
  switch (activity.type) {
    case 'message':
      return messageEvent(activity);
    case 'invoke':
      return invokeEvent(activity);
    case 'installationUpdate':
      return { kind: activity.action?.startsWith('remove') === true ? 'removed' : 'installed' };
    case 'conversationUpdate':
      return (activity.membersAdded ?? []).length > 0 ? { kind: 'installed' } : null;
    default:
      return null;
  }
};

/** No command is as long. */
const longestKept = 4_000;

/** What was pressed, as the parts of it that are read: the rest may be anything, and nest deeper than can be written down. */
const keptValue = (activity: ParsedActivity): unknown => {
  const event = eventOf(activity);
  if (event?.kind !== 'action' && event?.kind !== 'refresh') return undefined;
  const { verb, data } = event;
  if (activity.type === 'message') return data;
  return { trigger: event.kind === 'refresh' ? 'automatic' : undefined, action: { verb, data } };
};

/** What is kept of an activity whose answer has to wait: as much as it takes to handle it anew, and no name. */
export const keptForm = (activity: ParsedActivity): Readonly<Record<string, unknown>> => {
  const { text: typed, action, membersAdded } = activity;
  const { id, conversationType, isGroup } = activity.conversation;
  return {
    ...bareActivity(activity),
    conversation: { id, conversationType, isGroup, tenantId: tenantOf(activity) },
    text: typed?.slice(0, longestKept),
    value: keptValue(activity),
    action: action?.slice(0, longestKept),
    // That somebody was added is all that is asked.
    membersAdded: membersAdded?.slice(0, 1).map(() => ({ id: activity.recipient.id })),
  };
};

/** Whatever says that others read along is believed before what says that nobody does. */
const isPersonal = ({ conversation, channelData }: ParsedActivity): boolean =>
  conversation.isGroup !== true &&
  !teamData.safeParse(channelData).success &&
  (conversation.conversationType || 'personal') === 'personal';

/**
 * An activity as something a person did. Null when the bot has nothing to do with it: another type, or
 * nobody of Entra behind it.
 */
export const inboundOf = (
  activity: ParsedActivity,
  { cameAt, saidAt }: Pick<KeptActivity, 'cameAt' | 'saidAt'>,
): Inbound | null => {
  const tenant = tenantOf(activity);
  const event = eventOf(activity);
  const { aadObjectId } = activity.from;
  if (tenant === null || event === null || !aadObjectId) return null;
  return {
    tenant,
    aadObjectId,
    conversationId: activity.conversation.id,
    serviceUrl: activity.serviceUrl ?? '',
    botId: activity.recipient.id,
    userId: activity.from.id,
    activityId: activity.id ?? '',
    cardId: activity.replyToId ?? null,
    isPersonal: isPersonal(activity),
    event,
    cameAt,
    saidAt,
  };
};
