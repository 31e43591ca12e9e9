import { calendar } from './nl/calendar';
import { checkIn } from './nl/checkIn';
import { commands } from './nl/commands';
import { corrections } from './nl/corrections';
import { digest } from './nl/digest';
import { exporting } from './nl/export';
import { flags } from './nl/flags';
import { hours } from './nl/hours';
import { notices } from './nl/notices';
import { nudge } from './nl/nudge';
import { onboarding } from './nl/onboarding';
import { passOn } from './nl/passOn';
import { reasons } from './nl/reasons';
import { roundGroups } from './nl/roundGroups';
import { roundMeetings } from './nl/roundMeetings';
import { rounds } from './nl/rounds';
import { signals } from './nl/signals';
import { summary } from './nl/summary';
import { unreachable } from './nl/unreachable';
import { week } from './nl/week';

/** Every Dutch text, by occasion. Messages are ICU; values of people come in escaped. */
export const nl = {
  ...calendar,
  ...checkIn,
  ...commands,
  ...corrections,
  ...digest,
  ...exporting,
  ...flags,
  ...hours,
  ...notices,
  ...nudge,
  ...onboarding,
  ...passOn,
  ...reasons,
  ...roundGroups,
  ...roundMeetings,
  ...rounds,
  ...signals,
  ...summary,
  ...unreachable,
  ...week,
} as const;
