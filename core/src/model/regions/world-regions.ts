/**
 * The countries of ISO 3166-1 by the sub-regions of UN M49, so that larger regions can be put together from them.
 *
 * Sources: ISO 3166-1 Online Browsing Platform and UN Statistics Division, "Standard country or area codes for statistical
 * use (M49)", both as of 2026-01. Two codes that M49 does not list stand where they lie: TW (assigned in ISO 3166-1) and XK
 * (user-assigned, as the EU and geolocation databases use it for Kosovo).
 */
export const worldRegions = {
  northernAfrica: list('DZ EG EH LY MA SD TN'),
  easternAfrica: list('BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW'),
  middleAfrica: list('AO CD CF CG CM GA GQ ST TD'),
  southernAfrica: list('BW LS NA SZ ZA'),
  westernAfrica: list('BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG'),
  northernAmerica: list('BM CA GL PM US'),
  caribbean: list('AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI'),
  centralAmerica: list('BZ CR GT HN MX NI PA SV'),
  southAmerica: list('AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE'),
  centralAsia: list('KG KZ TJ TM UZ'),
  easternAsia: list('CN HK JP KP KR MN MO TW'),
  southEasternAsia: list('BN ID KH LA MM MY PH SG TH TL VN'),
  southernAsia: list('AF BD BT IN IR LK MV NP PK'),
  westernAsia: list('AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE'),
  easternEurope: list('BG BY CZ HU MD PL RO RU SK UA'),
  northernEurope: list('AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ'),
  southernEurope: list('AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK'),
  westernEurope: list('AT BE CH DE FR LI LU MC NL'),
  oceania: list('AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS'),
  antarctica: list('AQ'),
} as const;

const countries: ReadonlySet<string> = new Set(Object.values(worldRegions).flat());

/** Every country that a region may name: ISO 3166-1 alpha-2 and XK. */
export const countryCodes: readonly string[] = [...countries].sort();

/** Whether a code in capitals is a country, or has the form of a part of one: ISO 3166-2 changes too often to be listed. */
export function isKnownRegion(code: string): boolean {
  return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && countries.has(code.slice(0, 2));
}

function list(codes: string): readonly string[] {
  return codes.split(' ');
}
