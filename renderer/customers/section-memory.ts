import { create } from 'zustand';

/** The parts of a customer's page, in the order of the tabs. */
export type SectionName = 'facts' | 'timeline' | 'orders' | 'portrait';

/** Which part of whose page was open last, so that Back returns to it. */
export const useSectionMemory = create<{ readonly customerId: number | null; readonly section: SectionName }>(() => ({ customerId: null, section: 'facts' }));

export const openSection = (customerId: number, section: SectionName): void => useSectionMemory.setState({ customerId, section });
