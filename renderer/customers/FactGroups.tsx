import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { RelationKind } from '../../core/customers/contract.ts';
import type { CustomerDetail } from '../../core/customers/contract.ts';
import { ownPlatform } from '../../core/imports/own-columns.ts';
import { t } from '../i18n/texts.ts';
import { RevealPhones } from '../staff/RevealPhones.tsx';
import { Facts } from '../ui/Facts.tsx';
import { dayText } from '../ui/format.ts';
import { PhoneText } from '../ui/PhoneText.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { useQuery } from '../ui/useQuery.ts';
import { addressText, birthdayMeaning, birthdayText, holdingText } from './words.ts';

type Row = readonly [name: string, value: ReactNode];
const isEmpty = ([, value]: Row): boolean => value === null || value === undefined || value === '' || value === false;
const lines = (all: readonly (readonly [key: string, line: ReactNode])[]): ReactNode => all.length > 0 && all.map(([key, line]) => <div key={key}>{line}</div>);

/** Everything that stands in the file, in groups; what is empty is left out, and a group of nothing too. */
export const FactGroups = ({ customer }: { readonly customer: CustomerDetail }) => {
  const masked = usePreferences((one) => one.masked);
  const { data: fields = [] } = useQuery('customers.customFields', undefined);
  const { data: brought } = useQuery('customers.brought', { id: customer.id });
  const hidden = (text: string | null): string | null => (masked && text !== null ? t('app.state.hidden') : text);
  const { birthday, zodiac, consent, consentOn, consentWay, credit, creditNote } = customer;

  const groups: readonly (readonly [name: 'reach' | 'home' | 'person' | 'people' | 'trust' | 'own' | 'file', rows: readonly Row[]])[] = [
    ['reach', [
      [t('customers.fields.phone'), customer.phones.length > 0 && <>{lines(customer.phones.map(({ number, label }) => [number, <><PhoneText phone={number} /> <span className="soft">{label ?? ''}</span></>]))}<RevealPhones key={customer.id} customerId={customer.id} /></>],
      [t('customers.fields.contacts'), lines(customer.contacts.map(({ kind, value, label }) => [`${kind} ${value}`, <>{t(`customers.contactKind.${kind}`)} {hidden(value)} <span className="soft">{label ?? ''}</span></>]))],
      [t('customers.fields.preferredChannel'), customer.preferredChannel && t(`customers.channel.${customer.preferredChannel}`)],
    ]],
    ['home', [[t('customers.fields.address'), lines(customer.addresses.map((address) => [JSON.stringify(address), addressText(address)]))]]],
    ['person', [
      [t('customers.fields.birthday'), (birthday !== null || zodiac !== null) && <>{birthdayText(birthday, zodiac)} <span className="soft small">{birthday ? birthdayMeaning(birthday) : ''}</span></>],
      [t('customers.fields.gender'), customer.gender && t(`customers.gender.${customer.gender}`)],
      [t('customers.fields.kind'), t(`customers.kind.${customer.kind}`)],
      [t('customers.fields.occupation'), customer.occupation],
      [t('customers.fields.hobbies'), customer.hobbies],
      [t('customers.fields.holdings'), customer.holdings.map((one) => `${t(`customers.holdings.${one.kind}`)}${holdingText(one)}`).join('，')],
      [t('customers.fields.wish'), customer.wish],
    ]],
    ['people', [
      [t('customers.fields.referrer'), customer.referrerId !== null && <Link href={`/customers/${customer.referrerId}`}>{customer.referrerName}</Link>],
      [t('customers.fields.brought'), brought !== undefined && brought.total > 0 && (
        <>{brought.people.map(({ id, name }) => <Link key={id} href={`/customers/${id}`} style={{ marginRight: 8 }}>{name}</Link>)}{brought.total > brought.people.length && t('app.counts.people', { n: brought.total })}</>
      )],
      ...RelationKind.options.map((kind): Row => [t(`customers.relation.${kind}`), lines(customer.relations.filter((one) => one.kind === kind)
        .map(({ otherId, name, note }) => [String(otherId), <><Link href={`/customers/${otherId}`}>{name}</Link> <span className="soft">{note ?? ''}</span></>]))]),
    ]],
    ['trust', [
      [t('customers.fields.consent'), consent !== 'unknown' && [t(`customers.consent.${consent}`), dayText(consentOn), consentWay && t(`customers.consentWay.${consentWay}`)].filter((part) => part !== null && part !== '').join('，')],
      [t('customers.fields.credit'), (credit !== null || creditNote !== null) && [credit && t(`customers.credit.${credit}`), hidden(creditNote)].filter((part) => part !== null).join('，')],
    ]],
    ['own', customer.custom.map(({ fieldId, value }): Row => {
      const field = fields.find(({ id }) => id === fieldId);
      return [field?.name ?? '', field?.kind === 'date' ? dayText(value) : value];
    })],
    ['file', [
      [t('customers.fields.note'), hidden(customer.note)],
      [t('customers.fields.source'), customer.source && t(`customers.source.${customer.source}`)],
      [t('customers.fields.identities'), lines(customer.identities.filter(({ platform }) => platform !== ownPlatform).map(({ platform, value }) => [`${platform} ${value}`, `${platform}：${value}`]))],
      [t('customers.fields.createdOn'), dayText(customer.createdOn)],
    ]],
  ];

  return groups.filter(([, rows]) => !rows.every(isEmpty)).map(([name, rows]) => (
    <section key={name} aria-label={t(`customers.page.groups.${name}`)} className="fact-group">
      <h3>{t(`customers.page.groups.${name}`)}</h3>
      <Facts facts={rows} />
    </section>
  ));
};
