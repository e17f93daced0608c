import { TextInput } from '@mantine/core';
import { t } from '../i18n/texts.ts';
import { numbered, Rows } from '../ui/Rows.tsx';
import { SuggestInput } from '../ui/SuggestInput.tsx';
import type { QueryOutput } from '../ui/useQuery.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { AddressDraft } from './draft.ts';
import { noAddress } from './draft.ts';
import { useDivisions } from './useDivisions.ts';
import type { Divisions } from './useDivisions.ts';

type Place = QueryOutput<'customers.places'>[number];

const above = ['province', 'city', 'district', 'town'] as const;
const areaOf = (place: Place): string => above.map((part) => place[part]).filter((part, index, all) => part !== null && part !== all[index - 1]).join(' ');
/** 石桥村, or 石桥村（光山县 槐店乡） where the shop knows two of that name. */
const villagesOf = (places: readonly Place[]): ReadonlyMap<string, Place> => {
  const known = [...new Map(places.flatMap((place) => (place.village === null ? [] : [[`${place.village} ${areaOf(place)}`, place] as const]))).values()];
  const isAlone = ({ village }: Place) => known.filter((one) => one.village === village).length === 1;
  return new Map(known.map((place) => [isAlone(place) || areaOf(place) === '' ? (place.village ?? '') : `${place.village}（${areaOf(place)}）`, place]));
};

type VillageProps = { readonly address: AddressDraft; readonly onChange: (change: Partial<AddressDraft>) => void };

/** A village that the shop delivers to already brings its county along. */
export const VillageField = ({ address, onChange }: VillageProps) => {
  const { data: places = [] } = useQuery('customers.places', undefined);
  const villages = villagesOf(places);
  const choose = (text: string) => {
    const place = villages.get(text);
    if (!place) return onChange({ village: text });
    return onChange({ village: place.village ?? '', province: place.province ?? '', city: place.city ?? '', district: place.district ?? '', town: place.town ?? '' });
  };
  return <SuggestInput label={t('customers.fields.village')} value={address.village} suggestions={[...villages.keys()]} maxLength={60} onChange={choose} />;
};

type Props = { readonly addresses: readonly AddressDraft[]; readonly onChange: (addresses: readonly AddressDraft[]) => void };

/** From the province down to the door. The first address's village stands on the first screen. */
export const AddressFields = ({ addresses, onChange }: Props) => {
  const divisions = useDivisions();
  const { data: places = [] } = useQuery('customers.places', undefined);
  return (
    <Rows rows={addresses} none={noAddress} most={10} atLeastOne add={t('customers.fields.addAddress')} remove={t('customers.fields.removeAddress')} onChange={onChange}>
      {(address, change, index) => <AddressRow address={address} change={change} places={places} divisions={divisions} index={index} count={addresses.length} />}
    </Rows>
  );
};

type RowProps = {
  readonly address: AddressDraft;
  readonly change: (part: Partial<AddressDraft>) => void;
  readonly places: readonly Place[];
  readonly divisions: Divisions;
  readonly index: number;
  readonly count: number;
};

const AddressRow = ({ address, change, places, divisions, index, count }: RowProps) => {
  const { province, city, district, town, village, hamlet } = address;
  const label = (name: keyof AddressDraft) => numbered(t(`customers.fields.${name}`), index, count);
  // Only the county says which city and province; chosen, it fills them in.
  const counties = new Map(divisions.countiesIn(province, city).map((one) => [city === '' ? `${one.district}（${one.province} ${one.city}）` : one.district, one]));
  const here = (place: Place) => (district === '' || place.district === district) && (town === '' || place.town === town);
  const texts = (all: readonly (string | null)[]) => all.flatMap((one) => one ?? []);
  return (
    <>
      <SuggestInput label={label('province')} value={province} suggestions={divisions.provinces} maxLength={40} width={170} onChange={(text) => change({ province: text })} />
      <SuggestInput label={label('city')} value={city} suggestions={divisions.citiesIn(province)} maxLength={40} width={170} onChange={(text) => change({ city: text })} />
      <SuggestInput label={label('district')} value={district} suggestions={[...counties.keys()]} maxLength={40} width={170} onChange={(text) => change(counties.get(text) ?? { district: text })} />
      <SuggestInput label={label('town')} value={town} suggestions={texts(places.filter((place) => district === '' || place.district === district).map((place) => place.town))} maxLength={40} width={170} onChange={(text) => change({ town: text })} />
      {index > 0 && <SuggestInput label={label('village')} value={village} suggestions={texts(places.filter(here).map((place) => place.village))} maxLength={60} width={170} onChange={(text) => change({ village: text })} />}
      <SuggestInput label={label('hamlet')} value={hamlet} suggestions={texts(places.filter((place) => place.village === village).map((place) => place.hamlet))} maxLength={40} width={170} onChange={(text) => change({ hamlet: text })} />
      <TextInput label={label('detail')} value={address.detail} maxLength={200} w={170} onChange={(event) => change({ detail: event.currentTarget.value })} />
    </>
  );
};
