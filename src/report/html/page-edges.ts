/** What stands at the edges of printed pages; of our own words and digits alone, because a style can hold no text of others. */
export interface PageEdges {
  /** The named page (CSS Paged Media) that they are of; every page of the document without. */
  readonly page?: string;
  /** In the upper left corner: that it is a drill, or which sheet. */
  readonly top?: string;
  /** The label of TLP 2.0. Absent where it has none. */
  readonly label?: string | undefined;
  /** In the lower left corner: which page it is, of how many. As `content` has it. */
  readonly bottom: string;
}

/** Which page it is, of how many, as `content` has it. */
export const pageOfPages = 'counter(page) " / " counter(pages)';

/** The rule that sets them. TLP 2.0: the label stands in the header and the footer of each page, on the right, in 12 points or more. */
export function pageEdges({ page = '', top = '', label = '', bottom }: PageEdges): string {
  const said = 'font:9pt sans-serif;color:#000';
  const labelled = `{content:"${label}";font:bold 12pt sans-serif;color:#000;white-space:nowrap}`;
  return `@page ${page}{@top-left{content:"${top}";${said}}@top-right${labelled}@bottom-left{content:${bottom};${said}}@bottom-right${labelled}}`;
}
