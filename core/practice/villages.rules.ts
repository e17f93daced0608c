/** A county that does not exist in a city that does, with twelve villages in four towns. */

export const region = { province: '河南省', city: '信阳市', district: '禾塘县' } as const;

export type Village = {
  readonly town: string;
  readonly village: string;
  readonly pickupPoint: string;
  /** the surnames that half the village bears */
  readonly surnames: readonly string[];
  readonly weight: number;
};

export const villages: readonly Village[] = [
  { town: '柳渡镇', village: '柳树湾村', pickupPoint: '柳树湾村自提点(老槐树超市)', surnames: ['王', '李'], weight: 14 },
  { town: '柳渡镇', village: '石桥村', pickupPoint: '石桥村自提点(桥头小卖部)', surnames: ['张', '陈'], weight: 12 },
  { town: '柳渡镇', village: '李楼村', pickupPoint: '李楼村自提点(村委会旁)', surnames: ['李', '周'], weight: 9 },
  { town: '清水镇', village: '桃花坪村', pickupPoint: '桃花坪村自提点(便民店)', surnames: ['刘', '黄'], weight: 10 },
  { town: '清水镇', village: '杨家坝村', pickupPoint: '杨家坝村自提点(卫生室对面)', surnames: ['杨', '吴'], weight: 8 },
  { town: '清水镇', village: '东塘村', pickupPoint: '东塘村自提点(东塘百货)', surnames: ['赵', '徐'], weight: 8 },
  { town: '云岭乡', village: '竹林坳村', pickupPoint: '竹林坳村自提点(茶厂门口)', surnames: ['胡', '曾'], weight: 6 },
  { town: '云岭乡', village: '双河村', pickupPoint: '双河村自提点(小学旁)', surnames: ['孙', '朱'], weight: 7 },
  { town: '云岭乡', village: '凤凰岭村', pickupPoint: '凤凰岭村自提点(岭上小店)', surnames: ['罗', '谢'], weight: 4 },
  { town: '白鹭镇', village: '白鹭洲村', pickupPoint: '白鹭洲村自提点(渡口商店)', surnames: ['马', '郭'], weight: 9 },
  { town: '白鹭镇', village: '槐树店村', pickupPoint: '槐树店村自提点(农资店)', surnames: ['何', '单'], weight: 7 },
  { town: '白鹭镇', village: '大塘埂村', pickupPoint: '大塘埂村自提点(老赵家)', surnames: ['高', '解'], weight: 6 },
];
