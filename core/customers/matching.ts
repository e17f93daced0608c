/**
 * Which customer an imported buyer is. Only certain keys decide: our own id, the platform's buyer id, or a real phone
 * together with a name that does not contradict. A shared phone with another name is family, not the same person, and
 * a name alone never identifies anybody.
 */
import { ownPlatform } from '../imports/own-columns.ts';
import type { BuyerRecord, OrderRecord } from '../imports/records.ts';
import type { Conflicts } from './conflicts.ts';
import type { Address, Identity } from './contract.ts';
import type { CustomerRepository, CustomerWriter } from './repository.ts';
import { comparableName, fitted, fittedBuyer, isPlaceholder } from './rules.ts';

/** What a person's file got that it did not have. */
export type Completed = 'name' | 'phone' | 'address' | 'account' | 'tags' | 'rest';

export type Match = { readonly id: number; readonly outcome: 'created' | 'updated' | 'matched'; readonly completed?: readonly Completed[] };

type Known = { readonly id: number; readonly name: string | null };

const keyOf = ({ platform, value }: Identity): string => `${platform}\n${value}`;

export const addressOf = (buyer: Pick<BuyerRecord, 'province' | 'city' | 'district' | 'village' | 'address'>): Address | null => {
  const { province, city, district, village, address } = buyer;
  return province || city || district || village || address ? { province, city, district, town: null, village, hamlet: null, detail: address } : null;
};

/** The platform's key as it is stored; a nickname is told apart by the receiver's name beside it. */
export const identityOf = (platform: string, { buyerId, buyerIdIsNickname, name }: BuyerRecord): Identity | null => {
  if (!buyerId) return null;
  return { platform, value: (buyerIdIsNickname && name && name !== buyerId ? `${buyerId}／${name}` : buyerId).slice(0, 200) };
};

/**
 * Loaded once per import, before it is asked anything: who owns which key, under which names. A name that the shop changed still identifies: the
 * next export keeps writing the old one.
 */
