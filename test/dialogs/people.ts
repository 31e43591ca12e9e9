/** The programme that conversations are tried in: two schools, three students, three coordinators, a teacher. */
import type { Programme } from '../../bot/programme/model';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';

export const sam = 'sam@leiden.example';
export const noor = 'noor@leiden.example';
export const lea = 'lea@leiden.example';
/** All schools. */
export const cora = 'cora@hmp.example';
/** Johan de Witt. */
export const jan = 'jan@hmp.example';
/** Zuiderpark College. */
export const zara = 'zara@hmp.example';
export const theo = 'theo@hmp.example';

/** Sam mentors Yara and Noor mentors Amir at Johan de Witt, Lea mentors Bo at Zuiderpark; all on Tuesdays at nine. */
export const theProgramme = (changes: Partial<Programme> = {}): Programme =>
  aProgramme({
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
    people: [
      aPerson({ email: sam, name: 'Sam de Boer' }),
      aPerson({ email: noor, name: 'Noor Aydin' }),
      aPerson({ email: lea, name: 'Lea Vos', language: 'en' }),
      aCoordinator({ email: cora }),
      aCoordinator({ email: jan, name: 'Jan Smit', schools: ['jdw'] }),
      aCoordinator({ email: zara, name: 'Zara Mol', schools: ['zwc'] }),
      aPerson({ email: theo, name: 'Theo Bos', role: 'teacher', university: null }),
    ],
    pupils: [
      aPupil({ id: 'p1', firstName: 'Yara' }),
      aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
      aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' }),
    ],
    pairs: [
      aPair({ pupil: 'p1', student: sam }),
      aPair({ pupil: 'p2', student: noor }),
      aPair({ pupil: 'p3', student: lea }),
    ],
    ...changes,
  });
