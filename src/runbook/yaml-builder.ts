import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { Fault } from './finding.ts';
import { hiddenIn } from './hidden-characters.ts';
import { keyFault } from './key-fault.ts';
import { plainScalar } from './scalar.ts';

/** Collections in collections: 16 lists of steps in each other need four levels each. */
export const deepest = 80;

/** Nodes after aliases are followed; what a billion laughs runs into. */
const mostExpanded = 100_000;

interface Frame {
  readonly event: MappingEvent | SequenceEvent;
  readonly value: Record<string, unknown> | unknown[];
  /** In a mapping: the key whose value comes next. */
  key: string | undefined;
  keyEvent: ScalarEvent | undefined;
  /** A key that was refused; its value is read and dropped. */
  dropped: boolean;
  /** This collection is itself the key of a mapping. */
  readonly isKey: boolean;
  nodes: number;
  height: number;
  lastWasWords: boolean;
  /** What was most likely meant by a collection that was none. */
  meant?: string;
}

interface Anchored {
  readonly value: unknown;
  readonly nodes: number;
  readonly height: number;
}

/** Builds plain data from the events, and notes what is not allowed on the way. */
export class Builder {
  readonly faults: Fault[];
  /** Whether there is anything to look at further. */
  readable = false;
  readonly #text: string;
  readonly #anchors = new Map<string, Anchored>();
  readonly #open: Frame[] = [];
  #root: unknown;
  #documents = 0;
  #expanded = 0;
  #tooMuch = false;

  constructor(text: string, hidden: readonly Fault[]) {
    this.#text = text;
    this.faults = [...hidden];
  }

  build(events: readonly Event[]): unknown {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#documents += 1;
          break;
        case EVENT_ID.SCALAR:
          this.#scalar(event);
          break;
        case EVENT_ID.ALIAS:
          this.#alias(event);
          break;
        case EVENT_ID.POP:
          this.#pop();
          break;
        default:
          this.#collection(event);
      }
      if (this.#documents > 1 || this.#tooMuch) break;
    }
    this.readable = this.#documents === 1 && !this.#tooMuch;
    if (this.#documents > 1)
      this.#fault(
        0,
        1,
        'yaml-document',
        'the file holds several YAML documents',
        'keep one of them and take out the `---`',
      );
    if (this.#documents === 0) this.#fault(0, 1, 'yaml-document', 'the file is empty', 'begin it with `holdfast: 1`');
    return this.#root;
  }

