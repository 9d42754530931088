/** A piece of what is exported as it is made: text, or bytes of a format that is no text. */
export type Part = string | Uint8Array;
