import { clocksPage } from './clocks-page.ts';
import { timelinePage } from './timeline-page.ts';
import { mapPage } from './map-page.ts';
import { peoplePage } from './people-page.ts';
import type { Page } from './page.ts';
import type { PageName } from './page-state.ts';

/** The screens beside the guide: each is a list with a detail and keys of its own. */
export const pages: Readonly<Record<PageName, Page>> = {
  clocks: clocksPage,
  timeline: timelinePage,
  map: mapPage,
  people: peoplePage,
};