  #scalar(event: ScalarEvent): void {
    this.#refuseTag(event, event.valueStart);
    const frame = this.#open.at(-1);
    const source =
      event.valueStart < 0
        ? ''
        : event.fast
          ? this.#text.slice(event.valueStart, event.valueEnd)
          : getScalarValue(this.#text, event);
    if (frame !== undefined && this.#expectsKey(frame)) {
      this.#key(frame, event, source);
      return;
    }
    let value =
      event.tagStart < 0
        ? event.style === SCALAR_STYLE.PLAIN
          ? plainScalar(source)
          : source
        : `${this.#text.slice(event.tagStart, event.tagEnd)} ${source}`.trim();
    if (typeof value === 'string') this.#refuseEscaped(event, value);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      value = 1;
      this.#fault(
        event.valueStart,
        event.valueEnd,
        'yaml-number',
        `\`${source}\` is not a number that can be compared`,
        'write an ordinary number, or a text in quotes',
      );
    }
    if (frame !== undefined && event.valueStart < 0 && this.#isSplitSentence(frame)) {
      this.#splitSentence(frame);
      return;
    }
    if (frame !== undefined) frame.lastWasWords = typeof value === 'string' && event.style === SCALAR_STYLE.PLAIN;
    this.#anchor(event, value, 1, 0);
    this.#place(value, 1, 0);
  }

  #expectsKey(frame: Frame): boolean {
    return frame.event.type === EVENT_ID.MAPPING && frame.key === undefined;
  }

  #key(frame: Frame, event: ScalarEvent, source: string): void {
    frame.key = source;
    frame.keyEvent = event;
    const wrong = keyFault(source, event.style === SCALAR_STYLE.PLAIN, Object.hasOwn(frame.value, source));
    frame.dropped = wrong !== undefined;
    const start = Math.max(event.valueStart, 0);
    if (wrong === undefined) this.#refuseEscaped(event, source);
    else this.#fault(start, Math.max(event.valueEnd, start + 1), wrong.rule, wrong.message, wrong.hint);
  }

  /** `{ duty: Decides, and owns }`: the comma ended the value, and the rest became a key without a value. */
  #isSplitSentence(frame: Frame): boolean {
    return (
      frame.event.type === EVENT_ID.MAPPING &&
      this.#text.charCodeAt(frame.event.start) === 123 &&
      frame.lastWasWords &&
      frame.keyEvent?.style === SCALAR_STYLE.PLAIN &&
      !/^ *:/.test(this.#text.slice(frame.keyEvent.valueEnd, frame.keyEvent.valueEnd + 8))
    );
  }

  #splitSentence(frame: Frame): void {
    const event = frame.keyEvent;
    const keys = Object.keys(frame.value);
    const before = keys.at(-1) ?? '';
    const words: unknown = Reflect.get(frame.value, before);
    if (event !== undefined && !frame.dropped)
      this.#fault(
        event.valueStart,
        event.valueEnd,
        'split-sentence',
        `the comma ended \`${before}\`, and \`${frame.key ?? ''}\` became a key of its own`,
        `put the sentence in quotes: \`${before}: "${String(words)}, ${frame.key ?? ''}"\``,
      );
    frame.key = undefined;
  }

  #collection(event: MappingEvent | SequenceEvent): void {
    this.#refuseTag(event, event.start);
    const above = this.#open.at(-1);
    const isKey = above !== undefined && this.#expectsKey(above);
    if (isKey) {
      const filled = this.#text.startsWith('{{', above.event.start);
      if (filled) above.meant = (this.#text.slice(above.event.start).split('\n', 1)[0] ?? '').trim();
      this.#fault(
        filled ? above.event.start : event.start,
        (filled ? above.event.start : event.start) + (filled ? 2 : 1),
        'key-not-text',
        filled ? "`{{` at the beginning of a value is YAML's own notation" : 'a key must be a text',
        filled ? 'put the whole value in quotes' : 'put it in quotes, or indent what follows',
      );
    }
    this.#open.push({
      event,
      value: event.type === EVENT_ID.MAPPING ? {} : [],
      key: undefined,
      keyEvent: undefined,
      dropped: false,
      isKey,
      nodes: 1,
      height: 0,
      lastWasWords: false,
    });
    if (event.anchorStart >= 0) this.#anchors.delete(this.#text.slice(event.anchorStart, event.anchorEnd));
  }

  #pop(): void {
    const frame = this.#open.pop();
    if (frame === undefined) return;
    const above = this.#open.at(-1);
    if (frame.isKey && above !== undefined) {
      above.key = '';
      above.dropped = true;
      return;
    }
    if (above !== undefined) above.lastWasWords = false;
    this.#anchor(frame.event, frame.value, frame.nodes, frame.height);
    this.#place(frame.meant ?? frame.value, frame.nodes, frame.height + 1);
  }

  #alias(event: AliasEvent): void {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const found = this.#anchors.get(name);
    if (found === undefined) {
      this.#fault(
        event.anchorStart - 1,
        event.anchorEnd,
        'yaml-alias',
        `there is no \`&${name}\` above this`,
        'an alias repeats what was marked before it; a text that begins with `*` needs quotes',
      );
      this.#valueOrKey(`*${name}`, 1, 0);
      return;
    }
    this.#expanded += found.nodes;
    if (this.#expanded > mostExpanded || this.#open.length + found.height > deepest) {
      this.#fault(
        event.anchorStart - 1,
        event.anchorEnd,
        'yaml-alias',
        `the aliases of this file unfold to more than ${this.#expanded > mostExpanded ? `${mostExpanded} values` : `${deepest} levels`}`,
        'write out what is meant',
      );
      this.#tooMuch = true;
      return;
    }
    this.#valueOrKey(found.value, found.nodes, found.height);
  }

  #valueOrKey(value: unknown, nodes: number, height: number): void {
    const frame = this.#open.at(-1);
    if (frame !== undefined && this.#expectsKey(frame)) {
      frame.key = '';
      frame.dropped = true;
      this.#fault(
        frame.event.start,
        frame.event.start + 1,
        'key-not-text',
        'an alias cannot be a key',
        'write the key out',
      );
      return;
    }
    this.#place(value, nodes, height);
  }

  #place(value: unknown, nodes: number, height: number): void {
    const frame = this.#open.at(-1);
    if (frame === undefined) {
      this.#root = value;
      return;
    }
    frame.nodes += nodes;
    frame.height = Math.max(frame.height, height);
    if (Array.isArray(frame.value)) {
      frame.value.push(value);
    } else if (frame.key !== undefined) {
      if (!frame.dropped) frame.value[frame.key] = value;
      frame.key = undefined;
    }
  }

  #anchor(event: ScalarEvent | MappingEvent | SequenceEvent, value: unknown, nodes: number, height: number): void {
    if (event.anchorStart < 0) return;
    this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), { value, nodes, height });
  }

  #refuseTag(event: ScalarEvent | MappingEvent | SequenceEvent, valueStart: number): void {
    if (event.tagStart < 0) return;
    const tag = this.#text.slice(event.tagStart, event.tagEnd);
    const rest = valueStart < 0 ? '' : ` ${this.#text.slice(valueStart).split('\n', 1)[0] ?? ''}`;
    this.#fault(
      event.tagStart,
      event.tagEnd,
      'yaml-tag',
      `\`${tag}\` is read by YAML as a tag, not as a part of the value`,
      `put it in quotes: \`"${(tag + rest).slice(0, 60)}"\``,
    );
  }

  /** What an escape of a quoted scalar brought in; the rest was seen in the text itself. */
  #refuseEscaped(event: ScalarEvent, value: string): void {
    if (event.style !== SCALAR_STYLE.DOUBLE_QUOTED || event.fast) return;
    const found = hiddenIn(value);
    if (found !== undefined && !this.faults.some(({ start }) => start >= event.valueStart && start < event.valueEnd))
      this.#fault(
        event.valueStart,
        event.valueEnd,
        'hidden-character',
        `the text holds ${found}, which a reader cannot see`,
        'take the escape out',
      );
  }

  #fault(start: number, end: number, rule: string, message: string, hint: string): void {
    this.faults.push({ start, end, severity: 'error', rule, message, hint });
  }
}
