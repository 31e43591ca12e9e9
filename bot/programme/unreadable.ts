/** What is stored and cannot be read. */
import { Fault } from './failure';

/** A programme that a newer version wrote, or of which somebody changed or removed rows by hand; it says what is wrong. */
export class UnreadableProgramme extends Fault {}
