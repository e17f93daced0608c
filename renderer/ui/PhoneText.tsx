import { maskedPhone } from './format.ts';
import { usePreferences } from './preferences.ts';

export const PhoneText = ({ phone }: { readonly phone: string | null }) => {
  const masked = usePreferences((state) => state.masked);
  return <>{masked ? maskedPhone(phone) : (phone ?? '')}</>;
};
