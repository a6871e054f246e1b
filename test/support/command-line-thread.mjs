/**
 * A thread that has loaded the command line, and runs it again and again: once V8 has compiled it, a command takes a
 * part of what it takes in a process of its own. What a process has of its own (arguments, streams, the way it ends) is
 * given to each anew; the current folder is that of the thread that waits.
 */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { compileFunction } from 'node:vm';
import { workerData } from 'node:worker_threads';

const { port, done, commandLine, inputFile } = workerData;
const ended = Symbol('the command has ended');

/** A stream that keeps what is written to it. */
function collector() {
  const parts = [];
  const stream = new Writable({
    write(chunk, _, next) {
      parts.push(chunk);
      next();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(parts).toString('utf8') });
}

/** Standard input as a stream, and as the file behind it. */
function inputOf(text) {
  writeFileSync(inputFile, text);
  const stream = Readable.from(text === '' ? [] : [Buffer.from(text)], { objectMode: false });
  return Object.assign(stream, { fd: openSync(inputFile, 'r') });
}

/** What the command line takes for its process. */
const itsProcess = Object.create(process);
const define = (name, value) => Object.defineProperty(itsProcess, name, { value, configurable: true });

const bundleFile = commandLine.replace(/\.js$/, '.main.js');
/** What the bundle exports, which runs a command as it is loaded. */
let bundle;

function startCommand() {
  if (bundle) return bundle.start();
  const names = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];
  const load = compileFunction(readFileSync(bundleFile, 'utf8'), names, { filename: bundleFile });
  const module = { exports: {} };
  load(module.exports, createRequire(bundleFile), module, bundleFile, dirname(bundleFile), itsProcess);
  bundle = module.exports;
  return bundle.started;
}

/** Runs a command as `node dist/cli.js ARGS` does. */
async function run({ args, input, env }) {
  let status = null;
  const streams = { stdin: inputOf(input), stdout: collector(), stderr: collector() };
  for (const [name, stream] of Object.entries(streams)) define(name, stream);
  define('argv', [process.execPath, commandLine, ...args]);
  define('env', { ...process.env, ...env });
  define('exit', code => {
    status ??= code;
    throw ended;
  });
  await startCommand().catch(error => {
    if (error !== ended) throw error;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  closeSync(streams.stdin.fd);
  return { status, out: streams.stdout.text(), error: streams.stderr.text() };
}

function answer(result) {
  port.postMessage(result);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

process.on('uncaughtException', ({ stack }) => answer({ failure: stack }));
port.on('message', job => run(job).then(answer, ({ stack }) => answer({ failure: stack })));
