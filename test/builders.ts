/** Builders supply defaults, so that a test states only what matters to it. */
import { directoryOf, type Directory } from '../bot/programme/directory';
import type { Answer, FlagAction, Session } from '../bot/programme/facts';
import type { Group, Pair, Person, Programme, Pupil, School } from '../bot/programme/model';
import { defaultRetention } from '../bot/programme/retention';
import { defaultRules } from '../bot/programme/rules';

export const aSchool = (changes: Partial<School> = {}): School => ({
  id: 'jdw',
  name: 'Johan de Witt',
  closed: [],
  contact: null,
  lateFrom: null,
  absentFrom: null,
  ...changes,
});

export const aPerson = (changes: Partial<Person> = {}): Person => ({
  email: 'sam@leiden.example',
  name: 'Sam de Boer',
  role: 'student',
  language: null,
  university: 'leiden',
  schools: [],
  endedOn: null,
  ...changes,
});

export const aCoordinator = (changes: Partial<Person> = {}): Person =>
  aPerson({
    email: 'cora@hmp.example',
    name: 'Cora Bakker',
    role: 'coordinator',
    university: null,
    ...changes,
  });

export const aPupil = (changes: Partial<Pupil> = {}): Pupil => ({
  id: 'p1',
  firstName: 'Yara',
  school: 'jdw',
  class: '3A',
  interests: [],
  endedOn: null,
  ...changes,
});

/** A pair that meets on Tuesdays from nine to ten. */
export const aPair = (changes: Partial<Pair> = {}): Pair => ({
  pupil: 'p1',
  student: 'sam@leiden.example',
  weekday: 2,
  start: '09:00',
  end: '10:00',
  room: null,
  from: null,
  until: null,
  ...changes,
});

export const aGroup = (changes: Partial<Group> = {}): Group => ({
  id: 'g1',
  teacher: 'theo@hmp.example',
  students: [],
  meeting: null,
  ...changes,
});

/** One school, one student, one pupil, one coordinator; 8 February to 2 July 2027. */
export const aProgramme = (changes: Partial<Programme> = {}): Programme => ({
  id: 'hmp',
  name: 'Haags Mentorprogramma',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: ['tenant-1'],
  pupilLabel: 'firstName',
  sendWindow: { from: '08:30', to: '19:00' },
  retention: defaultRetention,
  rules: defaultRules,
  schools: [aSchool()],
  universities: [{ id: 'leiden', name: 'Universiteit Leiden', closed: [] }],
  people: [aPerson(), aCoordinator()],
  pupils: [aPupil()],
  pairs: [aPair()],
  groups: [],
  ...changes,
});

export const aDirectory = (changes: Partial<Programme> = {}): Directory => directoryOf(aProgramme(changes));

/** A moment from ISO text with its offset. */
export const at = (iso: string): number => Date.parse(iso);

/** The session of Sam and Yara on a day, nine to ten in Amsterdam. */
export const aSession = (date: string, changes: Partial<Session> = {}): Session => {
  const { calendar } = aDirectory();
  return {
    id: `p1/${date}`,
    pupil: 'p1',
    student: 'sam@leiden.example',
    date,
    start: calendar.momentOf(date, '09:00'),
    end: calendar.momentOf(date, '10:00'),
    room: null,
    ...changes,
  };
};

/** Answered five minutes after the end unless said otherwise. */
export const anAnswer = (date: string, changes: Partial<Answer> = {}): Answer => {
  const session = changes.session ?? aSession(date);
  return {
    kind: 'answer',
    at: session.end + 5 * 60_000,
    by: session.student,
    session,
    outcome: 'onTime',
    minutesLate: null,
    ...changes,
  };
};

export const anAction = (changes: Partial<FlagAction> & Pick<FlagAction, 'at' | 'verb'>): FlagAction => ({
  kind: 'action',
  by: 'cora@hmp.example',
  note: null,
  ...changes,
});
