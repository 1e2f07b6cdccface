/** A customer of the demo: who it is, what it takes, from which day of the story, and how it pays. */
export type DemoCustomer = {
  external_id: string;
  name: string;
  email: string;
  company: string;
  address_line1: string;
  city: string;
  state?: string;
  postal_code: string;
  country: string;
  currency: string;
  time_zone: string;
  locale: string;
  payment_terms: string;
  /** Day of the story on which it came; below zero: so many days before today. */
  since_day: number;
  plan: 'platform' | 'workspace';
  /** Seats of a workspace; how much a platform is used. */
  size: number;
  /** Bills by calendar months; otherwise from the day it came. */
  calendar: boolean;
  /** Days after the issue date; null pays nothing. */
  pays_after: number | null;
  /** Day of the story on which it gave notice. */
  leaves_day: number | null;
  /** Who is above it and pays for it. */
  parent: string | null;
  /** So many days before today it stopped paying. */
  stopped_paying: number | null;
  /** Free days at the begin. */
  trial_days: number | null;
  /** Months that it promised to stay. */
  contract: number | null;
  /** Percent off, for the first year. */
  percent_off: number | null;
};

// One line each, in the order in which they came: company; contact; mail; street, city, state, postal code, country; currency,
// time zone, locale, terms; day, plan, size, month or day, days until paid, and what else is to be said of it.
const ROWS = `
Brightwater Analytics; Nora Whitfield; brightwater; 210 Congress Street, Boston, MA, 02110, US; USD, America/New_York, en-US, net_30; 2, platform, 4, month, 21
Kestrel Robotics; Samuel Ortega; kestrel-robotics; 77 Geary Street, San Francisco, CA, 94108, US; USD, America/Los_Angeles, en-US, net_30; 4, platform, 6, day, 33
Lindenhof Verlag; Katharina Brandt; lindenhof-verlag; Lindenstraße 14, Berlin, , 10969, DE; EUR, Europe/Berlin, de-DE, net_14; 7, workspace, 18, month, 9
Moulin & Fils; Étienne Caron; moulin-fils; 9 rue des Tanneurs, Lyon, , 69002, FR; EUR, Europe/Paris, fr-FR, net_30; 11, platform, 3, month, 28
Harrow Logistics; Imogen Clarke; harrow-logistics; 5 Canal Wharf, Manchester, , M15 4TN, GB; GBP, Europe/London, en-GB, net_30; 18, platform, 5, day, 25
Żuraw Software; Łukasz Wróbel; zuraw; ul. Długa 22, Gdańsk, , 80-831, PL; EUR, Europe/Warsaw, pl-PL, net_14; 24, workspace, 7, day, 12
Αιγαίο Ναυτιλιακή; Ελένη Παππά; aigaio; Ακτή Μιαούλη 85, Πειραιάς, , 185 38, GR; EUR, Europe/Athens, el-GR, net_30; 31, platform, 4, month, 29, stopped 110
株式会社桜井精機; Yuki Sakurai; sakurai-seiki; 2-11-3 Meguro, Tokyo, , 153-0063, JP; JPY, Asia/Tokyo, ja-JP, end_of_month; 38, workspace, 12, month, 20
Prairie Health; Marcus Bell; prairie-health; 1400 Broadway, Denver, CO, 80203, US; USD, America/Denver, en-US, net_60; 47, platform, 8, month, 52
Northshore Media; Grace Tremblay; northshore; 330 Bay Street, Toronto, ON, M5H 2S8, CA; USD, America/Toronto, en-CA, net_30; 62, workspace, 24, day, 18
Coral Bay Tourism; Liam Nguyen; coralbay; 18 Harbour Esplanade, Sydney, NSW, 2000, AU; USD, Australia/Sydney, en-AU, net_30; 85, workspace, 5, day, never, left 190
Tarn Valley Foods; Fiona McAllister; tarnvalley; 41 Castle Terrace, Edinburgh, , EH1 2EL, GB; GBP, Europe/London, en-GB, due_on_receipt; 110, platform, 2, month, 3, left 440
Vester Bryggeri; Mads Thomsen; vesterbryggeri; Vesterbrogade 96, København, , 1620, DK; EUR, Europe/Copenhagen, da-DK, net_14; 128, workspace, 9, month, 10
Fjordlys Energi; Ingrid Solberg; fjordlys; Strandgaten 41, Bergen, , 5004, NO; EUR, Europe/Oslo, nb-NO, net_30; 141, platform, 7, month, 27
Cortijo del Sol; Lucía Romero; cortijo-del-sol; Calle Larios 12, Málaga, , 29005, ES; EUR, Europe/Madrid, es-ES, net_30; 160, workspace, 6, day, 31, stopped 70
Officina Bellandi; Paolo Bellandi; bellandi; Via Garibaldi 8, Torino, , 10122, IT; EUR, Europe/Rome, it-IT, net_60; 175, platform, 3, month, 58
Hibiscus Learning; Wei Lin Tan; hibiscus; 71 Robinson Road, Singapore, , 068895, SG; USD, Asia/Singapore, en-SG, net_30; 190, workspace, 30, month, 14
De Waterkant Ontwerp; Sanne Visser; waterkant; Prinsengracht 263, Amsterdam, , 1016 GV, NL; EUR, Europe/Amsterdam, nl-NL, net_14; 206, workspace, 11, day, 13, left 430
Maple Ridge Dental; Aaron Pike; mapleridge; 900 Grand Avenue, Saint Paul, MN, 55105, US; USD, America/Chicago, en-US, net_30; 221, workspace, 8, month, 22, left 400
Kita Fabrics; Haruto Kita; kita-fabrics; 4-2-8 Honmachi, Osaka, , 541-0053, JP; JPY, Asia/Tokyo, ja-JP, net_30; 240, platform, 4, month, 34
Alpenblick Versicherung; Matthias Huber; alpenblick; Landstraße 55, Linz, , 4020, AT; EUR, Europe/Vienna, de-AT, net_30; 255, platform, 9, month, 26
Ipê Logística; Beatriz Moraes; ipe-logistica; Avenida Paulista 1374, São Paulo, SP, 01310-100, BR; USD, America/Sao_Paulo, pt-BR, net_30; 268, platform, 5, month, 34, stopped 75
Deccan Grid; Ananya Rao; deccangrid; 12 Residency Road, Bengaluru, KA, 560025, IN; USD, Asia/Kolkata, en-IN, net_30; 285, platform, 10, month, 24
Rheinfall Präzision; Beat Zimmermann; rheinfall; Vordergasse 30, Schaffhausen, , 8200, CH; EUR, Europe/Zurich, de-CH, net_30; 300, workspace, 22, month, 15
Galway Bay Biotech; Aoife Brennan; galwaybay; 3 Eyre Square, Galway, , H91 YR2K, IE; EUR, Europe/Dublin, en-IE, net_30; 318, workspace, 14, day, 19
Lodestar Freight; Denise Carver; lodestar; 1650 Tower Grove, St. Louis, MO, 63110, US; USD, America/Chicago, en-US, net_30; 333, platform, 12, month, 29
Casa Azul Editores; Rodrigo Fuentes; casa-azul; Calle Londres 247, Ciudad de México, , 04100, MX; USD, America/Mexico_City, es-MX, net_30; 350, workspace, 6, day, 36, left 470
Norrsken Spel; Elsa Lindqvist; norrsken; Götgatan 44, Stockholm, , 118 26, SE; EUR, Europe/Stockholm, sv-SE, net_14; 365, platform, 8, month, 11
Kauri Outdoor; Aroha Walker; kauri; 22 Ponsonby Road, Auckland, , 1011, NZ; USD, Pacific/Auckland, en-NZ, net_30; 382, workspace, 10, month, 25
Tejo Cerâmica; Rita Carvalho; tejo-ceramica; Rua da Prata 80, Lisboa, , 1100-420, PT; EUR, Europe/Lisbon, pt-PT, net_30; 398, workspace, 5, day, 30
Hanbit Semicon; Jiwoo Han; hanbit; 152 Teheran-ro, Seoul, , 06236, KR; USD, Asia/Seoul, ko-KR, net_60; 415, platform, 14, month, 55
Sunday Press; Oliver Marsh; sundaypress; 19 Clerkenwell Green, London, , EC1R 0DP, GB; GBP, Europe/London, en-GB, net_14; 430, workspace, 16, month, 12
Bluebonnet Clinics; Teresa Guzman; bluebonnet; 505 Brazos Street, Austin, TX, 78701, US; USD, America/Chicago, en-US, net_30; 447, workspace, 40, month, 27, contract 12, off 10
Granary Wharf Studio; Priya Nair; granarywharf; 2 Granary Wharf, Leeds, , LS1 4BR, GB; GBP, Europe/London, en-GB, due_on_receipt; 460, workspace, 9, day, 2, under C-032
Kiruna Mining Data; Lars Nutti; kiruna-data; Hjalmar Lundbohmsvägen 12, Kiruna, , 981 31, SE; EUR, Europe/Stockholm, sv-SE, net_30; 480, platform, 16, month, 28
Suomen Pakkaus; Aino Virtanen; pakkaus; Hämeenkatu 9, Tampere, , 33100, FI; EUR, Europe/Helsinki, fi-FI, net_14; 500, workspace, 12, day, 13, trial 14
Hartford Street Law; Simone Avery; hartford-law; 88 Trumbull Street, Hartford, CT, 06103, US; USD, America/New_York, en-US, net_30; 520, workspace, 18, month, 24
Nimbus Prints; Dana Cole; nimbusprints; 611 Folsom Street, San Francisco, CA, 94107, US; USD, America/Los_Angeles, en-US, net_30; -6, workspace, 7, day, 20, trial 14
Lagune Immobilien; Jonas Petersen; lagune; Strandallee 30, Lübeck, , 23570, DE; EUR, Europe/Berlin, de-DE, net_14; -3, workspace, 4, day, 14, trial 30
`;

