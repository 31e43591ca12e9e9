import { keepRounds } from '../../bot/rounds/keepRounds';
import type { Storage } from '../../bot/ports/storage';
import type { OutgoingPorts } from '../../dialogs/sending';
import { noCalendar } from './noCalendar';

/** What outgoing messages are made from, over a storage. */
export const outgoingPorts = (storage: Storage): OutgoingPorts => ({
  ...storage,
  rounds: keepRounds(storage.rounds),
  calendar: noCalendar,
});
