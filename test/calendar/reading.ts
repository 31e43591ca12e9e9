/** A feed as a calendar reads it, with another library than the one it is made with. */
import ICAL from 'ical.js';

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly location: string | null;
  readonly start: number;
  readonly end: number;
  readonly isCancelled: boolean;
}

/** The events of a feed in its order; throws when it is no calendar. */
export const readFeed = (text: string): readonly ReadEvent[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      location: event.location,
      start: event.startDate.toUnixTime() * 1000,
      end: event.endDate.toUnixTime() * 1000,
      isCancelled: component.getFirstPropertyValue('status') === 'CANCELLED',
    };
  });
