/** Times for a group: proposed, accepted or changed by its teacher; taken although few can come. */
import { addDays } from '../../bot/programme/calendar';
import type { Moment } from '../../bot/programme/model';
import { isPolling } from '../../bot/programme/rounds/groupFold';
import type { Slot } from '../../bot/programme/rounds/model';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus, pollDay } from '../../bot/programme/rounds/status';
import { mostOffered, slotFrom, type TypedTime } from '../../bot/programme/rounds/typedSlots';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { roundOfferCard, type OfferView } from '../../cards/roundOffer';
import { notForYou } from '../openFlag';
import type { CardDialog, Turn } from '../turn';
import { isTeacherBusy } from './busy';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { openGroup, type OpenGroup } from './scope';
import { noticeOf, showGroup } from './showing';
import { groupView } from './views';

const undecidedOf = ({ group }: Place): OfferView['undecided'] => {
  const { offer, poll, isOfferOpen } = group;
  if (offer === null || !isOfferOpen || !offer.isUndecided) return null;
  const best = offer.slots.find(({ id }) => id === offer.best) ?? null;
  const can = [...(poll?.answers.values() ?? [])].filter((slots) => best !== null && slots.includes(best.id));
  return { best, coming: can.length };
};

/** The times a teacher sees: those that are proposed, or those of the poll. */
const shownSlots = ({ group }: Place): readonly Slot[] =>
  (group.isOfferOpen ? group.offer?.slots : group.poll?.slots) ?? [];

/** The offer as it stands. */
export const offerView = (
  { loaded, place }: Pick<OpenGroup, 'loaded' | 'place'>,
  now: Moment,
  rest: Pick<OfferView, 'occasion' | 'error'> & Partial<Pick<OfferView, 'isTeacher'>>,
): OfferView => ({
  ...groupView(loaded, place, now),
  slots: shownSlots(place),
  undecided: undecidedOf(place),
  isTeacher: true,
  answerBy: isPolling(place.group) ? (place.group.poll?.answerBy ?? null) : null,
  ...rest,
});

const isOpenFor = ({ loaded, place }: OpenGroup, now: Moment): boolean =>
  ['offering', 'polling', 'undecided'].includes(groupStatus(loaded.directory, place, now));

/** Where nothing can be chosen any more the group is shown as it is. */
const closed = (turn: Turn, opened: OpenGroup): RenderedCard => {
  const status = groupStatus(opened.loaded.directory, opened.place, turn.now);
  if (status === 'cancelled' || status === 'lapsed') return noticeOf(turn, opened, { notice: status });
  return showGroup(turn, opened);
};

/** The card to choose times with; the group as it stands where there is nothing to choose. */
export const showOffer = (turn: Turn, opened: OpenGroup): RenderedCard =>
  isOpenFor(opened, turn.now)
    ? roundOfferCard(offerView(opened, turn.now, { occasion: 'asked', error: null }), turn.language)
    : closed(turn, opened);

type Chosen = { readonly slots: readonly Slot[] } | { readonly error: NonNullable<OfferView['error']> };

const eachOnce = (slots: readonly Slot[]): readonly Slot[] =>
  [...new Map(slots.map((slot) => [slot.id, slot])).values()].toSorted((a, b) => a.start - b.start);

/** Slots by their ids, of those that were proposed or are asked about. */
const chosenSlots = ({ place }: OpenGroup, typed: string): Chosen => {
  const ids = typed
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const { offer, poll } = place.group;
  const known = new Map([...(poll?.slots ?? []), ...(offer?.slots ?? [])].map((slot) => [slot.id, slot]));
  const slots = ids.flatMap((id) => known.get(id) ?? []);
  if (ids.length === 0) return { error: { problem: 'none' } };
  return slots.length < ids.length ? { error: { problem: 'stale' } } : { slots: eachOnce(slots) };
};

const rowsOf = (data: ActionFields): readonly TypedTime[] =>
  Array.from({ length: mostOffered }, (_, row) => ({
    date: (data[`date${row + 1}`] ?? '').trim(),
    time: (data[`time${row + 1}`] ?? '').trim(),
  }));

const isFilled = ({ date, time }: TypedTime): boolean => date !== '' || time !== '';

