/** One folder of this machine over HTTP: what a file-system provider of VS Code asks for, and nothing outside. */
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/** The real path of a file in the folder, links followed as far as the file exists; throws EACCES outside of it. */
async function inside(folder, path) {
  const root = await realpath(folder);
  const file = resolve(root, `.${path}`);
  let known = file;
  while (known !== root && !(await stat(known).catch(() => undefined))) known = dirname(known);
  const real = await realpath(known);
  if (real !== root && !real.startsWith(root + sep))
    throw Object.assign(new Error('outside of the folder'), { code: 'EACCES' });
  return file;
}

const describe = status => ({
  type: status.isDirectory() ? 2 : 1,
  size: status.size,
  ctime: status.ctimeMs,
  mtime: status.mtimeMs,
});

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** What each request does; its result is sent as JSON, or as it is if it is bytes. */
const operations = {
  'GET stat': async file => describe(await stat(file)),
  'GET list': async file =>
    (await readdir(file, { withFileTypes: true })).map(entry => [entry.name, entry.isDirectory() ? 2 : 1]),
  'GET read': file => readFile(file),
  'PUT write': async (file, request) => writeFile(file, await body(request)),
  'PUT mkdir': file => mkdir(file, { recursive: true }),
  'PUT rename': async (file, _request, folder, parameters) =>
    rename(file, await inside(folder, parameters.get('to'))),
  'DELETE delete': file => rm(file, { recursive: true }),
};

const statusOf = { ENOENT: 404, EACCES: 403, EPERM: 403, EEXIST: 409, ENOTDIR: 409, EISDIR: 409 };

/** Answers one request `/files/PATH?do=OPERATION`. */
export async function answerFiles(folder, path, parameters, request, response) {
  const operation = operations[`${request.method} ${parameters.get('do')}`];
  if (!operation || !folder) return void response.writeHead(400).end('unknown request');
  try {
    const result = await operation(await inside(folder, path), request, folder, parameters);
    response.writeHead(200).end(Buffer.isBuffer(result) ? result : JSON.stringify(result ?? null));
  } catch (error) {
    response.writeHead(statusOf[error.code] ?? 500).end(error.code ?? 'failed');
  }
}
