import type { PersonHit } from '../../core/search/contract.ts';
import { PhoneText } from '../ui/PhoneText.tsx';

/** Two of one name are told apart by their village and the end of their phone; both stand in every line. */
export const PersonLine = ({ hit: { name, village, found, phone } }: { readonly hit: PersonHit }) => (
  <>
    <span className="who">{name}</span>
    <span className="soft">{village ?? ''}</span>
    {found !== null && <span className="soft found">{/^\+?\d{7,}$/.test(found) ? <PhoneText phone={found} /> : found}</span>}
    <span className="soft last"><PhoneText phone={phone} /></span>
  </>
);
