/** Words that nobody can write Dutch or English without, and that somebody may be called all the same. */

const dutch =
  'aan al alle als altijd an anders april bang beetje ben beter bij bijna blij boos bos bovendien daar dag dan ' +
  'dank dat de deed den denk der derde des deze die dien dit doe doen door dus duur echt een eens eerder eerst ' +
  'elk en er even faal fijn ga gaan gaat gaf gauw geen geef gek geleden gewoon ging goed had haar hadden half ' +
  'hand hebben heb heeft heel heen help hem hen het hier hij hoe hoi hoop hoor houd huis hun iemand iets ik in is ' +
  'ja jaar je jij joh jou jouw juist juli kan kans keer kent kijk klaar klein kom komen komt kon kort krijg ' +
  'kunnen laat lach lang leer lees leest leg les leuk lief liep liet los lot maak maal maan maar mag man mans me ' +
  'mee meer mei men met mij mijn min mis moest moet mooi na naar nam nee niet niets nieuw nog nooit nu och of om ' +
  'omdat ons ook oom op open over pas pauze per plan praat raak raam rond saai samen snap snel soms speel stap ' +
  'stil sta staan stuk tas te tegen ten ter tijd tien toch toe toen tot tussen twee uit van veel vaak ver vier ' +
  'vind vond voor vraag vrij waar waren wacht was wat we weet weg week wel wen werd werk wie wij wijs wil wilde ' +
  'willen wist word worden wou zag zal ze zee zeer zeg zei zelf zes zet zich zien ziet zij zijn zit zo zoek zon ' +
  'zou';

const english =
  'a about after again all also always am an and any are as ask at away back bad be been best better big bit both ' +
  'but buy by call can case chance come could dare day dear did do does done down each else end enough even ' +
  'ever every face fair far feel few fine first for free from fun gave get give go goal going good got ' +
  'great grow had half hand happy hard has have he hear help her here hers him his home hope how i if in into is it its job ' +
  'just keep kind know last late leave less let like line listen long look lot love low luck made make many ' +
  'may me mean might mine miss more most much must my near need never new next nice no non none nor not now of off ' +
  'often old on once one only open or other our out over own part past plan play proud quiet ready real rest right ' +
  'said same saw say says see set shall she should show shy sit so some soon speak still sure take talk tell ten ' +
  'than that the their them then there they think this time to today together too told try turn two under until up us very ' +
  'want was way we well went were what when where which while who whole why will wish with without won word work would yes ' +
  'yet you young your';

/** The words, in lower case and without accents. */
export const everydayWords: ReadonlySet<string> = new Set(`${dutch} ${english}`.split(' '));
