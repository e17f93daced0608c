import { useEffect, useState } from 'react';

/** A county with the city and province that it lies in. */
export type County = { readonly province: string; readonly city: string; readonly district: string };
export type Divisions = {
  readonly provinces: readonly string[];
  /** all of them while the province is empty or none of ours */
  readonly citiesIn: (province: string) => readonly string[];
  readonly countiesIn: (province: string, city: string) => readonly County[];
};

/** 北京市 has one city of its own name in the list, and 省直辖县 is no place. */
const load = async (): Promise<Divisions> => {
  const { areaList } = await import('@vant/area-data');
  const { province_list: provinces, city_list: cities, county_list: list } = areaList;
  const counties = Object.entries(list).map(([code, district]): County => ({ province: provinces[`${code.slice(0, 2)}0000`] ?? '', city: cities[`${code.slice(0, 4)}00`] ?? '', district }));
  const cityNames = Object.entries(cities).map(([code, city]) => ({ province: provinces[`${code.slice(0, 2)}0000`] ?? '', city })).filter(({ city }) => !/^(?:省|自治区)?直辖|^县$/.test(city));
  return {
    provinces: Object.values(provinces),
    citiesIn: (province) => cityNames.filter((one) => province === '' || one.province === province).map(({ city }) => city),
    countiesIn: (province, city) => counties.filter((one) => (province === '' || one.province === province) && (city === '' || one.city === city)),
  };
};

const empty: Divisions = { provinces: [], citiesIn: () => [], countiesIn: () => [] };
let loading: Promise<Divisions> | null = null;

/** The country's provinces, cities and counties; loaded when first needed. */
export const useDivisions = (): Divisions => {
  const [divisions, setDivisions] = useState(empty);
  useEffect(() => {
    let gone = false;
    loading ??= load();
    void loading.then((loaded) => { if (!gone) setDivisions(loaded); });
    return () => { gone = true; };
  }, []);
  return divisions;
};
