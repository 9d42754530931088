import { trustLocalZone } from '../../time/index.ts';

/** The zone that the process was started in, for what is started by it. */
export const zoneOutside = process.env['TZ'];

/**
 * Makes the zone of an incident the zone of this process, so that no formatter has to be made for it (11 ms). Only for a zone
 * from the timeline, which was checked when it was declared.
 */
export function liveIn(timezone: string): void {
  process.env['TZ'] = timezone;
  trustLocalZone(timezone);
}
