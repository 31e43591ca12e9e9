import type { Topic } from '../../../bot/programme/facts';

/** Conversation tips for student mentors, four a topic, written for this project. */
export const tips = {
  motives: [
    'Vraag: bij welk vak of welke klus vergeet jij de tijd? Vraag door: wat maakt dat zo leuk?',
    'Laat je leerling drie dingen noemen die deze week energie gaven, en één die energie kostte. Zoek samen wat ze gemeen hebben.',
    'Vertel waarom jij je studie koos, ook waarover je twijfelde. Vraag daarna: waar kom jij graag je bed voor uit?',
    'Vraag: stel dat er geen cijfers bestonden, welk vak zou je dan kiezen? En wat zegt dat over jou?',
  ],
  qualities: [
    'Vraag naar iets wat pas goed ging; klein mag ook. Wat deed je leerling zelf waardoor het lukte?',
    'Noem één kwaliteit die jij bij je leerling ziet, met een voorbeeld erbij. Vraag of je leerling dat herkent.',
    'Vraag: wat zou een vriend of je oma zeggen dat jij goed kunt? Laat je leerling het deze week echt navragen.',
    'Praat over iets wat nog lastig is. Vraag: wanneer ging het net iets beter, en wat deed je toen anders?',
  ],
  work: [
    'Kies samen een beroep, uit een serie mag ook. Zoek op hoe een gewone dinsdag er dan uitziet.',
    'Laat je eigen rooster zien en vertel wat je vandaag echt deed. Wat valt je leerling op?',
    'Zoek samen op welke vakken een studie vraagt die je leerling leuk lijkt. Welk profiel past daarbij?',
    'Kies samen een open dag of een proefles en zet hem meteen in de agenda. Bedenk alvast één vraag om daar te stellen.',
  ],
  steering: [
    'Vraag: welke keuze komt er dit jaar aan? Wat weet je al, en wat moet je nog weten om te kiezen?',
    'Laat je leerling kiezen waar dit uur over gaat. Geef drie onderwerpen en wacht rustig op het antwoord.',
    'Maak een groot plan klein: wat is een eerste stap die minder dan tien minuten kost? Zet hem samen.',
    'Kijk terug op een keuze die goed uitpakte. Hoe koos je leerling toen: op gevoel, met een lijstje, door erover te praten?',
  ],
  network: [
    'Teken samen wie er om je leerling heen staan: familie, buren, sport, bijbaan. Over wiens werk wil je leerling meer weten?',
    'Bedenk samen drie vragen voor iemand met een interessant beroep. Spreek af wie je leerling ze gaat stellen, en wanneer.',
    'Ken jij iemand die een studie doet die je leerling leuk lijkt? Neem één vraag van je leerling mee en kom terug met het antwoord.',
    'Vraag: bij wie op school klop je aan als je vastloopt? Zoek samen uit wie de decaan is en waar die zit.',
  ],
  homework: [
    'Vraag welke toets of opdracht het meest in het hoofd zit. Doe samen alleen de eerste vijf minuten ervan.',
    'Laat je leerling iets uit de les aan jou uitleggen. Waar het hapert, zit de volgende stap.',
    'Vergelijk hoe jullie leren: hardop, met kaartjes, met een filmpje. Laat je leerling één nieuwe manier kiezen om te proberen.',
    'Kijk samen naar een toets die tegenviel. Niet naar het cijfer, maar naar de vragen: welke soort ging mis, en wat helpt daarbij?',
  ],
  planning: [
    'Leg jullie agenda’s naast elkaar. Welke dag is te vol, en wat kan er schuiven?',
    'Laat je leerling schatten hoelang het huiswerk van morgen duurt. Kijk de volgende keer samen of het klopte.',
    'Vraag waar de telefoon ligt tijdens het leren. Bedenk samen een proefje, bijvoorbeeld twintig minuten in een andere kamer.',
    'Sluit af met één afspraak: wat ga je doen, wanneer, en hoe merken we dat het gelukt is? Zet hem straks in je check-in.',
  ],
} as const satisfies Record<Topic, readonly [string, string, string, string]>;
