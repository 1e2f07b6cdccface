import { createContext, use } from 'react';
import { createFormat, type Format } from './create-format.ts';

const fallback = createFormat({ locale: 'en-US', time_zone: 'UTC', currency: 'USD' });

export const FormatContext = createContext<Format>(fallback);

/** How this tenant writes money, numbers and dates. */
export const useFormat = (): Format => use(FormatContext);
