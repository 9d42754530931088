/** A runbook as a form on paper, drawn in three ways. Loaded late: whoever shows a runbook otherwise needs none of it. */
export type { PaperForm, PaperSource } from './form.ts';
export { formHtml } from './form-html.ts';
export { formMarkdown } from './form-markdown.ts';
export { paperForm } from './paper-form.ts';
