import { createContext } from 'react';
import type { WidgetDesk } from './focused-widget.ts';

/** Undefined where a frame is only drawn. */
export const WidgetContext = createContext<WidgetDesk | undefined>(undefined);
