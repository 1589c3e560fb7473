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
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // German words bear their language, so that the budget of a page has what one visitor gets.
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${facadeModuleId?.includes('/locales/de/') ? 'de-' : ''}[name]-[hash].js`,
        // Few files instead of fifty: HTTP/1.1 fetches six at a time. What every page needs comes in two, one of which
        // changes only with a dependency. The order counts: a group takes along what it needs, unless one before it has.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|react-router|@reduxjs|react-redux|redux|immer|reselect|i18next|react-i18next|clsx|tailwind-merge|class-variance-authority)\//,
            },
            // Named, so that its budget does not depend on which page was put in front of it.
            { name: 'forms', test: /node_modules\/(react-hook-form|@hookform|zod)\// },
            // What the frame of every page needs, by name: whatever else lies beside it travels with the pages that use it.
            {
              name: 'kit',
              test: /src\/(lib(?!\/vitals)|store|app(?!\/pages|\/routes\/(?:account|admin|fleet|owner)))\/|src\/components\/ui\/(bone|button|class-names|clients-only|countdown|money|notice|problem-panel|progress-line|request-id|resource|spinner)\.|lucide-react\/dist\/esm\/(Icon|context|createLucideIcon|defaultAttributes|shared|icons\/(circle-alert|circle-check|clock|copy|info|log-out|menu|moon|sun|timer|user-round))/,
            },
            // But for those of the administration alone.
            {
              name: 'icons',
              test: /lucide-react\/(?!dist\/esm\/icons\/(circle-dashed|link-2|loader-circle|shield-question))/,
            },
            { name: 'charts', test: /node_modules\/(@visx|d3-(?!geo)[a-z]+)\// },
            {
              name: 'parts',
              test: /src\/components\/ui\/(?!dialog|motion|moving|toast|form-problem|password-|use-password|car-art|event-art|slot-art|listing-|timeline|stepper|segmented|switch|wall-field|rating|price-lines|photo|act-bar|fact|term|wording)|node_modules\/@date-fns\/tz\//,
            },
            // But for its panels and charts, which come with a library and only where they are shown.
            // Filters are for public lists too, which need nothing else of the desks.
            { name: 'desk', test: /src\/components\/desk\/(?!side-panel|chart|filter-row|use-filters)/ },
            { name: 'filters', test: /src\/components\/desk\/(filter-row|use-filters)/ },
            // One visit leads through most of its pages; reports travel with theirs, for they bring the charts.
            { name: 'administration', test: /src\/features\/admin\/(?!report|use-report|use-row)/ },
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
