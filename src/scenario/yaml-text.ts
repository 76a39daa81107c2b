import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  isScalar,
  Lexer,
  type LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import { foundText } from "./form.js";

/** A scenario is a page, not a database: bounds that keep the work of reading any text small. */
const largestText = 1_000_000;
const mostTokens = 50_000;
const deepestNesting = 40;
const mostAliases = 100;
/** A text that is no YAML at all has faults without end. */
const mostFaults = 10;

/** What keeps a text from being read; `offset` counts characters from 0, undefined where no place is to blame. */
export interface YamlFault {
  readonly message: string;
  readonly offset?: number;
  readonly hint?: string;
}

/**
 * Reads YAML of which a scenario is made: one document of mappings, lists, texts, numbers and truth values. Refuses what
 * else YAML allows (tags, directives, keys that are no words, numbers in other notations), and hostile sizes, before
 * any work that grows with more than the text.
 *
 * @param lines  learns where the lines of the text begin
 */
export function readYaml(text: string, lines: LineCounter): { document: Document } | { faults: readonly YamlFault[] } {
  const unreadable = sizeFault(text) ?? characterFault(text) ?? tokenFault(text);
  if (unreadable) return { faults: [unreadable] };
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const faults = parserFaults(document);
  if (document.directives?.yaml.explicit) {
    faults.push({ message: "expected no directive: a scenario is YAML 1.2", offset: Math.max(0, text.indexOf("%")) });
  }
  if (faults.length > 0) return { faults };
  const structural = structureFaults(document);
  return structural.length > 0 ? { faults: structural } : { document };
}

/** Keys that reach into an object's prototype. */
export function isForbiddenKey(key: string): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

function sizeFault({ length }: string): YamlFault | undefined {
  if (length <= largestText) return undefined;
  return { message: `expected a scenario of at most ${largestText} characters, found ${length}` };
}

function characterFault(text: string): YamlFault | undefined {
  const offset = text.search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}\ufeff]/u);
  return offset < 0 ? undefined : { message: "expected text, found a control character: is this a YAML file?", offset };
}

/** Counts tokens and nesting without building anything: the parser's own time grows faster than the text. */
function tokenFault(text: string): YamlFault | undefined {
  const scalarFollows = "\u001f";
  let tokens = 0;
  let brackets = 0;
  let indicators = 0;
  let offset = 0;
  let isScalarText = false;
  for (const token of new Lexer().lex(text)) {
    // The lexer puts marks of one control character between the pieces of the text.
    const isMark = token.length === 1 && token < "\t";
    if (!isScalarText && !isMark) {
      if (token === "[" || token === "{") brackets++;
      else if (token === "]" || token === "}") brackets--;
      else if (token === "-" || token === "?") indicators++;
      else if (token === "\n" || token === "\r\n") indicators = 0;
    }
    isScalarText = token === scalarFollows;
    if (++tokens > mostTokens) {
      return { message: `expected a scenario of at most ${mostTokens} words and signs`, offset };
    }
    if (brackets + indicators > deepestNesting) return { message: tooDeep, offset };
    if (!isMark && !isScalarText) offset += token.length;
  }
  return undefined;
}

const tooDeep = `expected nesting of at most ${deepestNesting} levels`;

function parserFaults(document: Document): YamlFault[] {
  return [...document.errors, ...document.warnings]
    .filter(({ code }) => code !== "TAG_RESOLVE_FAILED")
    .slice(0, mostFaults)
    .map(({ code, message, pos: [offset] }) => {
      if (code === "DUPLICATE_KEY") return { message: "expected each key once, found this one again", offset };
      if (code === "MULTIPLE_DOCS") return { message: "expected one document, found another one from here on", offset };
      // The parser recurses, and reports the end of the stack as a fault of the text.
      if (message.includes("call stack")) return { message: tooDeep, offset };
      return { message: `not YAML: ${firstLine(message)}`, offset };
    });
}

function structureFaults(document: Document): YamlFault[] {
  const faults: YamlFault[] = [];
  const report = (node: unknown, message: string, hint?: string): void => {
    faults.push({ message, offset: offsetOf(node), ...(hint !== undefined && { hint }) });
  };
  let aliases = 0;
  let firstAlias: Node | undefined;
  visit(document, {
    Node(_, node, ancestors) {
      if (ancestors.filter((ancestor) => isCollection(ancestor)).length > deepestNesting) {
        report(node, tooDeep);
        return visit.BREAK;
      }
      if (isAlias(node)) {
        firstAlias ??= node;
        if (++aliases > mostAliases) {
          report(node, `expected at most ${mostAliases} aliases`);
          return visit.BREAK;
        }
        const isInside = ancestors.some((ancestor) => isCollection(ancestor) && ancestor.anchor === node.source);
        if (isInside) report(node, `expected no alias inside its own anchor, found *${node.source}`);
        else if (!node.resolve(document)) report(node, `expected an anchor before its alias, found *${node.source}`);
        return undefined;
      }
      if (node.tag !== undefined) report(node, `expected a value without a tag, found ${foundTag(node.tag)}`);
      const notation = isScalar(node) ? notationFault(node) : undefined;
      if (notation) report(node, notation.message, notation.hint);
      return undefined;
    },
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value === "string" && !isForbiddenKey(key.value)) return;
      report(key, `expected a word as key, found ${isScalar(key) ? foundText(key.value) : "a collection"}`);
    },
  });
  if (faults.length === 0 && firstAlias) {
    try {
      document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
      report(firstAlias, "expected a few aliases, found some that multiply each other beyond bounds");
    }
  }
  return faults.slice(0, mostFaults);
}

/** `0123` is 123 and `0x1F` is 31 to YAML; who writes them means something else. */
function notationFault({ value, source }: Scalar): Omit<YamlFault, "offset"> | undefined {
  if (typeof value !== "number" || source === undefined || !/^[+-]?0[\dxo]/i.test(source)) return undefined;
  const found = source.slice(0, 40);
  return {
    message: `expected a decimal number, found ${found}, which YAML reads as ${value}`,
    hint: `write ${value}, or "${found}" for a text`,
  };
}

function foundTag(tag: string): string {
  return tag.replace("tag:yaml.org,2002:", "!!").slice(0, 40);
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function firstLine(message: string): string {
  return message.split("\n")[0];
}
