/** The adapter of the SDK without the wire: keeps what is shown, and fails or hangs when told to. */
import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder';
import { z } from 'zod';

const answered = z.looseObject({ status: z.number(), body: z.unknown().optional() });
type Answered = z.infer<typeof answered>;

const never = new Promise<never>(() => undefined);

export class ScriptedAdapter extends BotAdapter {
  /** Summaries of what was sent, with `update ID: ` before what took the place of a card. */
  readonly shown: string[] = [];
  /** What befalls the next sends, in order: it goes well where nothing is said. */
  readonly troubles: ('fails' | 'hangs' | 'answers oddly' | 'says too many')[] = [];
  /** By what a context keeps: the context itself comes as a proxy. */
  private readonly answers = new Map<object, Answered>();

  async turn(
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Answered | undefined> {
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, logic);
    return this.answers.get(context.turnState);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const { type, value, summary } of activities) {
      if (type === 'invokeResponse') this.answers.set(context.turnState, answered.parse(value));
      else await this.show(summary ?? '');
    }
    return activities.map(() => ({ id: 'sent' }));
  }

  override async updateActivity(
    _context: TurnContext,
    { id, summary }: Partial<Activity>,
  ): Promise<ResourceResponse> {
    await this.show(`update ${id}: ${summary}`);
    return { id: id ?? '' };
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('the bot deletes nothing');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('nothing is started here');
  }

  protected async show(what: string): Promise<void> {
    const trouble = this.troubles.shift();
    if (trouble === 'fails') throw new Error('Teams answered 502');
    if (trouble === 'hangs') await never;
    if (trouble === 'says too many') throw Object.assign(new Error('too many'), { statusCode: 429 });
    this.shown.push(what);
    if (trouble === 'answers oddly') throw Object.assign(new Error('Unexpected token'), { statusCode: 200 });
  }
}
