import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { createOrigin } from './demo/origin/index.ts';
import { nodeListener } from './demo/origin/node-listener.ts';
import packageJson from './package.json' with { type: 'json' };

/** The simulated camera, on the same server as the demo page. */
function builtInOrigin(): Plugin {
  return {
    name: 'built-in-origin',
    configureServer(server) {
      const serveOrigin = nodeListener(createOrigin());
      server.middlewares.use((request, response, next) => {
        if (!serveOrigin(request, response)) next();
      });
    },
  };
}

const dependencies = Object.keys(packageJson.dependencies);

/** `vite` serves the demo; `vite build` makes the library, whose dependencies the page's own build resolves. */
export default defineConfig(({ command }) => ({
  root: command === 'serve' ? 'demo' : '.',
  cacheDir: fileURLToPath(new URL('node_modules/.vite', import.meta.url)),
  server: { host: '127.0.0.1', port: 5173, open: false },
  plugins: [builtInOrigin()],
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
    rollupOptions: {
      output: { chunkFileNames: 'parts/[name]-[hash].js' },
      external: (id) =>
        id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
    },
  },
}));
