import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  visit,
} from "yaml";
import { LeolinkError, type Problem, type SourceLocation } from "../leolink-error.js";
import { foundText } from "./form.js";
import { isForbiddenKey, readYaml } from "./yaml-text.js";

/** What a `--set` looks like in an error. */
const longestWords = 100;

/** A path into the scenario, outermost key first. */
export type ScenarioPath = readonly (string | number)[];

/** A scenario's YAML with overrides applied: its plain value, and where each part of it was written. */
export class ScenarioDocument {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #document: Document;
  /** Dotted path of every override and of the mappings it made, with the words it was given by. */
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
    return this.#document.toJS();
  }

  /** Whether a part is written once and meant in several places, so that a change of it is one of the others. */
  get hasAliases(): boolean {
    let found = false;
    visit(this.#document, {
      Alias: () => {
        found = true;
        return visit.BREAK;
      },
    });
    return found;
  }

  /** The scenario as YAML, overrides included, comments kept. */
  toString(): string {
    return this.#document.toString({ lineWidth: 0 });
  }

  /** Where a path was written: its own place, or that of the nearest part that exists. */
  locationOf(path: ScenarioPath, isKey = false): SourceLocation {
    const dotted = path.join(".");
    const override = this.#overrideOf(dotted);
    if (override !== undefined) return { file: `--set ${override}`, path: dotted };
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

  /** The words of the override that wrote a path: the most specific one. */
  #overrideOf(dotted: string): string | undefined {
    let longest = "";
    for (const written of this.#overrides.keys()) {
      const holds = dotted === written || dotted.startsWith(`${written}.`);
      if (holds && written.length > longest.length) longest = written;
    }
    return this.#overrides.get(longest);
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
    const shown = words.length > longestWords ? `${words.slice(0, longestWords - 3)}...` : words;
    const location = { file: `--set ${shown}` };
    const equals = words.indexOf("=");
    const path = words.slice(0, Math.max(0, equals)).split(".");
    if (equals < 1 || path.some((part) => part.trim() === "" || isForbiddenKey(part))) {
      return [{ message: "expected path=value, e.g. link.carrier=20GHz", location }];
    }
    const read = readYaml(words.slice(equals + 1), new LineCounter());
    if ("faults" in read) return read.faults.map(({ message, hint }) => ({ message, location, ...(hint && { hint }) }));
    const outermost = this.#missingDepth(path);
    const message = anchorProblem(read.document) ?? this.#set(path, read.document.contents);
    if (message !== undefined) return [{ message, location: { ...location, path: path.join(".") } }];
    const dotted = path.join(".");
    for (const inner of [...this.#overrides.keys()]) {
      if (inner.startsWith(`${dotted}.`)) this.#overrides.delete(inner);
    }
    this.#overrides.set(path.slice(0, outermost).join("."), shown);
    this.#overrides.set(dotted, shown);
    return [];
  }

  /** How many keys of a path lead to the first mapping that an override of it has to make. */
  #missingDepth(path: readonly string[]): number {
    let depth = 1;
    while (depth < path.length && isCollection(this.#document.getIn(path.slice(0, depth), true))) depth++;
    return depth;
  }

  /** Returns what is wrong with the path, if anything is. */
  #set(path: readonly string[], value: Node | null): string | undefined {
    for (let depth = 1; depth <= path.length; depth++) {
      const outer = this.#document.getIn(path.slice(0, depth - 1), true);
      const index = path[depth - 1];
      if (isSeq(outer) && !(/^\d{1,6}$/.test(index) && Number(index) < outer.items.length)) {
        const list = path.slice(0, depth - 1).join(".");
        return `expected an index from 0 to ${outer.items.length - 1} in ${list}, found ${foundText(index)}`;
      }
      if (isAlias(outer)) return `expected no alias at ${path.slice(0, depth - 1).join(".")}: set its anchor instead`;
      if (depth === path.length) break;
      const inner = this.#document.getIn(path.slice(0, depth), true);
      // `condition: clearSky` gives way to the mapping that the path asks for.
      if (inner !== undefined && !isCollection(inner) && !isAlias(inner)) {
        this.#document.setIn(path.slice(0, depth), this.#document.createNode({}));
      }
    }
    this.#document.setIn(path, value);
    const lost = this.#lostAnchor();
    return lost === undefined ? undefined : `expected the anchor &${lost} to stay, which an alias refers to`;
  }

  /** The name of an alias whose anchor was overwritten. */
  #lostAnchor(): string | undefined {
    let lost: string | undefined;
    visit(this.#document, {
      Alias: (_, alias) => {
        if (!alias.resolve(this.#document)) lost = alias.source;
      },
    });
    return lost;
  }
}

function anchorProblem(fragment: Document): string | undefined {
  let problem: string | undefined;
  visit(fragment, {
    Node(_, node) {
      if (isAlias(node) || node.anchor !== undefined) problem = "expected a value without anchors and aliases";
    },
  });
  return problem;
}

function parsed(text: string, file: string, lines: LineCounter): Document {
  const read = readYaml(text, lines);
  const at = (offset: number | undefined): SourceLocation => {
    if (offset === undefined) return { file };
    const [line, column] = lineAndColumn(text, offset);
    return { file, line, column };
  };
  if ("faults" in read) {
    throw new LeolinkError(
      "input",
      read.faults.map(({ message, offset, hint }) => ({ message, location: at(offset), ...(hint && { hint }) })),
    );
  }
  const { document } = read;
  if (!isMap(document.contents)) {
    const found = foundText(document.toJS());
    const message = `expected a mapping with title, orbit, time ..., found ${found}`;
    throw new LeolinkError("input", [{ message, location: at(0) }]);
  }
  return document;
}

function lineAndColumn(text: string, offset: number): [number, number] {
  const before = text.slice(0, offset).split("\n");
  return [before.length, before[before.length - 1].length + 1];
}
