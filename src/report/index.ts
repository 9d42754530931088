/** What a timeline becomes for its readers. */
export { markdownReview } from './markdown.ts';
export { exportFormat, exportFormats } from './formats.ts';
export type { ExportFormat } from './formats.ts';
export type { Part } from './part.ts';
export { bundleVersion } from './timeline-bundle.ts';
export type { TimelineBundle } from './timeline-bundle.ts';
export { shownTo } from './shown-to.ts';
export type { Recorded, Shown } from './shown-to.ts';
export { labelOf } from './redaction/audience.ts';
export type { Audience } from './redaction/audience.ts';
export type { LeftOut } from './redaction/redaction.ts';
export { metricsOf } from './metrics/metrics.ts';
export type { Metrics } from './metrics/metrics.ts';
export { metricsCsv } from './metrics/metrics-csv.ts';
export { metricsJson } from './metrics/metrics-json.ts';
export { metricsLines, trendLines } from './metrics/metrics-text.ts';
export { figures } from './figures.ts';
export type { Figure } from './figures.ts';
