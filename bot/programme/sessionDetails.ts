/** A session with what a person needs to find it. */
import type { Directory } from './directory';
import { ownPupilLabel } from './labels';
import type { Day, Moment } from './model';
import type { Session } from './facts';

/** When, where and with whom, for the student; moments are shown in `timeZone`. */
export interface SessionDetails {
  /** Id of the programme: codes and days are the same in others. */
  readonly programme: string;
  readonly session: string;
  /** The label the programme allows, which tells the pupil from others of the same student. */
  readonly pupil: string;
  readonly start: Moment;
  readonly end: Moment;
  readonly room: string | null;
  readonly school: string;
  readonly timeZone: string;
  /** The programme's last day. */
  readonly programmeEnd: Day;
}

/** The details of a session, with the names the programme allows. */
export const sessionDetails = (directory: Directory, session: Session): SessionDetails => ({
  programme: directory.programme.id,
  session: session.id,
  pupil: ownPupilLabel(directory, session.student, session.pupil),
  start: session.start,
  end: session.end,
  room: session.room,
  school: directory.school(directory.pupil(session.pupil)?.school ?? '')?.name ?? '',
  timeZone: directory.programme.timeZone,
  programmeEnd: directory.programme.end,
});
