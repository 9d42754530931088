/** What the tool stores about whom (GDPR Art. 15 and 30). Loaded late: few ask for it. */
export type { HeldName, Holdings } from './register.ts';
export { personRegister } from './person-register.ts';
export { processingRegister } from './processing-register.ts';
export { registerMarkdown } from './register-markdown.ts';
export { lexicon } from '../words/lexicon.ts';
