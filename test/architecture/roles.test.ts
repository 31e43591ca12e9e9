/**
 * What a role may see is decided by bot/programme/access.ts and its table. Whoever asks for a role elsewhere stands here, with
 * what is asked: nothing that is read or shown to somebody may hang on it alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { roleWordsIn } from './roleWords';

const root = join(__dirname, '..', '..');

/** Why it is asked there, and where: file and name. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'the place that decides': [
    'bot/programme/access.ts#groupWithin',
    'bot/programme/access.ts#roles',
    'bot/programme/access.ts#sessionMayBeOwn',
    'bot/programme/accessTable.ts#accessTable',
    'bot/programme/accessTable.ts#coordinator',
    'bot/programme/accessTable.ts#everybody',
    'bot/programme/accessTable.ts#group',
    'bot/programme/accessTable.ts#student',
    'bot/programme/accessTable.ts#toolTells',
  ],
  'reads and checks the files, or what was stored of them': [
    'bot/roster/peopleFile.ts#readPerson',
    'bot/roster/peopleFile.ts#readUniversity',
    'bot/roster/peopleFile.ts#roles',
    'bot/storage/programmeLists.ts#roles',
  ],
  'the kind of a notice, not a role': [
    'bot/delivery/planner.ts#noticeMessages',
    'bot/privacy/subject.ts#noticeConcern',
    'bot/storage/recordRows.ts#noticeKey',
  ],
  'to whom a message is planned, and when: whether they may have it is asked again before it goes': [
    'bot/delivery/flagsAtLarge.ts#imported',
    'bot/privacy/redrawn.ts#keysOfRetold',
    'bot/programme/directory.ts#directoryOf',
    'bot/programme/rounds/endMessages.ts#everybody',
    'bot/programme/rounds/few.ts#lastLeaving',
    'bot/programme/rounds/hearing.ts#hearersOf',
    'bot/programme/rounds/meetingMessages.ts#meetingMessages',
    'bot/programme/rounds/meetingMessages.ts#toBringer',
    'bot/programme/rounds/notExpected.ts#leftFixed',
    'bot/programme/rounds/planning.ts#planIn',
    'bot/programme/rounds/planning.ts#roundOpening',
    'bot/programme/rounds/reporters.ts#reportersDue',
    'bot/programme/rounds/searchMessages.ts#askedMeanwhile',
    'bot/programme/rounds/searchMessages.ts#leadsUntil',
    'bot/programme/rounds/searchMessages.ts#offerMessages',
    'bot/programme/rounds/searchMessages.ts#roundCoordinators',
    'bot/programme/rounds/weeklyInvites.ts#invite',
    'bot/programme/timetable.ts#messagesOf',
    'bot/roster/back.ts#activeStudents',
    'bot/roster/back.ts#backWith',
    'bot/roster/back.ts#studentsChanged',
    'bot/roster/retold.ts#isCoordinator',
  ],
  'whether the person it is about is, or was, a student, a teacher or a coordinator': [
    'bot/delivery/reach.ts#tellOfRefusal',
    'bot/programme/care.ts#coordinatorNames',
    'bot/programme/messages.ts#unreachableMessages',
    'bot/programme/signalDetails.ts#isColleague',
    'bot/programme/signalDetails.ts#studentsOf',
    'bot/programme/staffRefused.ts#staffRefused',
    'dialogs/onboarding.ts#noteUnreachable',
    'dialogs/outgoingToCoordinator.ts#ofUnreachable',
    'dialogs/redraw.ts#unreachableAgain',
    'dialogs/rounds/views.ts#groupView',
    'dialogs/summary/names.ts#studentNames',
  ],
  'the university of a student': [
    'bot/programme/directory.ts#calendarsOf',
    'bot/programme/export/students.ts#rowOf',
    'bot/programme/rounds/planning.ts#closuresNames',
    'bot/programme/rounds/weeks.ts#studentPlaces',
  ],
  'who can be put into a group, or lead one': [
    'bot/programme/rounds/reporters.ts#lacksReporter',
    'bot/programme/rounds/roster.ts#studentsToPlace',
    'bot/programme/rounds/roster.ts#teachersAvailable',
    'bot/programme/rounds/rosterTeachers.ts#teacherAt',
    'bot/programme/rounds/roundsDigest.ts#withoutTeacher',
    'bot/programme/rounds/standing.ts#studentsWithoutGroup',
    'bot/programme/rounds/standing.ts#teacherOf',
    'bot/programme/rounds/weeks.ts#activeStudents',
    'dialogs/rounds/group.ts#handOverRefusal',
    'dialogs/rounds/proposal.ts#moveIn',
    'dialogs/rounds/showing.ts#otherTeachers',
  ],
  'as what somebody is of a group that the table lets them reach': [
    'bot/programme/rounds/current.ts#waitingGroups',
    'bot/programme/rounds/personWeek.ts#personWeek',
    'bot/programme/rounds/reach.ts#goesAs',
    'bot/programme/rounds/reach.ts#whoWas',
    'dialogs/rounds/ended.ts#endedView',
    'dialogs/rounds/ended.ts#movedTo',
    'dialogs/rounds/ended.ts#withoutReader',
    'dialogs/rounds/intervision.ts#cardsFor',
    'dialogs/rounds/intervision.ts#withoutRound',
    'dialogs/rounds/scope.ts#roles',
    'dialogs/rounds/scope.ts#theirs',
  ],
  'how it is worded or laid out for whom it was let through': [
    'cards/help.ts#flagsKey',
    'cards/privacy.ts#privacyCard',
    'cards/weekMeetings.ts#aheadLines',
    'cards/weekMeetings.ts#aheadTitle',
    'cards/weekMeetings.ts#endedLines',
    'cards/weekMeetings.ts#linesOf',
    'cards/welcome.ts#firstCommand',
    'cards/welcome.ts#linesOf',
  ],
};

const found = ['bot', 'dialogs', 'cards'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      roleWordsIn(readFileSync(join(root, folder, file), 'utf8')).map(
        (name) => `${folder}/${file.split(sep).join('/')}#${name}`,
      ),
    ),
);

test('a role is asked for only where it stands here why', () => {
  expect(found.toSorted()).toEqual(Object.values(allowed).flat().toSorted());
});

describe('in source made up for it', () => {
  test.each([
    "const a = (role: Role) => role === 'teacher';",
    "export const a = ({ person }: Grant) => person.role !== 'coordinator' || x;",
    "function a(roles: Role[]) { return roles.includes('student'); }",
    "const a = (one) => { switch (one.role) { case 'teacher': return b; } };",
    "const a = ['student', 'coordinator'];",
    'export const a = { student: b, teacher: c, coordinator: d };',
    "const a = (turn) => isActiveAs(directory, turn.who, 'teacher', day);",
    "const a = directory.person(email, 'coordinator');",
    "export class a { b() { return this.role === 'student'; } }",
  ])('%s asks for one', (source) => {
    expect(roleWordsIn(source)).toEqual(['a']);
  });

  test.each([
    "const a = column('student', 22);",
    "const a = data['student'];",
    "const a = { receiver, as: 'teacher' };",
    "type A = 'student' | 'teacher';",
    "const a = ['pupil', 'student'];",
  ])('%s does not', (source) => {
    expect(roleWordsIn(source)).toEqual([]);
  });
});
