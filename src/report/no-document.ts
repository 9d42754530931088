/** Why there is no such document of an incident, and what to do about it. */
export interface NoDocument {
  readonly message: string;
  readonly hint: string;
}
