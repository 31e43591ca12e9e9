/** Times that somebody chose or typed for a group, with what is wrong with them or speaks against them. */
import type { Moment } from '../../bot/programme/model';
import { closingTime, isPolling } from '../../bot/programme/rounds/groupFold';
import type { Slot } from '../../bot/programme/rounds/model';
import { lookAt, type SlotNews } from '../../bot/programme/rounds/slotDoubts';
import type { Place } from '../../bot/programme/rounds/state';
import { firstPolledDay, pollDay } from '../../bot/programme/rounds/status';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { mostOffered, slotFrom, type TypedTime } from '../../bot/programme/rounds/typedSlots';
import type { ActionFields } from '../../bot/ports';
import type { SlotDoubtView } from '../../cards/rounds/doubts';
import type { OfferView } from '../../cards/rounds/offer';
import type { TimeProblem } from '../../cards/rounds/times';
import type { OpenGroup } from './scope';
import { doubtView } from './views';

/** Times to ask the group about, in order; or why not, or what to confirm first. */
export type Chosen =
  | { readonly slots: readonly Slot[] }
  | { readonly error: NonNullable<OfferView['error']> };

/** The times a teacher sees: those that are proposed, or those of the poll. */
export const shownSlots = ({ group }: Place): readonly Slot[] =>
  (group.isOfferOpen ? group.offer?.slots : group.poll?.slots) ?? [];

/** The moment from which on a group can be asked about times: members must answer first. */
const askableFrom = ({ loaded: { directory }, place }: Pick<OpenGroup, 'loaded' | 'place'>, now: Moment) =>
  directory.calendar.momentOf(firstPolledDay(directory, place.round, now), '00:00');

/** Those of the times a teacher sees about which the group can still be asked. */
export const askableSlots = (opened: Pick<OpenGroup, 'loaded' | 'place'>, now: Moment): readonly Slot[] => {
  const from = askableFrom(opened, now);
  return shownSlots(opened.place).filter(({ start }) => start >= from);
};

/** A time about which a group is asked is told when the poll has closed, to all of them. */
export const newsOfOffered = (
  { loaded: { directory }, place }: Pick<OpenGroup, 'loaded' | 'place'>,
  slot: Slot,
  now: Moment,
): SlotNews => {
  const { poll } = place.group;
  const day =
    poll !== null && isPolling(place.group) ? poll.answerBy : pollDay(directory, place.round, [slot], now);
  return { at: directory.calendar.momentOf(day, closingTime), by: 'bot' };
};

/** Each time once, the earliest first. */
export const eachOnce = (slots: readonly Slot[]): readonly Slot[] =>
  [...new Map(slots.map((slot) => [slot.id, slot])).values()].toSorted((a, b) => a.start - b.start);

/** Ids that a card sent, separated by commas. */
export const idsIn = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

/** Whether a group is asked about exactly these times already. */
export const isAsked = ({ group }: Place, slots: readonly Slot[]): boolean =>
  isPolling(group) &&
  JSON.stringify(eachOnce(group.poll?.slots ?? []).map(({ id }) => id)) ===
    JSON.stringify(slots.map(({ id }) => id));

/** Slots by their ids, of those that were proposed or are asked about. */
const chosenSlots = (opened: OpenGroup, typed: string, now: Moment): Chosen => {
  const { place, rounds } = opened;
  const ids = idsIn(typed);
  const { offer, poll, teacher } = place.group;
  const known = new Map([...(poll?.slots ?? []), ...(offer?.slots ?? [])].map((slot) => [slot.id, slot]));
  const found = ids.flatMap((id) => known.get(id) ?? []);
  if (ids.length === 0) return { error: { problem: 'none' } };
  if (found.length < ids.length) return { error: { problem: 'stale' } };
  const slots = eachOnce(found);
  const from = askableFrom(opened, now);
  const early = slots.filter(({ start }) => start < from);
  if (early.length > 0) return { error: { problem: 'tooSoon', slots: early } };
  const busy = slots.filter((slot) => isElsewhere(rounds.source, teacher, slot, place));
  return busy.length === 0 || isAsked(place, slots)
    ? { slots }
    : { error: { problem: 'teacherBusy', slots: busy } };
};

