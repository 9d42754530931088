import { briefPage } from './brief-page.ts';
import { clocksPage } from './clocks-page.ts';
import { facilitatePage } from './facilitate-page.ts';
import { factsPage } from './facts-page.ts';
import { messagesPage } from './messages-page.ts';
import { timelinePage } from './timeline-page.ts';
import { incidentsPage } from './incidents-page.ts';
import { mapPage } from './map-page.ts';
import { peoplePage } from './people-page.ts';
import type { Page } from './page.ts';
import type { PageName } from './page-state.ts';
import { injectsPage } from './injects-page.ts';
import { questionsPage } from './questions-page.ts';
import { reviewPage } from './review-page.ts';
import { servicesPage } from './services-page.ts';

/** The screens beside the guide: each is a list with a detail and keys of its own. */
export const pages: Readonly<Record<PageName, Page>> = {
  clocks: clocksPage,
  messages: messagesPage,
  facts: factsPage,
  services: servicesPage,
  questions: questionsPage,
  timeline: timelinePage,
  map: mapPage,
  people: peoplePage,
  brief: briefPage,
  review: reviewPage,
  incidents: incidentsPage,
  injects: injectsPage,
  facilitate: facilitatePage,
};
