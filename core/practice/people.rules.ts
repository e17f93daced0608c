/** The people of the twelve villages. */
import { nameOf, phoneOf, taobaoNameOf, wechatNameOf } from './names.rules.ts';
import { between, pick, pickWeighted, randomFor, type Random } from './random.rules.ts';
import type { Rhythm, ShopCustomer, ShopPlatform } from './shop.rules.ts';
import { region, villages, type Village } from './villages.rules.ts';

const rhythms: readonly { readonly weight: number; readonly item: Rhythm }[] = [
  { weight: 6, item: 'weekly' },
  { weight: 16, item: 'monthly' },
  { weight: 30, item: 'seasonal' },
  { weight: 26, item: 'once' },
  { weight: 14, item: 'slipping' },
  { weight: 8, item: 'new' },
];

const usualPlaces: Readonly<Record<ShopPlatform, number>> = { kuaituantuan: 56, taobao: 18, pinduoduo: 15, douyin: 11 };

/** Platforms whose exports do not reliably say who bought. */
export const hidesBuyers = (platform: ShopPlatform): boolean => platform === 'douyin' || platform === 'pinduoduo';

const villageChoices = villages.map((item) => ({ weight: item.weight, item }));

/** As many people as asked for, one to three to a household. The n-th person is the same in shops of every size but for the phone. */
export function peopleOf(seed: number, count: number, platforms: readonly ShopPlatform[]): ShopCustomer[] {
  const people: Omit<ShopCustomer, 'phone'>[] = [];
  const ofVillage = new Map<string, string[]>();
  for (let household = 0; people.length < count; household += 1) {
    const random = randomFor(seed, household);
    const village = pickWeighted(random, villageChoices);
    const group = between(random, 1, 9);
    const house = between(random, 1, 68);
    const size = random() < 0.88 ? 1 : random() < 0.8 ? 2 : 3;
    for (let member = 0; member < size && people.length < count; member += 1) {
      const id = people.length + 1;
      const gender = random() < 0.56 ? 'female' : 'male';
      const name = newNameOf(random, gender, village, ofVillage, id);
      people.push({
        id,
        household: household + 1,
        name,
        gender,
        ...region,
        town: village.town,
        village: village.village,
        address: `${village.town}${village.village}${group}组${house}号`,
        pickupPoint: village.pickupPoint,
        rhythm: pickWeighted(random, rhythms),
        accounts: accountsOf(random, platforms, name, id),
      });
    }
  }
  const households = people.at(-1)?.household ?? 0;
  return people.map((person) => ({ ...person, phone: phoneOf(person.household, households) }));
}

/** Some people bear the name of somebody in another village; within a village names differ as long as there are enough. */
function newNameOf(random: Random, gender: 'female' | 'male', village: Village, ofVillage: Map<string, string[]>, id: number): string {
  const known = ofVillage.get(village.village) ?? [];
  ofVillage.set(village.village, known);
  const elsewhere = villages.filter((other) => other.village !== village.village && (ofVillage.get(other.village)?.length ?? 0) > 0);
  if (id % 25 === 0 && elsewhere.length > 0) {
    const namesake = pick(random, ofVillage.get(pick(random, elsewhere).village)!);
    if (!known.includes(namesake)) {
      known.push(namesake);
      return namesake;
    }
  }
  let name = nameOf(random, gender, village);
  for (let tries = 0; tries < 5 && known.length < 500 && known.includes(name); tries += 1) name = nameOf(random, gender, village);
  // a village list beyond this length only slows the search for namesakes down
  if (known.length < 500) known.push(name);
  return name;
}

function accountsOf(random: Random, platforms: readonly ShopPlatform[], name: string, person: number): ShopCustomer['accounts'] {
  const usual = pickWeighted(random, platforms.map((item) => ({ weight: usualPlaces[item], item })));
  const others = platforms.filter((platform) => platform !== usual);
  // 抖店 and 拼多多 hide their buyers; such people also buy where names are shown, or the shop would never know them
  const group = hidesBuyers(usual) ? others.filter((platform) => !hidesBuyers(platform)) : [];
  const second = group.length > 0 ? [pick(random, group)] : random() < 0.18 && others.length > 0 ? [pick(random, others)] : [];
  return [usual, ...second].map((platform) => ({ platform, buyerId: nicknameOf(random, platform, name, person) }));
}

function nicknameOf(random: Random, platform: ShopPlatform, name: string, person: number): string {
  if (platform === 'taobao') return taobaoNameOf(random, person);
  return wechatNameOf(random, name);
}
