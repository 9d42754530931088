import { nearest } from '../../text/index.ts';
import { isTimeZone } from '../../time/index.ts';
import { wrongUsage } from '../failure.ts';

/** The zone of that name, as it is written. @throws Failure where there is none, with the one that was probably meant. */
export function zoneNamed(said: string): string {
  const name = said.toLowerCase();
  const found = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name);
  if (found !== undefined) return found;
  // Older and newer names are no part of that list.
  if (isTimeZone(said)) return said;
  const meant = zoneMeant(said);
  throw wrongUsage(
    `There is no time zone "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    'Give an IANA name, such as Europe/Copenhagen.',
  );
}

/** A slip of the keyboard, or a city without its continent. */
function zoneMeant(said: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
  const whole = nearest(said, zones);
  if (whole !== undefined) return whole;
  const near = nearest(city(said).replaceAll(' ', '_'), zones.map(city));
  return zones.find((zone) => city(zone) === near);
}