export const CUSTOMERS: readonly DemoCustomer[] = ROWS.trim().split('\n').map(toCustomer);

function toCustomer(row: string, at: number): DemoCustomer {
  const [who = '', ...parts] = row.split('; ');
  const [name = '', domain = '', place = '', custom = '', habits = ''] = parts;
  const [address_line1 = '', city = '', state = '', postal_code = '', country = ''] = place.split(', ');
  const [currency = '', time_zone = '', locale = '', payment_terms = ''] = custom.split(', ');
  const [since_day, plan, size, bills, pays, ...fates] = habits.split(', ');
  const told = (word: string) => fates.find((fate) => fate.startsWith(`${word} `))?.slice(word.length + 1) ?? null;
  const fated = (word: string) => (told(word) === null ? null : Number(told(word)));
  return {
    external_id: `C-${String(at + 1).padStart(3, '0')}`,
    name,
    email: `accounts@${domain}.example`,
    company: who,
    address_line1,
    city,
    ...(state ? { state } : {}),
    postal_code,
    country,
    currency,
    time_zone,
    locale,
    payment_terms,
    since_day: Number(since_day),
    plan: plan === 'platform' ? 'platform' : 'workspace',
    size: Number(size),
    calendar: bills === 'month',
    pays_after: pays === 'never' ? null : Number(pays),
    leaves_day: fated('left'),
    parent: told('under'),
    stopped_paying: fated('stopped'),
    trial_days: fated('trial'),
    contract: fated('contract'),
    percent_off: fated('off'),
  };
}