export const createMatcher = (inside: CustomerRepository, write: CustomerWriter, createdAt: string, conflicts: Conflicts) => {
  const byIdentity = new Map<string, number>();
  const byPhone = new Map<string, Known[]>();
  const rememberPhone = (number: string, id: number, name: string | null) => {
    const known = { id, name: comparableName(name) };
    const owners = byPhone.get(number);
    if (owners) owners.push(known);
    else byPhone.set(number, [known]);
  };
  /** In steps of some milliseconds: a big shop has hundreds of thousands of keys. */
  function* load(): Generator<void> {
    let keys = 0;
    for (const identity of inside.identitiesAll()) {
      byIdentity.set(keyOf(identity), identity.customerId);
      if ((keys += 1) % 1000 === 0) yield;
    }
    for (const { customerId, number, name } of inside.phonesAll()) {
      rememberPhone(number, customerId, name);
      if ((keys += 1) % 1000 === 0) yield;
    }
  }

  const ownerOfIdentity = (identity: Identity): number | undefined => byIdentity.get(keyOf(identity));
  /** Another laptop's number of a person is kept as an identity of ours, once the person was found by other keys. */
  const ownerOfUid = (uid: string): number | undefined => inside.idByUid(uid) ?? ownerOfIdentity({ platform: ownPlatform, value: uid });

  const ownerOfPhone = (phone: string, name: string | null): number | undefined => {
    const owners = byPhone.get(phone) ?? [];
    const wanted = comparableName(name);
    const same = owners.find((owner) => owner.name !== null && owner.name === wanted);
    if (same) return same.id;
    // Without a name on either side the phone decides, if it is one person's alone.
    const ids = new Set(owners.map(({ id }) => id));
    const nameless = wanted === null || owners.every(({ name: known }) => known === null);
    return ids.size === 1 && nameless ? owners[0]!.id : undefined;
  };

  /** Whom rows of ours named in this import. Two of them with different numbers are never one person, whatever they share. */
  const claimed = new Map<number, string>();
  const unclaimed = (id: number | undefined, uid: string | undefined): number | undefined =>
    id === undefined || uid === undefined || (claimed.get(id) ?? uid) === uid ? id : undefined;

  const addIdentity = (identity: Identity | null, id: number): boolean => {
    if (!identity || ownerOfIdentity(identity) !== undefined) return false;
    write.addIdentity(id, identity);
    byIdentity.set(keyOf(identity), id);
    return true;
  };

  /** Adds what the person's file does not have yet; never overwrites what the shop wrote. */
  const complete = (id: number, { platform, buyer }: OrderRecord): Match => {
    const person = inside.find(id)!;
    const name = comparableName(buyer.name);
    const nameless = isPlaceholder(person);
    // A parcel to somebody else's name is a present: that phone and address are not the buyer's.
    const ownName = nameless || name === null || name === comparableName(person.name) || inside.formerNames(id).some((former) => comparableName(former) === name);
    const address = addressOf(buyer);
    // A masked receiver may be anybody.
    if (ownName && name !== null) conflicts.compare(person, { name: buyer.name, address }, buyer.phone ? [buyer.phone] : []);
    const completed: Completed[] = addIdentity(identityOf(platform, buyer), id) ? ['account'] : [];
    if (nameless && name !== null) {
      write.rename(id, fitted({ name: buyer.name! }).name);
      completed.push('name');
    }
    if (buyer.phone && ownName && !person.phones.some(({ number }) => number === buyer.phone) && !conflicts.tookOut(id, buyer.phone)) {
      write.addPhone(id, buyer.phone);
      rememberPhone(buyer.phone, id, buyer.name);
      completed.push('phone');
    }
    if (address && ownName && person.addresses.length === 0) {
      write.addAddress(id, fitted({ name: person.name, addresses: [address] }).addresses[0]!);
      completed.push('address');
    }
    return completed.length > 0 ? { id, outcome: 'updated', completed } : { id, outcome: 'matched' };
  };

  const create = ({ platform, platformOrderId, buyer, customerUid }: OrderRecord): Match => {
    const name = buyer.name ?? buyer.buyerId ?? buyer.phone ?? `买家${platformOrderId.slice(-6)}`;
    const id = write.insert(fittedBuyer(name, buyer.phone, addressOf(buyer)), createdAt, customerUid);
    if (buyer.phone) rememberPhone(buyer.phone, id, buyer.name);
    addIdentity(identityOf(platform, buyer), id);
    return { id, outcome: 'created' };
  };

  /** People already found in this import, by what the row said: repeat buyers cost one look-up. */
  const settled = new Map<string, number>();

  return {
    load,
    ownerOfPhone,
    ownerOfIdentity,
    ownerOfUid,
    unclaimed,
    claim: (id: number, uid: string): void => void claimed.set(id, uid),
    addIdentity,
    rememberPhone,
    complete,
    /** The person an order already belongs to. */
    owner: (id: number): Match => ({ id, outcome: 'matched' }),
    /** Who bought; a new person if need be, null when nothing in the row tells. */
    buyer: (record: OrderRecord): Match | null => {
      const { platform, buyer, customerUid } = record;
      const { buyerId, buyerIdIsNickname, name, phone, province, city, district, address, village } = buyer;
      const signature = [platform, customerUid, buyerId, buyerIdIsNickname, name, phone, province, city, district, address, village].join('\u0001');
      const before = settled.get(signature);
      if (before !== undefined) return { id: before, outcome: 'matched' };
      const identity = identityOf(platform, buyer);
      const identifies = identity !== null && !(buyer.buyerIdIsNickname && buyer.phone);
      const known =
        (customerUid === undefined ? undefined : ownerOfUid(customerUid)) ??
        (identifies ? unclaimed(ownerOfIdentity(identity), customerUid) : undefined) ??
        (buyer.phone ? unclaimed(ownerOfPhone(buyer.phone, buyer.name), customerUid) : undefined);
      if (known === undefined && !buyer.buyerId && !buyer.phone && customerUid === undefined) return null;
      // Our own export says who it was; what the shop took out of that person's file stays out.
      const match: Match = known === undefined ? create(record) : customerUid === undefined ? complete(known, record) : { id: known, outcome: 'matched' };
      settled.set(signature, match.id);
      if (customerUid !== undefined) claimed.set(match.id, customerUid);
      if (customerUid !== undefined && known !== undefined && inside.idByUid(customerUid) === undefined) addIdentity({ platform: ownPlatform, value: customerUid }, known);
      return match;
    },
  };
};
export type Matcher = ReturnType<typeof createMatcher>;
