import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NAME = 'time-shift-player';

const STATIC = /^(?:import|export)[^'";]*['"](\.[^'"]+)['"]/gm;
const ANY = /(?:\bimport|\bfrom|\bimport\()\s*['"](\.[^'"]+)['"]/g;

/** All that is loaded when this file of the build is, other packages left out. */
const loadedWith = (file: string): Set<string> => closure(file, STATIC);

/** That, and all that may be loaded on demand. */
const reachedFrom = (file: string): Set<string> => closure(file, ANY);

function closure(file: string, imports: RegExp, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, imported = ''] of readFileSync(join(ROOT, 'dist', file), 'utf8').matchAll(imports)) {
    closure(join(dirname(file), imported), imports, seen);
  }
  return seen;
}

const codeOf = (files: Iterable<string>): string =>
  [...files].map((file) => readFileSync(join(ROOT, 'dist', file), 'utf8')).join('\n');

/** What signs and verifies. */
const SERVER_ONLY = /HMAC-SHA1|accessKeySecret|-\$\{uid\}-/;

const definitionOf = (element: string): RegExp => new RegExp(`customElement\\(['"]time-shift-${element}['"]`);

/** Sends bytes to a server, and returns all that it answers. */
async function answerTo(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += String(data))).on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

describe('the package, as it is published', () => {
  let project = '';

  before(() => {
    project = mkdtempSync(join(tmpdir(), 'time-shift-package-'));
    const installed = join(project, 'node_modules', NAME);
    mkdirSync(installed, { recursive: true });
    for (const part of ['dist', 'package.json', 'README.md', 'LICENSE']) {
      cpSync(join(ROOT, part), join(installed, part), { recursive: true });
    }
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  });
  after(() => rmSync(project, { recursive: true }));

  const run = (code: string): string =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: project,
      encoding: 'utf8',
    });

  it('gives its core to Node', () => {
    const url = run(
      `import { buildPlaybackUrl } from '${NAME}/core';
       console.log(buildPlaybackUrl('https://d.example/app/s.m3u8?auth_key=a%2Bb', { start: 1502280113000 }));`,
    );
    expect(url.trim()).to.equal(
      'https://d.example/app/s.m3u8?auth_key=a%2Bb&lhs_start=1&aliyunols=on&lhs_start_unix_s_0=1502280113',
    );
  });

  it('gives its server part to Node', () => {
    const code = `import * as server from '${NAME}/server'; console.log(Object.keys(server).join());`;
    expect(run(code)).to.include('signPath');
  });

  it('keeps the server of the guide running, whatever is requested', async () => {
    const guide = readFileSync(join(ROOT, 'demo', 'guide', 'server.md'), 'utf8');
    const [, example = ''] = /```js\n(import \{ createServer[^]*?)```/.exec(guide) ?? [];
    // The port is chosen by the system, and told.
    const code = example.replace(
      /\.listen\(.*\);/,
      ".listen(0, '127.0.0.1', function () { console.log(this.address().port); });",
    );
    const env = { KEY_ID: 'id', KEY_SECRET: 'secret', CDN_KEY: 'key' };
    const server = spawn(process.execPath, ['--input-type=module', '--eval', code], { cwd: project, env });
    try {
      const [port] = (await once(server.stdout, 'data')) as [Buffer];
      const send = (line: string) =>
        answerTo(Number(port), `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      const hostile = [
        'TRACE /',
        'CONNECT a:1',
        'GET //',
        'GET http://[/',
        'POST /sign?',
        'HEAD /sign?url=',
        'GET /%',
        'X /',
      ];
      for (const line of hostile) await send(line);
      const url = encodeURIComponent('https://live.example.com/app/stream.m3u8');
      expect(await send(`GET /sign?url=${url}`)).to.match(/^HTTP\/1\.1 200 [^]*app\/stream\.m3u8\?auth_key=/);
      expect(server.exitCode).to.equal(null);
    } finally {
      server.kill();
    }
  });

  it('has declarations that a strict project compiles with', () => {
    const page = `
      import { TimeShiftPlayer, type TimeShiftError } from '${NAME}';
      import { TimeShiftTimeline } from '${NAME}/elements';
      import { decodeTimeKey, TimeShiftSession } from '${NAME}/core';
      import { signPath } from '${NAME}/server';
      const player: TimeShiftPlayer = document.createElement('time-shift-player');
      player.addEventListener('gapskip', ({ detail }) => detail.from.getTime());
      player.addEventListener('error', ({ detail }) => { const error: TimeShiftError = detail.error; return error.code; });
      player.addEventListener('timeupdate', (event: Event) => event.type);
      // @ts-expect-error: there is no such gap policy
      player.gaps = 'jump';
      export const used = [decodeTimeKey('a', 'b').ok, TimeShiftSession, TimeShiftTimeline, signPath];`;
    writeFileSync(join(project, 'page.ts'), page);
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--skipLibCheck'];
    cpSync(join(ROOT, 'node_modules', 'lit'), join(project, 'node_modules', 'lit'), { recursive: true });
    for (const peer of ['lit-html', 'lit-element', '@lit', 'hls.js']) {
      cpSync(join(ROOT, 'node_modules', peer), join(project, 'node_modules', peer), { recursive: true });
    }
    const args = [compiler, ...options, '--moduleResolution', 'bundler', 'page.ts'];
    execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  });

  it('never sends its server part to a browser', () => {
    const server = codeOf(loadedWith('server.js'));
    expect(server).to.match(SERVER_ONLY);
    expect(codeOf(reachedFrom('index.js'))).to.not.match(SERVER_ONLY);
    expect(codeOf(reachedFrom('core.js'))).to.not.match(SERVER_ONLY);
  });

  it('needs nothing of Node for its server part', () => {
    expect(codeOf(reachedFrom('server.js'))).to.not.match(/\bnode:|\bBuffer\.|\bprocess\.|\brequire\(/);
  });

  it('loads hls.js only on demand', () => {
    const code = codeOf(loadedWith('index.js'));
    expect(code).to.match(/import\(['"]hls\.js\/light['"]\)/);
    expect(code).to.not.match(/from ['"]hls\.js/);
  });

  it('registers all of its elements', () => {
    const defined = (code: string) =>
      [...code.matchAll(/customElement\(['"]([\w-]+)/g)].map(([, tag]) => tag);
    const sources = readdirSync(join(ROOT, 'src/ui'), { encoding: 'utf8', recursive: true }).filter((file) =>
      file.endsWith('.ts'),
    );
    const all = sources.flatMap((file) => defined(readFileSync(join(ROOT, 'src/ui', file), 'utf8')));
    expect(defined(codeOf(reachedFrom('index.js')))).to.have.members(all);
    expect(all).to.include('time-shift-control-bar');
  });

  it('loads the controls only on demand', () => {
    const files = [...loadedWith('index.js')];
    expect(codeOf(files)).to.match(/import\(['"]\.\/parts\/player-controls/);
    expect(codeOf(files)).to.not.match(definitionOf('timeline'));
    const parts = codeOf(loadedWith('elements.js'));
    expect(parts).to.match(definitionOf('timeline'));
    expect(parts).to.not.match(definitionOf('player'));
  });

  it('describes its elements', () => {
    const manifest = readFileSync(join(ROOT, 'dist', 'custom-elements.json'), 'utf8');
    expect(manifest).to.include('"tagName": "time-shift-player"');
    expect(readdirSync(join(ROOT, 'dist'))).to.include.members(['index.js', 'core.js', 'server.js']);
  });
});