const rowsOf = (data: ActionFields): readonly TypedTime[] =>
  Array.from({ length: mostOffered }, (_, row) => ({
    date: (data[`date${row + 1}`] ?? '').trim(),
    time: (data[`time${row + 1}`] ?? '').trim(),
  }));

const isFilled = ({ date, time }: TypedTime): boolean => date !== '' || time !== '';

/** A row of the form: nothing in it, or a time, or why it is none; with what is to be confirmed. */
interface Row {
  readonly slot: Slot | null;
  readonly problem: TimeProblem | null;
  readonly doubt: SlotDoubtView | null;
}

/** Frames the times of a form. */
const frameOf = (opened: OpenGroup, now: Moment) => {
  const { group, round } = opened.place;
  const { from, to, minutes } = round.setup;
  return { group: group.id, from, to, minutes, after: askableFrom(opened, now) - 1, room: null };
};

/** Ids of the times that somebody is sure of; null: of all. */
type Sure = readonly string[] | null;

/** Who presses the button of the form has seen no warning yet; times that come without it are stored, and warned about after. */
const sureIn = ({ use = '', sure = '' }: ActionFields): Sure => (use === 'times' ? idsIn(sure) : null);

/** What the bot proposed itself needs no second thought. */
const lookInto = (opened: OpenGroup, slot: Slot, row: number, sure: Sure, now: Moment): Row => {
  const known = shownSlots(opened.place).find(({ id }) => id === slot.id);
  const look = lookAt(opened.rounds.source, opened.place, slot, newsOfOffered(opened, slot, now));
  const taken: Row = {
    slot: { ...slot, room: known?.room ?? null },
    problem: null,
    doubt: null,
  };
  if (look.may === 'now') return taken;
  if (look.may === 'teacherBusy') return { ...taken, problem: { row, refusal: 'teacherBusy', doubt: null } };
  const doubt = doubtView(opened.loaded.directory, look.doubts);
  if (look.may === 'nobodyFree') return { ...taken, problem: { row, refusal: 'nobodyFree', doubt } };
  const isSure = known !== undefined || sure === null || sure.includes(slot.id);
  return isSure ? taken : { ...taken, doubt };
};

/** Slots as they were typed; the room of one that was proposed stays. */
const typedSlots = (opened: OpenGroup, typed: readonly TypedTime[], sure: Sure, now: Moment): Chosen => {
  const frame = frameOf(opened, now);
  const rows = typed.flatMap((one, row): readonly Row[] => {
    if (!isFilled(one)) return [];
    const found = slotFrom(opened.loaded.directory, one, frame);
    return typeof found === 'string'
      ? [{ slot: null, problem: { row, refusal: found, doubt: null }, doubt: null }]
      : [lookInto(opened, found, row, sure, now)];
  });
  const problems = rows.flatMap(({ problem }) => problem ?? []);
  const slots = eachOnce(rows.flatMap(({ slot }) => slot ?? []));
  const doubts = problems.length > 0 ? [] : rows.flatMap(({ doubt }) => doubt ?? []);
  if (problems.length > 0 || doubts.length > 0 || slots.length === 0)
    return { error: { typed, problems, doubts } };
  return { slots };
};

/** A form of times goes before a choice when its button was pressed, or when only times were sent. */
export const chosenIn = (opened: OpenGroup, data: ActionFields, now: Moment): Chosen => {
  const rows = rowsOf(data);
  const hasSlots = (data['slots'] ?? '') !== '';
  const isTyped = data['use'] === 'times' || (data['use'] !== 'slots' && !hasSlots && rows.some(isFilled));
  return isTyped
    ? typedSlots(opened, rows, sureIn(data), now)
    : chosenSlots(opened, data['slots'] ?? '', now);
};
