/** `forecast`: whether every pair can still reach the sessions the programme asks for. */
import { answersIn } from '../programme/facts';
import { forecasts } from '../programme/forecast';
import type { CliPorts } from './cliPorts';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme, readFacts } from './storedProgramme';
import { textTable } from './textTable';

/** The outlook of every pair, in order of pupils as in the files. */
export const forecast = (ports: CliPorts, programme: string): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'forecast' });
    const factsOf = await readFacts(asked);
    const rows = asked.directory.programme.pupils.flatMap((pupil) =>
      forecasts(asked.directory, pupil.id, answersIn(factsOf(pupil.id)), asked.now),
    );
    const text = textTable(
      ['pupil', 'student', 'held', 'possible', 'required', 'reachable'],
      rows.map((row) => [row.pupil, row.student, row.held, row.possible, row.required, row.reachable]),
      'No pairs.',
    );
    return done(rows, text);
  });
