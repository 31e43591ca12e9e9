import type { onboarding as dutch } from '../nl/onboarding';

export const onboarding = {} as const satisfies Record<keyof typeof dutch, string>;
