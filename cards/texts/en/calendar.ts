import type { calendar as dutch } from '../nl/calendar';

export const calendar = {
  'calendar.name': 'Mentormaat',
  'calendar.session': 'Mentor session',
  'calendar.meeting': 'Intervision',
  'calendar.cancelled': 'Cancelled: {title}',
  'calendar.title': 'Your calendar',
  'calendar.summary': 'The link to your calendar',
  'calendar.how':
    'This keeps your sessions and intervision in your calendar, also when something changes. In Outlook, Google or Apple choose ‘subscribe to calendar’ or ‘add calendar from the internet’, and paste this link:',
  'calendar.secret':
    'Whoever has this link sees where and when your appointments are, without names of pupils. Do not share it. Did that happen? Make a new one or switch it off: the old one stops working then.',
  'calendar.renewed': 'This is your new link. The old one no longer works.',
  'calendar.stopped':
    'Your link is off: whoever had it sees nothing any more. Want a calendar again later? Then you get a new link.',
  'calendar.none': 'No calendar link is set up here. Ask your coordinator about it.',
  'calendar.button': 'In my calendar',
  'calendar.button.stop': 'Switch off link',
  'calendar.button.renew': 'New link',
} as const satisfies Record<keyof typeof dutch, string>;
