import type { Topic } from '../../../bot/programme/facts';

/** The same tips as the Dutch ones, in the same order. */
export const tips = {
  motives: [
    'Ask: which subject or task makes you forget the time? Then ask on: what is it that makes it fun?',
    'Let your pupil name three things that gave energy this week, and one that took it. Look together for what they share.',
    'Tell why you chose your study, your doubts included. Then ask: what do you like to get out of bed for?',
    'Ask: if there were no marks, which subject would you choose? And what does that say about you?',
  ],
  qualities: [
    'Ask about something that went well lately; small is fine. What did your pupil do to make it work?',
    'Name one strength you see in your pupil, with an example. Ask whether your pupil recognises it.',
    'Ask: what would a friend or your grandmother say you are good at? Let your pupil really ask them this week.',
    'Talk about something that is still hard. Ask: when did it go a little better, and what did you do differently?',
  ],
  work: [
    'Choose a job together, from a series if you like. Look up what an ordinary Tuesday in it looks like.',
    'Show your own timetable and tell what you really did today. What strikes your pupil?',
    'Look up together which subjects a study asks for that your pupil likes. Which subject profile goes with it?',
    'Choose an open day or a trial lesson together and put it in the diary at once. Think of one question to ask there.',
  ],
  steering: [
    'Ask: which choice is coming up this year? What do you know already, and what do you need to know to choose?',
    'Let your pupil choose what this hour is about. Offer three topics and wait calmly for the answer.',
    'Make a big plan small: what is a first step that takes less than ten minutes? Take it together.',
    'Look back at a choice that turned out well. How did your pupil choose: by feeling, with a list, by talking about it?',
  ],
  network: [
    'Draw together who is around your pupil: family, neighbours, sport, a side job. Whose work would your pupil like to know more about?',
    'Think of three questions for somebody with an interesting job. Agree whom your pupil will ask, and when.',
    'Do you know somebody who does a study your pupil likes? Take one question of your pupil along and come back with the answer.',
    'Ask: whose door at school do you knock on when you are stuck? Find out together who the careers adviser is, and where.',
  ],
  homework: [
    'Ask which test or task is most on your pupil’s mind. Do only the first five minutes of it, together.',
    'Let your pupil explain something from class to you. Where it falters is the next step.',
    'Compare how you both learn: aloud, with cards, with a video. Let your pupil choose one new way to try.',
    'Look together at a test that went badly. Not at the mark but at the questions: which kind went wrong, and what helps?',
  ],
  planning: [
    'Put your diaries side by side. Which day is too full, and what can move?',
    'Let your pupil guess how long tomorrow’s homework takes. Next time, see together whether it was right.',
    'Ask where the phone is while studying. Think of a small experiment together, such as twenty minutes in another room.',
    'Close with one agreement: what will you do, when, and how will we notice that it worked? Put it in your check-in later.',
  ],
} as const satisfies Record<Topic, readonly [string, string, string, string]>;
