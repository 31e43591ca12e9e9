/** The link that opens a new Teams meeting filled in: whoever clicks becomes its organiser. */

/** What the meeting is filled in with; texts are plain. */
export interface MeetingDraft {
  readonly subject: string;
  readonly content: string;
  /** ISO 8601 with offset. */
  readonly start: string;
  readonly end: string;
  readonly attendees: readonly string[];
}

/** Teams opens links of some two thousand characters; a group has nine addresses at most. */
const longestContent = 300;

/** Teams takes what stands around these for attendees of their own: somebody else could be invited. */
const severalInOne = /[,;<>"]/;

/** `https://teams.microsoft.com/l/meeting/new?…`, with `%20` for blanks, as Teams reads no `+`. */
export const meetingLink = ({ subject, content, start, end, attendees }: MeetingDraft): string => {
  const fields = {
    subject,
    startTime: start,
    endTime: end,
    content: content.slice(0, longestContent).replace(/\p{Cs}$/u, ''),
    attendees: attendees.filter((address) => !severalInOne.test(address)).join(','),
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://teams.microsoft.com/l/meeting/new?${query.join('&')}`;
};
