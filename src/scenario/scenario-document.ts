import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { LeolinkError, type Problem, type SourceLocation } from "../leolink-error.js";
import { foundText } from "./form.js";

/** A scenario is a page, not a database. */
const largestText = 1_000_000;
const deepestNesting = 40;
const mostAliases = 100;
/** A text that is no YAML at all has faults without end. */
const mostFaults = 10;

/** A path into the scenario, outermost key first. */
export type ScenarioPath = readonly (string | number)[];

/** A scenario's YAML with overrides applied: its plain value, and where each part of it was written. */
export class ScenarioDocument {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #document: Document;
  /** Dotted path of every override, with the words it was given by. */
  readonly #overrides = new Map<string, string>();

  /**
   * @param overrides  `path=value`, each checked like the file
   * @throws LeolinkError (`input`) for what is no YAML mapping, and for overrides that cannot be read
   */
  constructor(text: string, file: string, overrides: readonly string[]) {
    this.#file = file;
    this.#lines = new LineCounter();
    this.#document = parsed(text, file, this.#lines);
    const problems = overrides.flatMap((override) => this.#override(override));
    if (problems.length > 0) throw new LeolinkError("input", problems);
  }

  /** The value as plain objects, arrays and scalars. */
  value(): unknown {
    return this.#document.toJS({ maxAliasCount: mostAliases });
  }

  /** The scenario as YAML, overrides included, comments kept. */
  toString(): string {
    return this.#document.toString({ lineWidth: 0 });
  }

  /** Where a path was written: its own place, or that of the nearest part that exists. */
  locationOf(path: ScenarioPath, isKey = false): SourceLocation {
    const dotted = path.join(".");
    for (const [overridden, words] of this.#overrides) {
      if (dotted === overridden || dotted.startsWith(`${overridden}.`)) return { file: `--set ${words}`, path: dotted };
    }
    const offset = this.#offsetOf(path, isKey);
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col), path: dotted };
  }

  /** Where a character of a scalar stands, for texts with columns of their own. */
  locationIn(path: ScenarioPath, column: number): SourceLocation {
    const location = this.locationOf(path);
    const node = this.#document.getIn(path, true);
    if (location.line === undefined || !isScalar(node)) return location;
    const quote = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE" ? 1 : 0;
    const isOnOneLine = node.type === "PLAIN" || quote === 1;
    return isOnOneLine ? { ...location, column: (location.column ?? 1) + quote + column - 1 } : location;
  }

  #offsetOf(path: ScenarioPath, isKey: boolean): number {
    let node: unknown = this.#document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const [depth, part] of path.entries()) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (!isCollection(node)) break;
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
        if (!pair) break;
        const takesKey = isKey && depth === path.length - 1;
        const target = takesKey || !isNode(pair.value) ? pair.key : pair.value;
        offset = isNode(target) ? (target.range?.[0] ?? offset) : offset;
        node = pair.value;
      } else {
        node = node.items[Number(part)];
        offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
      }
    }
    return offset;
  }

  #override(words: string): Problem[] {
    const location = { file: `--set ${words}` };
    const equals = words.indexOf("=");
    const path = words.slice(0, Math.max(0, equals)).split(".");
    if (equals < 1 || path.some((part) => part.trim() === "" || isForbiddenKey(part))) {
      return [{ message: "expected path=value, e.g. link.carrier=20GHz", location }];
    }
    const lines = new LineCounter();
    try {
      const value = parsedFragment(words.slice(equals + 1), lines);
      this.#set(path, value);
    } catch (error) {
      if (error instanceof OverrideError) return [{ message: error.message, location }];
      throw error;
    }
    this.#overrides.set(path.join("."), words);
    return [];
  }

  #set(path: readonly string[], value: Node | null): void {
    for (let depth = 1; depth < path.length; depth++) {
      const outer = this.#document.getIn(path.slice(0, depth), true);
      if (outer === undefined || isCollection(outer)) continue;
      // `satellite.antenna: none` gives way to the mapping that the path asks for.
      this.#document.setIn(path.slice(0, depth), this.#document.createNode({}));
    }
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const last = path[path.length - 1];
    if (isCollection(parent) && !isMap(parent) && !(Number(last) >= 0 && Number(last) < parent.items.length)) {
      throw new OverrideError(
        `expected an index from 0 to ${parent.items.length - 1} in ${path.slice(0, -1).join(".")}, found ${last}`,
      );
    }
    this.#document.setIn(path, value);
  }
}

