import type { Namespace } from 'i18next';
import type { ComponentType } from 'react';
import { i18next } from '@/lib/i18n';

type PageModule = { default: ComponentType };

/** A page's code and its words are fetched together, before it is shown: no page ever waits for itself. */
export function page(namespaces: Namespace, load: () => Promise<PageModule>) {
  return async () => {
    const [module] = await Promise.all([load(), i18next.loadNamespaces(namespaces)]);
    return { Component: module.default };
  };
}
