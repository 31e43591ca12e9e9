/** `exporteren`: files for coordinators. Nothing is read of pupils until somebody has said where the file may go. */
import { exportKinds, type ExportKind, type ExportOrder, type FileKind } from '../bot/ports/export';
import { schoolsWithin } from '../bot/programme/access';
import type { ActionFields, LoadedProgramme, OfferedPlace, RenderedCard } from '../bot/ports';
import {
  exportAskedCard,
  exportCard,
  exportEndCard,
  fileConsentCard,
  fileInfoCard,
  fileLinkCard,
} from '../cards/export';
import { exportName } from '../cards/exportName';
import { notForYou } from './flags/open';
import { replaces, says, type Reply } from './reply';
import { granted, type CardDialog, type TextDialog, type Turn } from './turn';

/** How long a link works. Milliseconds. */
export const linkLasts = 15 * 60_000;

/** `exporteren`: what can be had, one card a programme. */
export const exportFiles: TextDialog = async (turn) => {
  const grants = granted(turn, 'files');
  if (grants.length === 0) return [notForYou(turn)];
  return grants.map((grant) => {
    const { directory } = grant;
    const schools = schoolsWithin(grant);
    if (schools.length === 0) return exportEndCard({ end: 'noSchools' }, turn.language);
    const view = {
      programme: directory.programme,
      schools: schools.map((school) => directory.school(school)?.name ?? school),
      kinds: exportKinds,
    };
    return exportCard(view, turn.language);
  });
};

interface Asked {
  readonly loaded: LoadedProgramme;
  readonly order: ExportOrder;
  readonly name: string;
}

const askedIn = (turn: Turn, loaded: LoadedProgramme, kind: FileKind): Asked => {
  const { contact, language } = turn;
  const order = { programme: loaded.head.id, tenant: contact.tenant, by: contact.email, kind, language };
  return { loaded, order, name: exportName(loaded.directory, order, turn.now) };
};

const kindOf = (typed: string | undefined): ExportKind | null =>
  exportKinds.find((kind) => kind === typed) ?? null;

/** What is held of who asks, in all of their programmes: it is called after the first. */
const ownOf = (turn: Turn): Asked | null => {
  const [first] = turn.memberships;
  return first === undefined ? null : askedIn(turn, first.loaded, 'own');
};

/** What the card asks for, of a programme that the sender coordinates; null for anybody else. */
const exportOf = (turn: Turn, data: ActionFields): Asked | null => {
  const grant = granted(turn, 'files').find(({ loaded }) => loaded.head.id === data['programme']);
  const kind = kindOf(data['kind']);
  if (grant === undefined || kind === null || schoolsWithin(grant).length === 0) return null;
  return askedIn(turn, grant.loaded, kind);
};

/** For Teams' question only, which wants to name a size before there is a file: of a session, and of everything else. */
const bytesOfSession = 90;
const bytesOfFrame = 30_000;

const bytesOf = ({ loaded: { directory }, order }: Asked): number => {
  if (order.kind === 'own') return bytesOfFrame;
  const { pairs } = directory.programme;
  return (
    bytesOfFrame + bytesOfSession * pairs.reduce((sum, pair) => sum + directory.meetingDays(pair).length, 0)
  );
};

/** What is said of it, and Teams' question. */
const questionOf = (turn: Turn, asked: Asked): readonly [RenderedCard, RenderedCard] => {
  const { order, name } = asked;
  const view = { asked: { programme: order.programme, kind: order.kind }, name };
  const hasLink = turn.ports.files.linkAddress !== null;
  return [
    exportAskedCard({ ...view, hasLink }, turn.language),
    fileConsentCard({ ...view, bytes: bytesOf(asked) }, turn.language),
  ];
};

/** `export.file`: lets Teams ask whether the file may be stored; a link is the other way. */
export const offerFile = async (turn: Turn, data: ActionFields): Promise<Reply> => {
  const asked = exportOf(turn, data);
  if (asked === null) return replaces(notForYou(turn));
  const [said, question] = questionOf(turn, asked);
  return { replacement: said, messages: [question] };
};

/** `privacy.file`: the same for everything that is held of the reader, as they may have it; below what they read. */
export const offerOwnFile = async (turn: Turn): Promise<Reply> => {
  const asked = ownOf(turn);
  return says(asked === null ? [notForYou(turn)] : questionOf(turn, asked));
};

const linkTo = async (turn: Turn, asked: Asked | null): Promise<RenderedCard> => {
  if (asked === null) return notForYou(turn);
  const { files, links, shared } = turn.ports;
  const isOwn = asked.order.kind === 'own';
  if (files.linkAddress === null) return exportEndCard({ end: 'noLink', isOwn }, turn.language);
  const token = files.newToken();
  const now = shared.now();
  await links.keep(token, { ...asked.order, until: now + linkLasts }, now);
  return fileLinkCard({ name: asked.name, url: `${files.linkAddress}/files/${token}`, isOwn }, turn.language);
};

/** `export.link`: a link that works once; the file is made when it is opened. */
export const offerLink: CardDialog = (turn, data) => linkTo(turn, exportOf(turn, data));

/** `privacy.link`: the same for what is held of the reader. */
export const offerOwnLink: CardDialog = (turn) => linkTo(turn, ownOf(turn));

/** The answer to Teams' question: the file is made and put there, or nothing happens. */
export const answerConsent = async (
  turn: Turn,
  place: OfferedPlace | null,
  data: ActionFields,
): Promise<readonly RenderedCard[]> => {
  const asked = data['kind'] === 'own' ? ownOf(turn) : exportOf(turn, data);
  if (asked === null) return [notForYou(turn)];
  const { files } = turn.ports;
  const end = {
    asked: { programme: asked.order.programme, kind: asked.order.kind },
    hasLink: files.linkAddress !== null,
  };
  if (place === null) return [exportEndCard({ end: 'declined', ...end }, turn.language)];
  switch (await files.upload(asked.order, place)) {
    case 'uploaded':
      return [fileInfoCard(place, turn.language)];
    case 'refused':
      return [exportEndCard({ end: 'refused', ...end }, turn.language)];
    case 'notForYou':
    default:
      return [notForYou(turn)];
  }
};
