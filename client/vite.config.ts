import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const API = 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  server: { proxy: { '/api': API } },
  build: {
    target: 'es2022',
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    // For the budgets: which chunks a page needs.
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // German words bear their language, so that the budget of a page has what one visitor gets.
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${facadeModuleId?.includes('/locales/de/') ? 'de-' : ''}[name]-[hash].js`,
        // Few files instead of a hundred: HTTP/1.1 fetches six at a time. What every page needs comes in two, one of which
        // changes only with a dependency; what several pages need, in one for each area. The order counts: the first group
        // that fits takes a module. It takes that alone, not what the module needs, or a public page would fetch a desk.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'vendor', test: /node_modules\/(?!lucide-react|@date-fns)/, tags: ['$initial'] },
            { name: 'kit', test: /src\/(?!main)|node_modules\/|preload-helper/, tags: ['$initial'] },
            { name: 'forms', test: /node_modules\/(react-hook-form|@hookform|zod)\// },
            { name: 'icons', test: /node_modules\/lucide-react\//, minShareCount: 4 },
            { name: 'parts', test: /src\/(lib|components\/ui)\/(?![a-z]+-art)/, minShareCount: 5 },
            { name: 'desk', test: /src\/components\/desk\//, minShareCount: 5 },
            { name: 'editor', test: /src\/features\/fleet\/(editor\/|form-fields|faults)/, minShareCount: 3 },
            { name: 'fleet', test: /src\/features\/fleet\//, minShareCount: 3 },
            { name: 'administration', test: /src\/features\/admin\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:3000' } },
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    // The machines this runs on have two cores; more workers only start more jsdoms.
    maxWorkers: 2,
    isolate: false,
    // Room for a few waits as long as src/testing/setup.ts allows them.
    testTimeout: 120_000,
  },
});