class OverrideError extends Error {}

function parsed(text: string, file: string, lines: LineCounter): Document {
  if (text.length > largestText) {
    throw problem(`expected a scenario of at most ${largestText} characters, found ${text.length}`, { file });
  }
  const control = text.search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}\ufeff]/u);
  if (control >= 0) {
    const before = text.slice(0, control).split("\n");
    throw problem("expected text, found a control character: is this a YAML file?", {
      file,
      line: before.length,
      column: before[before.length - 1].length + 1,
    });
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = [...document.errors, ...document.warnings];
  // The parser recurses, and reports the end of the stack as a fault of the text.
  const overflow = faults.find(({ message }) => message.includes("call stack"));
  if (overflow) throw problem(`expected nesting of at most ${deepestNesting} levels`, at(overflow.pos[0]));
  const problems: Problem[] = faults
    .slice(0, mostFaults)
    .map(({ message, pos }) => ({ message: `not YAML: ${firstLine(message)}`, location: at(pos[0]) }));
  if (problems.length > 0) throw new LeolinkError("input", problems);
  if (!isMap(document.contents)) {
    throw problem(`expected a mapping with title, orbit, time ..., found ${foundText(safeValue(document))}`, at(0));
  }
  const structural = structureProblems(document, at);
  if (structural.length > 0) throw new LeolinkError("input", structural);
  return document;
}

/** What YAML allows and a scenario does not: deep nesting, many aliases, keys that are no plain words. */
function structureProblems(document: Document, at: (offset: number) => SourceLocation): Problem[] {
  const problems: Problem[] = [];
  let aliases = 0;
  visit(document, {
    Node(_, node, ancestors) {
      if (isAlias(node)) aliases++;
      const isTooDeep = ancestors.filter((ancestor) => isCollection(ancestor)).length > deepestNesting;
      if (isTooDeep)
        problems.push({
          message: `expected nesting of at most ${deepestNesting} levels`,
          location: at(node.range?.[0] ?? 0),
        });
      if (aliases > mostAliases)
        problems.push({ message: `expected at most ${mostAliases} aliases`, location: at(node.range?.[0] ?? 0) });
      return problems.length > 0 ? visit.BREAK : undefined;
    },
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value === "string" && !isForbiddenKey(key.value)) return;
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      problems.push({
        message: `expected a word as key, found ${isScalar(key) ? foundText(key.value) : "a collection"}`,
        location: at(offset),
      });
    },
  });
  if (problems.length === 0) {
    try {
      document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      if (!(error instanceof ReferenceError || error instanceof RangeError || error instanceof TypeError)) throw error;
      problems.push({ message: `aliases that expand beyond bounds: ${firstLine(error.message)}`, location: at(0) });
    }
  }
  return problems;
}

function parsedFragment(text: string, lines: LineCounter): Node | null {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new OverrideError(`the value is not YAML: ${firstLine(fault.message)}`);
  let hasAlias = false;
  let depth = 0;
  visit(document, {
    Alias() {
      hasAlias = true;
    },
    Node(_, _node, ancestors) {
      depth = Math.max(depth, ancestors.length);
    },
    Pair(_, pair) {
      if (isPair(pair) && isScalar(pair.key) && typeof pair.key.value === "string" && !isForbiddenKey(pair.key.value))
        return;
      hasAlias = true;
    },
  });
  if (hasAlias || depth > 2 * deepestNesting)
    throw new OverrideError("the value is no plain YAML: found aliases, odd keys or deep nesting");
  return document.contents as Node | null;
}

/** Keys that reach into an object's prototype. */
function isForbiddenKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

function safeValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return "something else";
  }
}

function firstLine(message: string): string {
  return message.split("\n")[0];
}

function problem(message: string, location: SourceLocation): LeolinkError {
  return new LeolinkError("input", [{ message, location }]);
}
