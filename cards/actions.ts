/** A button as Adaptive Cards have it. */
export type CardAction = Readonly<Record<string, unknown>>;

/** Sent by a button whose answer is to come below its card, not in its place. */
export const answerBelow = { answer: 'below' } as const;

/** What a button sends besides the inputs of the card. */
export type ActionData = Readonly<Record<string, string | number | null>>;

/** `inputs: 'none'` sends the data alone, so that an empty input of the card cannot replace a value of it. */
export interface ActionOptions {
  readonly style?: 'positive' | 'destructive';
  readonly inputs?: 'auto' | 'none';
}

/** A value that is null is not sent at all: a missing field and an empty one mean the same. */
export const present = (data: ActionData): Readonly<Record<string, string | number>> => {
  const sent: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(data)) if (value !== null) sent[name] = value;
  return sent;
};

/**
 * A button that asks the bot to do `verb`. Clients that do not know Action.Execute send the same data,
 * with the verb in it, as a message.
 */
export const execute = (
  title: string,
  verb: string,
  data: ActionData,
  options: ActionOptions = {},
): CardAction => {
  const shown = {
    title,
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.inputs === undefined ? {} : { associatedInputs: options.inputs }),
  };
  const sent = present(data);
  return {
    type: 'Action.Execute',
    ...shown,
    verb,
    data: sent,
    fallback: { type: 'Action.Submit', ...shown, data: { ...sent, verb } },
  };
};

/**
 * A button that acts as if its reader had typed `text`, of one programme where its id is given. Not Teams' own imBack:
 * this one also works in a card that replaces itself.
 */
export const say = (title: string, text: string, programme: string | null = null): CardAction =>
  execute(title, 'command.run', { text, programme }, { inputs: 'none' });
