/** Reads a question: see the grammar in docs/questions.md. A method is a production, and the production is its comment. */
import { causeOf, registers, systemCalls, causes } from '../isa';
import { everyEvent, threadNamed } from '../events';
import { didYouMean } from '../source';
import {
  type Code,
  type Events,
  type Form,
  type Kept,
  type Kind,
  type Mode,
  type Operator,
  type Pattern,
  type Place,
  type Question,
  QuestionError,
  type Who,
} from './question';
import { type Token, tokensOf } from './tokens';

/** Throws QuestionError. */
export function parseQuestion(text: string): Question {
  return new Parser(tokensOf(text)).question(text);
}

const operators: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const special = ['call', 'return', 'fault', 'system-call', 'user-access'];
/** What an event can be called. */
const kindNames = (): string[] => [
  ...special,
  ...everyEvent(),
  ...causes.map(({ name }) => name).filter(name => !special.includes(name)),
];

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** question = list | count | never | always | each | order */
  question(text: string): Question {
    const form = this.form();
    const { next } = this;
    if (next.kind !== 'end')
      throw this.unexpected(`"${next.text}" makes no sense here: the question could end before it`, keywords);
    return { ...form, text };
  }

  private form(): Form {
    if (this.next.kind === 'end') throw new QuestionError('there is no question', this.next);
    if (this.takes('count')) return this.count();
    if (this.takes('never')) return { form: 'never', events: this.events() };
    if (this.takes('always')) return this.always();
    if (this.takes('each')) return this.each();
    if (this.takes('order')) return this.order();
    const which = this.takes('first') ? 'first' : this.takes('last') ? 'last' : 'all';
    return { form: 'list', which, events: this.events() };
  }

  /** count = "count" events [ ("==" | "!=" | "<" | "<=" | ">" | ">=") number ] */
  private count(): Form {
    const events = this.events();
    if (this.next.kind !== 'operator') return { form: 'count', events };
    const { text, start, end } = this.take();
    if (!operators.includes(text))
      throw new QuestionError('write == to ask whether it is so often', { start, end });
    return { form: 'count', events, comparison: { operator: text as Operator, number: this.number() } };
  }

  /** always = "always" code "at" events */
  private always(): Form {
    const condition = this.code();
    this.expect('at');
    return { form: 'always', condition, events: this.events() };
  }

  /** each = "each" events ("then" | "after") events [ "since" events ] [ "within" number ] { "keeping" kept } */
  private each(): Form {
    const events = this.events();
    const relation = this.takes('then') ? 'then' : 'after';
    if (relation === 'after') this.expect('after', 'then or after');
    const other = this.events();
    const since = relation === 'after' && this.takes('since') ? this.events() : undefined;
    const within = this.takes('within') ? this.number() : undefined;
    const keeping: Kept[] = [];
    while (this.takes('keeping')) keeping.push(this.kept(relation));
    return {
      form: 'each',
      events,
      relation,
      other,
      keeping,
      ...(since && { since }),
      ...(within !== undefined && { within }),
    };
  }

  /** kept = "registers" [ "except" register { register } ] | code [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) code ] */
  private kept(relation: 'then' | 'after'): Kept {
    if (this.takes('registers')) {
      const except: string[] = [];
      if (this.takes('except'))
        do except.push(this.register());
        while (registerNames.includes(this.next.text));
      return { is: 'registers', except };
    }
    const first = this.code('registers, or C between braces');
    if (this.next.kind !== 'operator') return { is: 'value', first, operator: '==', second: first };
    const { text, start, end } = this.take();
    const operator = text === '=' ? '==' : (text as Operator);
    if (relation === 'after' && operator !== '==')
      throw new QuestionError('after asks whether two values are the same: write =', { start, end });
    return { is: 'value', first, operator, second: this.code() };
  }

  private register(): string {
    const { text } = this.next;
    if (!registerNames.includes(text)) throw this.unexpected('a register is expected', registerNames);
    this.take();
    return text;
  }

  /** order = "order" events { "then" events } */
  private order(): Form {
    const steps = [this.events()];
    while (this.takes('then')) steps.push(this.events());
    if (steps.length < 2) throw this.unexpected('an order has two events at least: then is expected');
    return { form: 'order', steps };
  }

  /** events = event { "or" event } [ "between" event "and" event ] */
  private events(): Events {
    const any = [this.pattern()];
    while (this.takes('or')) any.push(this.pattern());
    if (!this.takes('between')) return { any };
    const begin = this.pattern();
    this.expect('and');
    return { any, between: { begin, end: this.pattern() } };
  }

  /** event = kind { "of" who | "in" mode | "to" (who | mode) | "from" who | "where" code } */
  private pattern(): Pattern {
    const { start } = this.next;
    let pattern: Pattern = { kind: this.kind(), start, end: this.end };
    for (;;) {
      if (this.takes('of')) pattern = { ...pattern, of: this.who() };
      else if (this.takes('in')) pattern = { ...pattern, in: this.mode() };
      else if (this.takes('to')) pattern = { ...pattern, to: this.modeHere() ?? this.who() };
      else if (this.takes('from')) pattern = { ...pattern, from: this.who() };
      else if (this.takes('where')) pattern = { ...pattern, where: this.code() };
      else return { ...pattern, end: this.end };
    }
  }

  /** kind = "call" function | "return" function | "system-call" [ its name ] | "fault" | "user-access" | event | cause */
  private kind(): Kind {
    if (this.next.kind !== 'word') throw this.unexpected('an event is expected', kindNames());
    const { text, start, end } = this.take();
    if (text === 'call' || text === 'return') return { is: text, routine: this.routine(text) };
    if (text === 'system-call') return { is: 'system-call', call: this.systemCall() };
    if (text === 'fault' || text === 'user-access') return { is: text };
    const event = [...everyEvent()].find(name => name === text);
    if (event) return { is: 'event', event };
    const cause = causeOf(text);
    if (cause) return { is: 'cause', cause: cause.name };
    const hint = systemCalls.some(({ name }) => name === text)
      ? `did you mean system-call ${text}?`
      : (didYouMean(text, kindNames()) ?? `call ${text} is a call of a function of that name`);
    throw new QuestionError(`there is no event ${text}; ${hint}`, { start, end });
  }

  private routine(what: string): string {
    if (this.next.kind !== 'word') throw this.unexpected(`the name of a function is expected after ${what}`);
    return this.take().text;
  }

  private systemCall(): string | undefined {
    const { text, kind } = this.next;
    if (kind !== 'word' || keywords.includes(text)) return undefined;
    const names: readonly string[] = systemCalls.map(({ name }) => name);
    if (!names.includes(text)) throw this.unexpected(`there is no system call ${text}`, names);
    return this.take().text;
  }

  /** who = pid | thread, as 2.1 | the name of a program | "same" */
  private who(): Who {
    const { text, kind, start, end } = this.take();
    if (kind === 'number') {
      const number = threadNamed(text);
      if (number === undefined) throw new QuestionError(`${text} is no process`, { start, end });
      return { is: text.includes('.') ? 'thread' : 'process', number };
    }
    if (kind !== 'word')
      throw new QuestionError('a process is expected: its pid, or the name of its program', { start, end });
    return text === 'same' ? { is: 'same' } : { is: 'program', name: text };
  }

  /** mode = "user" | "kernel" */
  private mode(): Mode {
    const mode = this.modeHere();
    if (mode) return mode;
    throw this.unexpected('user or kernel is expected');
  }

  private modeHere(): Mode | undefined {
    return this.takes('user') ? 'user' : this.takes('kernel') ? 'kernel' : undefined;
  }

  private number(): number {
    const { text, kind } = this.next;
    const number = kind === 'number' ? Number(text.replace(/[_,]/g, '')) : NaN;
    if (!Number.isSafeInteger(number)) throw this.unexpected('a whole number is expected');
    this.take();
    return number;
  }

  /** code = "{" an expression of C "}" */
  private code(what = 'C between braces'): Code {
    if (this.next.kind !== 'code') throw this.unexpected(`${what} is expected`);
    const { text, start, end } = this.take();
    return { text, start: start + 1, end: end - 1 };
  }

  private get next(): Token {
    return this.tokens[this.at] as Token;
  }

  /** Of what was read last. */
  private get end(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  private take(): Token {
    const { next } = this;
    if (next.kind !== 'end') this.at += 1;
    return next;
  }

  private takes(word: string): boolean {
    const isIt = this.next.kind === 'word' && this.next.text === word;
    if (isIt) this.at += 1;
    return isIt;
  }

  private expect(word: string, what = word): void {
    if (!this.takes(word)) throw this.unexpected(`${what} is expected`, keywords);
  }

  private unexpected(sentence: string, candidates: readonly string[] = []): QuestionError {
    const { text, start, end, kind } = this.next;
    const hint = kind === 'word' ? didYouMean(text, candidates) : undefined;
    const place: Place = { start, end };
    return new QuestionError(hint ? `${sentence}; ${hint}` : sentence, place);
  }
}

const registerNames: readonly string[] = ['pc', ...registers.map(({ name }) => name)];

/** What goes on after a system call whose name is left out. */
const keywords: readonly string[] = [
  'of',
  'in',
  'to',
  'from',
  'where',
  'or',
  'between',
  'and',
  'then',
  'after',
  'since',
  'within',
  'keeping',
  'at',
];
