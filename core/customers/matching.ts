/**
 * Which customer an imported buyer is. Only certain keys decide: our own id, the platform's buyer id, or a real phone
 * together with a name that does not contradict. A shared phone with another name is family, not the same person, and
 * a name alone never identifies anybody.
 */
import type { BuyerRecord } from '../imports/records.ts';
import type { Address, CustomerFacts, Identity } from './contract.ts';
import { CustomerFacts as CustomerFactsSchema } from './contract.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import { comparableName } from './rules.ts';

export type Match = { readonly id: number; readonly outcome: 'created' | 'updated' | 'matched' };

type Known = { readonly id: number; readonly name: string | null };

const keyOf = ({ platform, value }: Identity): string => `${platform}\n${value}`;

export const addressOf = (buyer: Pick<BuyerRecord, 'province' | 'city' | 'district' | 'village' | 'address'>): Address | null => {
  const { province, city, district, village, address } = buyer;
  return province || city || district || village || address ? { province, city, district, village, detail: address } : null;
};

/** The platform's key as it is stored; a nickname is told apart by the receiver's name beside it. */
export const identityOf = (platform: string, { buyerId, buyerIdIsNickname, name }: BuyerRecord): Identity | null => {
  if (!buyerId) return null;
  return { platform, value: buyerIdIsNickname && name && name !== buyerId ? `${buyerId}／${name}` : buyerId };
};

/** Loaded once per import: who owns which key. It follows every person that the import makes. */
export const createMatcher = (inside: CustomerRepository, write: CustomerWriter, createdAt: string) => {
  const byIdentity = new Map<string, number>();
  const byPhone = new Map<string, Known[]>();
  for (const identity of inside.identitiesAll()) byIdentity.set(keyOf(identity), identity.customerId);
  const rememberPhone = (number: string, known: Known) => {
    const owners = byPhone.get(number);
    if (owners) owners.push(known);
    else byPhone.set(number, [known]);
  };
  for (const { customerId, number, name } of inside.phonesAll()) rememberPhone(number, { id: customerId, name: comparableName(name) });

  const ownerOfPhone = (phone: string, name: string | null): number | undefined => {
    const owners = byPhone.get(phone) ?? [];
    const same = owners.find((owner) => owner.name !== null && owner.name === name);
    if (same) return same.id;
    // Without a name on either side the phone decides, if it is one person's alone.
    const [only, ...others] = [...new Map(owners.map((owner) => [owner.id, owner])).values()];
    return only && others.length === 0 && (name === null || only.name === null) ? only.id : undefined;
  };

  /** Adds what the person's file does not have yet; never overwrites what stands there. */
  const complete = (id: number, platform: string, buyer: BuyerRecord): boolean => {
    const person = inside.find(id);
    if (!person) return false;
    const name = comparableName(buyer.name);
    const ownName = name === null || name === comparableName(person.name);
    let changed = false;
    // A parcel to somebody else's name is a present: that phone and address are not the buyer's.
    if (buyer.phone && ownName && !person.phones.some(({ number }) => number === buyer.phone)) {
      write.addPhone(id, buyer.phone);
      rememberPhone(buyer.phone, { id, name: comparableName(person.name) });
      changed = true;
    }
    const address = addressOf(buyer);
    if (address && ownName && person.addresses.length === 0) {
      write.addAddress(id, address);
      changed = true;
    }
    const identity = identityOf(platform, buyer);
    if (identity && !byIdentity.has(keyOf(identity))) {
      write.addIdentity(id, identity);
      byIdentity.set(keyOf(identity), id);
      changed = true;
    }
    return changed;
  };

  const create = (platform: string, buyer: BuyerRecord, uid: string | undefined): number => {
    const address = addressOf(buyer);
    const facts: CustomerFacts = CustomerFactsSchema.parse({
      name: (buyer.name ?? buyer.buyerId ?? buyer.phone ?? '').slice(0, 60),
      source: 'platform',
      phones: buyer.phone ? [{ number: buyer.phone, label: null }] : [],
      addresses: address ? [address] : [],
    });
    const id = write.insert(facts, createdAt, uid);
    if (buyer.phone) rememberPhone(buyer.phone, { id, name: comparableName(facts.name) });
    const identity = identityOf(platform, buyer);
    if (identity && !byIdentity.has(keyOf(identity))) {
      write.addIdentity(id, identity);
      byIdentity.set(keyOf(identity), id);
    }
    return id;
  };

  /** People already brought up to date in this import, by what the row said: repeat buyers cost one look-up. */
  const settled = new Map<string, number>();

  return {
    ownerOfPhone,
    ownerOfIdentity: (identity: Identity): number | undefined => byIdentity.get(keyOf(identity)),
    rememberIdentity: (identity: Identity, id: number): void => void byIdentity.set(keyOf(identity), id),
    rememberPhone: (number: string, id: number, name: string): void => rememberPhone(number, { id, name: comparableName(name) }),
    /** Null when nothing in the row tells who bought. */
    buyer: (platform: string, buyer: BuyerRecord, uid?: string): Match | null => {
      const signature = JSON.stringify([platform, buyer, uid]);
      const before = settled.get(signature);
      if (before !== undefined) return { id: before, outcome: 'matched' };
      const identity = identityOf(platform, buyer);
      const identifies = identity !== null && !(buyer.buyerIdIsNickname && buyer.phone);
      const known =
        (uid === undefined ? undefined : inside.idByUid(uid)) ??
        (identifies ? byIdentity.get(keyOf(identity)) : undefined) ??
        (buyer.phone ? ownerOfPhone(buyer.phone, comparableName(buyer.name)) : undefined);
      if (known !== undefined) {
        settled.set(signature, known);
        return { id: known, outcome: uid === undefined && complete(known, platform, buyer) ? 'updated' : 'matched' };
      }
      if (!buyer.buyerId && !buyer.phone && uid === undefined) return null;
      const id = create(platform, buyer, uid);
      settled.set(signature, id);
      return { id, outcome: 'created' };
    },
  };
};
export type Matcher = ReturnType<typeof createMatcher>;
