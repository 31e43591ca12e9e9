import type { Role } from '../../bot/programme/model';
import { privacyCard } from '../../cards/privacy';
import { stringsOf } from './cardProblems';

const shownTo = (roles: readonly Role[]): string =>
  stringsOf(
    privacyCard(
      {
        address: 'sam@leiden.example',
        programmes: ['HMP'],
        roles,
        mentoring: null,
        filesAbout: null,
        filesTaken: null,
        looks: null,
        operatorLooks: [],
        filesSince: 90,
        keeps: [],
        hasReminders: false,
        hasCalendar: false,
        hasCalendarLink: false,
      },
      'nl',
    ).content,
  ).join('\n');

describe('whom to ask to see, correct or erase', () => {
  test.each<{ roles: readonly Role[]; asked: string }>([
    { roles: ['student'], asked: 'Vraag het aan de coördinator van je programma.' },
    { roles: ['teacher'], asked: 'Vraag het aan de coördinator van je programma.' },
    { roles: ['coordinator'], asked: 'Vraag het aan de beheerder van deze bot' },
    { roles: ['teacher', 'coordinator'], asked: 'Vraag het aan de beheerder van deze bot' },
  ])('given $roles, then: $asked', ({ roles, asked }) => {
    expect(shownTo(roles)).toContain(asked);
  });

  test('a coordinator is never sent to themselves', () => {
    expect(shownTo(['coordinator'])).not.toContain('coördinator van je programma');
  });
});
