/** A shop with an owner and a clerk; the owner is at the desk. */
import type { Client } from '../../core/base/client.ts';
import type { XiangkeContract } from '../../core/contract.ts';

export const pins = { owner: '2580', clerk: '1470' } as const;

export const withStaff = async (core: Client<XiangkeContract>) => {
  const owner = await core.staff.add({ name: '王桂英', role: 'owner', pin: pins.owner });
  const clerk = await core.staff.add({ name: '小芳', role: 'clerk', pin: pins.clerk });
  const signIn = (who: keyof typeof pins) => core.staff.signIn({ id: { owner, clerk }[who].id, pin: pins[who] });
  return { ownerId: owner.id, clerkId: clerk.id, code: owner.code!, addedClerk: clerk.operationId, signIn };
};
