import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { nodeListener } from './demo/origin/node-listener.ts';
import { createDemoHost } from './demo/server/demo-host.ts';
import packageJson from './package.json' with { type: 'json' };

/** The simulated cameras and the page's own server, on the server of the demo page. */
function demoHost(): Plugin {
  return {
    name: 'demo-host',
    configureServer(server) {
      const serve = nodeListener(createDemoHost());
      server.middlewares.use((request, response, next) => {
        if (!serve(request, response)) next();
      });
    },
  };
}

/**
 * Shortens `css`, `html` and `svg` templates: the build of a page does not minify what is in strings.
 * Lines stay lines, so that source maps stay right.
 */
function compactTemplates(): Plugin {
  return {
    name: 'compact-templates',
    apply: 'build',
    transform: {
      filter: { id: /\/src\/ui\/.*\.ts$/, code: /(css|html|svg)`/ },
      handler: (code) => ({ code: withoutIndents(code.replace(/\bcss`[^`]*`/g, compactStyles)), map: null }),
    },
  };
}

/** In the user interface, no string has indents that mean something. */
const withoutIndents = (code: string): string => code.replace(/^[ \t]+/gm, '');

/** The lines that a template loses follow it as empty ones. */
function compactStyles(css: string): string {
  const lines = css.split('\n');
  const text = lines
    .map((line) => line.trim())
    .join(' ')
    .replace(/\/\*.*?\*\//g, '');
  const compact = text
    .replace(/ *([{};,>]) */g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/([^\d])0\./g, '$1.')
    .replace(/='([\w-]+)'\]/g, '=$1]');
  return compact + '\n'.repeat(lines.length - 1);
}

const dependencies = Object.keys(packageJson.dependencies);

/** `vite` serves the demo; `vite build` makes the library, whose dependencies the page's own build resolves. */
export default defineConfig(({ command }) => ({
  root: command === 'serve' ? 'demo' : '.',
  cacheDir: fileURLToPath(new URL('node_modules/.vite', import.meta.url)),
  server: { host: '127.0.0.1', port: 5173, open: false },
  plugins: [demoHost(), compactTemplates()],
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: {
      entry: {
        index: 'src/index.ts',
        elements: 'src/elements.ts',
        core: 'src/headless.ts',
        server: 'src/server/index.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      output: { chunkFileNames: 'parts/[name]-[hash].js' },
      external: (id) =>
        id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
    },
  },
}));
