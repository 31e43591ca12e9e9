/** Times for a group: proposed, accepted or changed by its teacher; taken although few can come. */
import type { Moment } from '../../bot/programme/model';
import { isPolling } from '../../bot/programme/rounds/groupFold';
import { fewestMembers } from '../../bot/programme/rounds/model';
import { doubtsAbout, isDoubtful } from '../../bot/programme/rounds/slotDoubts';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus, pollDay } from '../../bot/programme/rounds/status';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { whoCan } from '../../bot/programme/rounds/whoCan';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { roundOfferCard, type OfferView } from '../../cards/rounds/offer';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { askableSlots, chosenIn, newsOfOffered, isAsked, shownSlots } from './offeredTimes';
import { openGroup, type OpenGroup } from './scope';
import { noticeOf, ownDeed, showGroup } from './showing';
import { doubtView, groupView } from './views';

const undecidedOf = ({ source }: LoadedRounds, place: Place, now: Moment): OfferView['undecided'] => {
  const { offer, isOfferOpen } = place.group;
  if (offer === null || !isOfferOpen || !offer.isUndecided) return null;
  const best = offer.slots.find(({ id }) => id === offer.best) ?? null;
  const coming = best === null ? 0 : whoCan(source, place, best, now).length;
  return { best, isOver: best !== null && best.start <= now, coming, isFew: coming < fewestMembers };
};

/** The offer as it stands. */
export const offerView = (
  { loaded, rounds, place }: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  now: Moment,
  rest: Pick<OfferView, 'occasion' | 'error'> & Partial<Pick<OfferView, 'isTeacher'>>,
): OfferView => ({
  ...groupView(loaded, place, now),
  number: place.group.offer?.number ?? 0,
  slots: askableSlots({ loaded, place }, now),
  notForAll: askableSlots({ loaded, place }, now)
    .map((slot) => doubtsAbout(rounds.source, place, slot, newsOfOffered({ loaded, place }, slot, now)))
    .filter(isDoubtful)
    .map((doubts) => doubtView(loaded.directory, doubts)),
  fewer: place.group.offer?.fewer ?? null,
  wasProposed: shownSlots(place).length > 0,
  undecided: undecidedOf(rounds, place, now),
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

/** A card from before would undo what was chosen since: it names the question that it answered. */
const isOld = ({ place: { group } }: OpenGroup, { offer = '', use = '' }: ActionFields): boolean =>
  use === 'slots' && offer !== '' && !(group.isOfferOpen && offer === String(group.offer?.number));

const decide = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  if (!isOpenFor(opened, turn.now)) return only(() => closed(turn, opened));
  if (isOld(opened, data)) {
    const occasion = isPolling(place.group) ? 'stored' : 'asked';
    return only(() => roundOfferCard(offerView(opened, turn.now, { occasion, error: null }), turn.language));
  }
  const chosen = chosenIn(opened, data, turn.now);
  const draw = (rest: Pick<OfferView, 'occasion' | 'error'>, rounds: LoadedRounds, at: Place): RenderedCard =>
    roundOfferCard(offerView({ loaded, rounds, place: at }, turn.now, rest), turn.language);
  if ('error' in chosen)
    return only(() => draw({ occasion: 'asked', error: chosen.error }, opened.rounds, place));
  const { slots } = chosen;
  const answerBy = pollDay(loaded.directory, place.round, slots, turn.now);
  return {
    steps: isAsked(place, slots) ? [] : [{ kind: 'slotsAccepted', group: place.group.id, slots, answerBy }],
    draw: (rounds) => draw({ occasion: 'stored', error: null }, rounds, placeAfter(rounds, place)),
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
  const draw = (at: OpenGroup): RenderedCard =>
    showGroup(turn, at, { ...ownDeed(at, turn.contact.email), error: null });
  if (status === 'scheduled') return only(() => draw(opened));
  if (status !== 'undecided') return only(() => closed(turn, opened));
  const { poll, offer } = place.group;
  const wanted = (data['slot'] ?? '') === '' ? offer?.best : data['slot'];
  const slot = poll?.slots.find(({ id }) => id === wanted);
  if (slot === undefined) return only(() => noticeOf(turn, opened, { notice: 'noBest' }));
  if (slot.start <= turn.now) return only(() => noticeOf(turn, opened, { notice: 'bestOver' }));
  if (isElsewhere(rounds.source, place.group.teacher, slot, place))
    return only(() => noticeOf(turn, opened, { notice: 'teacherBusy' }));
  return {
    steps: [{ kind: 'slotChosen', group: place.group.id, slot: slot.id }],
    draw: (after) => draw({ ...opened, rounds: after, place: placeAfter(after, place) }),
  };
};

/** `round.take`: the best time although fewer than four can come. */
export const takeSlot: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'slots', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decideTake(turn, current, data));
};
