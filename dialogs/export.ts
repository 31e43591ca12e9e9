/** `exporteren`: files for coordinators. Nothing is read of pupils until somebody has said where the file may go. */
import { exportKinds, type ExportKind, type ExportOrder } from '../bot/exportPorts';
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
import { noticeCard } from '../cards/notice';
import { granted, type CardDialog, type TextDialog, type Turn } from './turn';

/** How long a link works. Milliseconds. */
export const linkLasts = 15 * 60_000;

const notForYou = (turn: Turn): RenderedCard => noticeCard({ notice: 'notForYou' }, turn.language);

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
  readonly order: ExportOrder & { readonly kind: ExportKind };
  readonly name: string;
}

const kindOf = (typed: string | undefined): ExportKind | null =>
  exportKinds.find((kind) => kind === typed) ?? null;

/** What the card asks for, of a programme that the sender coordinates; null for anybody else. */
const askedOf = (turn: Turn, data: ActionFields): Asked | null => {
  const grant = granted(turn, 'files').find(({ loaded }) => loaded.head.id === data['programme']);
  const kind = kindOf(data['kind']);
  if (grant === undefined || kind === null || schoolsWithin(grant).length === 0) return null;
  const { loaded, directory } = grant;
  const { contact, language } = turn;
  const order = { programme: loaded.head.id, tenant: contact.tenant, by: contact.email, kind, language };
  return { loaded, order, name: exportName(directory, order, turn.now) };
};

/** For Teams' question only, which wants to name a size before there is a file: of a session, and of everything else. */
const bytesOfSession = 90;
const bytesOfFrame = 30_000;

const bytesOf = ({ directory }: LoadedProgramme): number =>
  bytesOfFrame +
  bytesOfSession *
    directory.programme.pairs.reduce((sum, pair) => sum + directory.meetingDays(pair).length, 0);

/** The card in the place of the pressed one, and Teams' question below it. */
interface Offered {
  readonly replacement: RenderedCard;
  readonly messages: readonly RenderedCard[];
}

/** `export.file`: lets Teams ask whether the file may be stored; a link is the other way. */
export const offerFile = async (turn: Turn, data: ActionFields): Promise<Offered> => {
  const asked = askedOf(turn, data);
  if (asked === null) return { replacement: notForYou(turn), messages: [] };
  const { order, name, loaded } = asked;
  const view = { asked: { programme: order.programme, kind: order.kind }, name };
  const hasLink = turn.ports.files.linkAddress !== null;
  return {
    replacement: exportAskedCard({ ...view, hasLink }, turn.language),
    messages: [fileConsentCard({ ...view, bytes: bytesOf(loaded) }, turn.language)],
  };
};

/** `export.link`: a link that works once; the file is made when it is opened. */
export const offerLink: CardDialog = async (turn, data) => {
  const asked = askedOf(turn, data);
  if (asked === null) return notForYou(turn);
  const { files, links, machine } = turn.ports;
  if (files.linkAddress === null) return exportEndCard({ end: 'noLink' }, turn.language);
  const token = files.newToken();
  const now = machine.now();
  await links.keep(token, { ...asked.order, until: now + linkLasts }, now);
  return fileLinkCard({ name: asked.name, url: `${files.linkAddress}/files/${token}` }, turn.language);
};

/** The answer to Teams' question: the file is made and put there, or nothing happens. */
export const answerConsent = async (
  turn: Turn,
  place: OfferedPlace | null,
  data: ActionFields,
): Promise<readonly RenderedCard[]> => {
  const asked = askedOf(turn, data);
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