/** Slots as they were typed; the room of one that was proposed stays. From tomorrow on: members must answer first. */
const typedSlots = ({ loaded, place }: OpenGroup, rows: readonly TypedTime[], now: Moment): Chosen => {
  const { directory } = loaded;
  const { setup } = place.round;
  const tomorrow = directory.calendar.momentOf(addDays(directory.calendar.dayOf(now), 1), '00:00');
  const frame = {
    group: place.group.id,
    from: setup.from,
    to: setup.to,
    minutes: setup.minutes,
    after: tomorrow - 1,
    room: null,
  };
  const read = rows.map((typed) => (isFilled(typed) ? slotFrom(directory, typed, frame) : null));
  const problems = read.flatMap((found, row) => (typeof found === 'string' ? [{ row, refusal: found }] : []));
  const slots = read.filter((found) => found !== null && typeof found !== 'string');
  if (problems.length > 0 || slots.length === 0) return { error: { typed: rows, problems } };
  const known = new Map(shownSlots(place).map((slot) => [slot.id, slot]));
  return { slots: eachOnce(slots.map((slot) => ({ ...slot, room: known.get(slot.id)?.room ?? null }))) };
};

/** A form of times goes before a choice when its button was pressed, or when only times were sent. */
const chosenIn = (opened: OpenGroup, data: ActionFields, now: Moment): Chosen => {
  const rows = rowsOf(data);
  const hasSlots = (data['slots'] ?? '') !== '';
  const isTyped = data['use'] === 'times' || (data['use'] !== 'slots' && !hasSlots && rows.some(isFilled));
  return isTyped ? typedSlots(opened, rows, now) : chosenSlots(opened, data['slots'] ?? '');
};

const isSame = ({ group }: Place, slots: readonly Slot[]): boolean =>
  isPolling(group) &&
  JSON.stringify(eachOnce(group.poll?.slots ?? []).map(({ id }) => id)) ===
    JSON.stringify(slots.map(({ id }) => id));

const decide = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  if (!isOpenFor(opened, turn.now)) return only(() => closed(turn, opened));
  const chosen = chosenIn(opened, data, turn.now);
  const draw = (rest: Pick<OfferView, 'occasion' | 'error'>, at: Place): RenderedCard =>
    roundOfferCard(offerView({ loaded, place: at }, turn.now, rest), turn.language);
  if ('error' in chosen) return only(() => draw({ occasion: 'asked', error: chosen.error }, place));
  const { slots } = chosen;
  const answerBy = pollDay(loaded.directory, place.round, slots, turn.now);
  return {
    steps: isSame(place, slots) ? [] : [{ kind: 'slotsAccepted', group: place.group.id, slots, answerBy }],
    draw: (rounds) => draw({ occasion: 'stored', error: null }, placeAfter(rounds, place)),
  };
};

/** `round.offer`: the poll opens with these times; with fewer of the same, it goes on. */
export const offerSlots: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'slots', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decide(turn, current, data));
};

const decideTake = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, rounds, place } = opened;
  const status = groupStatus(loaded.directory, place, turn.now);
  if (status === 'scheduled') return only(() => showGroup(turn, opened, { said: 'same', error: null }));
  if (status !== 'undecided') return only(() => closed(turn, opened));
  const { poll, offer } = place.group;
  const wanted = (data['slot'] ?? '') === '' ? offer?.best : data['slot'];
  const slot = poll?.slots.find(({ id }) => id === wanted);
  if (slot === undefined) return only(() => noticeOf(turn, opened, { notice: 'noBest' }));
  if (isTeacherBusy(rounds.source.book, place.group.teacher, slot, place))
    return only(() => noticeOf(turn, opened, { notice: 'teacherBusy' }));
  return {
    steps: [{ kind: 'slotChosen', group: place.group.id, slot: slot.id }],
    draw: (after) =>
      showGroup(
        turn,
        { ...opened, rounds: after, place: placeAfter(after, place) },
        { said: 'taken', error: null },
      ),
  };
};

/** `round.take`: the best time although fewer than four can come. */
export const takeSlot: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'slots', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decideTake(turn, current, data));
};
