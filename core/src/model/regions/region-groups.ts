import { worldRegions } from './world-regions.ts';

/** Countries that people call by one name. */
export interface RegionGroup {
  readonly key: string;
  /** In a sentence: `only in the EU`. */
  readonly name: string;
  /** ISO 3166 codes, sorted. */
  readonly codes: readonly string[];
  /** Who says so, and since when. */
  readonly source: string;
}

const world = worldRegions;

/** The member states, and their parts that belong to the EU and have codes of their own. `EU` itself: some sources say no more. */
const eu = list(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK',
  'AX GF GP MF MQ RE YT EU',
);
const latinAmerica = [...world.caribbean, ...world.centralAmerica, ...world.southAmerica];
const asia = [
  ...world.centralAsia,
  ...world.easternAsia,
  ...world.southEasternAsia,
  ...world.southernAsia,
  ...world.westernAsia,
];
const africa = [
  ...world.northernAfrica,
  ...world.easternAfrica,
  ...world.middleAfrica,
  ...world.southernAfrica,
  ...world.westernAfrica,
];
const europe = [
  ...world.easternEurope,
  ...world.northernEurope,
  ...world.southernEurope,
  ...world.westernEurope,
];
const m49 = 'UN Statistics Division, M49, as of 2026-01';

/** The groups that every installation has. */
export const regionGroups: readonly RegionGroup[] = [
  group('EU', 'the EU', eu, 'europa.eu, 27 members since 2020-02-01; outermost regions by TFEU article 349'),
  group('EEA', 'the EEA', [...eu, ...list('IS LI NO')], 'efta.int, since 2020-02-01: the EU, IS, LI and NO'),
  group('EFTA', 'EFTA', list('CH IS LI NO'), 'efta.int, four members since 1995-01-01'),
  group(
    'EUROZONE',
    'the eurozone',
    list('AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK', 'AX GF GP MF MQ RE YT'),
    'ecb.europa.eu, 21 members since 2026-01-01, with their parts that belong to the EU',
  ),
  group('DACH', 'the DACH countries', list('AT CH DE'), 'customary: Germany, Austria, Switzerland'),
  group(
    'NORDICS',
    'the Nordic countries',
    list('AX DK FI FO GL IS NO SE'),
    'norden.org: five countries and their three autonomous territories, as of 2026-01',
  ),
  group('BALTICS', 'the Baltic states', list('EE LT LV'), 'customary: Estonia, Latvia, Lithuania'),
  group('BENELUX', 'Benelux', list('BE LU NL'), 'benelux.int, three members since 1960-11-01'),
  group('GCC', 'the Gulf states', list('AE BH KW OM QA SA'), 'gcc-sg.org, six members since 1981-05-25'),
  group(
    'ASEAN',
    'ASEAN',
    list('BN ID KH LA MM MY PH SG TH TL VN'),
    'asean.org, eleven members since 2025-10-26',
  ),
  group(
    'MERCOSUR',
    'Mercosur',
    list('AR BO BR PY UY'),
    'mercosur.int, as of 2026-01; Venezuela is suspended since 2016-12',
  ),
  group(
    'LATAM',
    'Latin America and the Caribbean',
    latinAmerica,
    `${m49}: Latin America and the Caribbean (419)`,
  ),
  group(
    'APAC',
    'Asia-Pacific',
    [...world.easternAsia, ...world.southEasternAsia, ...world.southernAsia, ...world.oceania].filter(
      (code) => code !== 'IR',
    ),
    `No standard names it. ${m49}: Eastern (030), South-eastern (035) and Southern Asia (034) without Iran, Oceania (009)`,
  ),
  group(
    'EMEA',
    'Europe, the Middle East and Africa',
    [...europe, ...africa, ...world.westernAsia, 'IR'],
    `No standard names it. ${m49}: Europe (150), Africa (002), Western Asia (145) and Iran`,
  ),
  group('AFRICA', 'Africa', africa, `${m49}: Africa (002)`),
  group('AMERICAS', 'the Americas', [...world.northernAmerica, ...latinAmerica], `${m49}: Americas (019)`),
  group('ASIA', 'Asia', asia, `${m49}: Asia (142)`),
  group('EUROPE', 'Europe', europe, `${m49}: Europe (150)`),
  group('OCEANIA', 'Oceania', world.oceania, `${m49}: Oceania (009)`),
];

const byKey: ReadonlyMap<string, RegionGroup> = new Map(regionGroups.map((each) => [each.key, each]));

/** A group that every installation has; undefined for any other name. */
export function findRegionGroup(key: string): RegionGroup | undefined {
  return byKey.get(key);
}

function group(key: string, name: string, codes: readonly string[], source: string): RegionGroup {
  return { key, name, codes: [...codes].sort(), source };
}

function list(...codes: readonly string[]): readonly string[] {
  return codes.flatMap((some) => some.split(' '));
}
