import { calendar } from './en/calendar';
import { checkIn } from './en/checkIn';
import { commands } from './en/commands';
import { corrections } from './en/corrections';
import { digest } from './en/digest';
import { exporting } from './en/export';
import { flags } from './en/flags';
import { hours } from './en/hours';
import { notices } from './en/notices';
import { nudge } from './en/nudge';
import { onboarding } from './en/onboarding';
import { passOn } from './en/passOn';
import { reasons } from './en/reasons';
import { roundGroups } from './en/roundGroups';
import { roundMeetings } from './en/roundMeetings';
import { rounds } from './en/rounds';
import { signals } from './en/signals';
import { summary } from './en/summary';
import { unreachable } from './en/unreachable';
import { week } from './en/week';

/** Every English text; each group holds exactly the keys of its Dutch counterpart. */
export const en = {
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
