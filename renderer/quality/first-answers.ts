/** What key 1 does for a fault: take the proposal, type the value, note that it was asked about, or look. */
import type { Fault, FaultCode, Fix } from '../../core/quality/contract.ts';

export type TypedField = 'name' | 'phone' | 'village';

const typedFields: Partial<Record<FaultCode, TypedField>> = { phoneWrong: 'phone', phoneMadeUp: 'phone', noPhone: 'phone', phoneOld: 'phone', nameMadeUp: 'name', noVillage: 'village' };

/** The field that can be filled in on the spot; null where the whole file is needed. */
export const typedFieldOf = ({ code }: Fault): TypedField | null => typedFields[code] ?? null;

export type FirstAnswer = { readonly does: 'fix'; readonly fix: Fix } | { readonly does: 'checked' | 'order' | 'type' | 'open' };

export const firstAnswerOf = (fault: Fault): FirstAnswer => {
  if (fault.proposal) return { does: 'fix', fix: fault.proposal };
  if (fault.orderId !== null) return { does: 'order' };
  if (fault.code === 'phoneOld') return { does: 'checked' };
  return { does: typedFieldOf(fault) ? 'type' : 'open' };
};

/** What was typed as the change that it means; null when it cannot stand there. */
export const typedFix = (fault: Fault, field: TypedField, text: string): Fix | null => {
  const value = text.trim();
  if (field === 'phone') return /^\+?\d{5,20}$/.test(value.normalize('NFKC').replace(/[\s-]/g, '')) ? { field, from: fault.code === 'noPhone' ? null : fault.about, number: value } : null;
  if (value === '' || value.length > 60) return null;
  return field === 'name' ? { field, name: value } : { field, village: value };
};
