/**
 * The cards of the methods: what a figure says, how it is made, how much it takes, what it must not be taken for, where it
 * comes from. Gaps in braces are filled from core/scoring/methods.rules.ts, so that card and computation cannot part.
 */
import type { Method } from '../scoring/methods.rules.ts';

export type MethodCard = {
  readonly name: string;
  readonly says: string;
  readonly how: string;
  readonly minimum: string;
  readonly beware: string;
  readonly source: string;
};

const models = '至少 {customers} 位买过的人、{repeaters} 位回头的人，时间要够平均间隔的 {meanGaps} 倍长；不够就只看 RFM。';

export const methodCards = {
  rfm: {
    name: 'RFM 打分', says: '谁最近来过、谁来得勤、谁花得多，各打 1 到 5 分。',
    how: '多少天前来的、下了几单、一共花了多少，各和五档界线比。界线可以自己定，也可以让店里的人按多少分成五份；数目一样的人，分数一定一样。',
    minimum: '按人数分档至少要 {buyers} 位买过的人；不够就用定好的界线。',
    beware: '换一种分法，同一个人可能换一档，所以界线一直写在旁边。', source: 'Hughes 1994',
  },
  eightSegments: {
    name: '八类客户', says: '三个分数各分高低，合成八类，从“重要价值”到“一般挽留”。',
    how: '三个分数到了 {high} 分各算高，不到算低；三个高低一组合，就是八类。',
    minimum: '买过一次就有。',
    beware: '“高”从哪里算起没有统一规定，挪一分就有许多人换类。', source: '国内通行的八分法',
  },
  elevenSegments: {
    name: '十一类客户', says: '比八类更细：冠军、常客、刚来的、快睡着的、不能丢的……',
    how: '125 种分数组合，每一种只归一类，不重不漏。',
    minimum: '至少 {buyers} 位买过的人。',
    beware: '有的软件用的分法一个人能落进几类，和这里对不上不奇怪。', source: 'squeezely 的 125 格表',
  },
  seasonRecency: {
    name: '按季节算的天数', says: '淡季没来，不等于不来了。',
    how: '按本店每个月的单数给每一天一个分量：旺季一天顶几天，淡季几天顶一天，一年合起来还是 365 天。',
    minimum: '至少 {days} 天的账、{orders} 单。',
    beware: '认定大家的旺季淡季差不多；各买各季的店，看个人的间隔更准。', source: '本软件自己的办法',
  },
  lifecycle: {
    name: '来往到哪一步', says: '有意向、没买过、新客、老客、很久没来，每人正好一类。',
    how: '没买过的，记着想要什么就是有意向；头一回买在 {newDays} 天内是新客；超过 {dormantDays} 天没来是很久没来；其余是老客。按这个次序，先合上哪条就算哪条。',
    minimum: '登记了就有。',
    beware: '天数是店里定的；一年才买一回的东西，要把天数改长。', source: '客户关系操作手册 §4.2.1',
  },
  valueTiers: {
    name: '谁撑起营业额', says: '前八成的钱、到九成五、最后半成，各是谁买走的。',
    how: '按花的钱从多到少排，一路加起来；花得一样多的人同一档。',
    minimum: '每个人都分得出；说集中程度至少要 {buyers} 位买过的人。',
    beware: '只看花过的钱，不看以后还来不来。', source: '帕累托 1896；基尼 1912',
  },
  relation: {
    name: '忠诚、潜在、流失', says: '按买了几回、最近有没有来问，看这段关系。',
    how: '来过几天、离上次多久、和自己平时的间隔比、最近有没有来问。',
    minimum: '来过 {purchaseDays} 天才算得上忠诚。',
    beware: '来问没记下来，就看不见。', source: '客户关系操作手册 §5.3.1',
  },
  composite: {
    name: '综合分', says: '频率、金额、客单价、周期、满意度合成一个分。',
    how: '五样先换成一样的尺子，再按各自占几成加起来。周期越短越好，所以倒过来算。',
    minimum: '至少 {buyers} 位买过的人。',
    beware: '占几成是人定的；没问过满意度的人，只按其余四样算。', source: '客户关系操作手册 §4.3',
  },
  entropyWeights: {
    name: '熵权', says: '让数据自己说哪一样最分得开人，就多占一些。',
    how: '一样东西在大家身上越参差，占得越多；大家都一样的不占。',
    minimum: '至少 {buyers} 位买过的人。',
    beware: '直接用钱算，差不多就成了按花钱排名；所以用 1 到 5 的分数算。', source: 'Shannon 1948',
  },
  principalComponents: {
    name: '主成分', says: '好几样数字里，真正不同的其实是哪几个方向。',
    how: '找出大家差得最开的方向，再找和它不相干的下一个；写明每个方向说明了几成。',
    minimum: '每一列至少 {perColumn} 行。',
    beware: '方向的正负是随意的，只看大小。', source: 'Pearson 1901；Hotelling 1933',
  },
  clusters: {
    name: '自动分群', says: '不定界线，让相像的人自己聚成几群。',
    how: '先放几个中心，人归最近的，中心再挪到群中间，来回直到不动；换许多起点，取最紧的。',
    minimum: '每一群至少合 {perGroup} 个人。',
    beware: '分几群没有唯一的答案，三到六群都给看；群的名字是按特点起的。', source: 'MacQueen 1967；Arthur & Vassilvitskii 2007；Rousseeuw 1987',
  },
  tree: {
    name: '决策树', says: '用几句“如果……就……”说清谁容易怎样。',
    how: '每次找最能把人分开的一刀；再拿没看过的人来试，剪掉靠不住的。',
    minimum: '至少 {customers} 人，最大的两类各 {perClass} 人。',
    beware: '说的是一起出现，不是谁造成谁。', source: 'Breiman 等 1984',
  },
  association: {
    name: '一起买的东西', says: '买了这样的人，还常买哪样。',
    how: '数一起出现的次数，除以买了前一样的次数，再和平时比是几倍。',
    minimum: '至少 {baskets} 单，一起出现 {together} 次以上。',
    beware: '都爱买的东西跟谁都一起出现，看“几倍”而不是“几成”。', source: 'Agrawal & Srikant 1994；Brin 等 1997',
  },
  recommendations: {
    name: '推荐什么', says: '这个人下回可能要什么，每样都有理由。',
    how: '先看自己常买、该买的；再看买过同样东西的人还买了什么；再看店里卖得好的。',
    minimum: '看别人要 {buyers} 位买过的人，一起买过至少 {together} 回；不够就只看自己的和卖得好的。',
    beware: '回头生意里，自己买过的最准；没买过的，十个人里推中三个就算好。', source: 'Sarwar 等 2001',
  },
  churnWarning: {
    name: '该来没来', says: '平时多久来一回，这回多久没来了。',
    how: '离上次的天数除以自己平时的间隔：满一倍看着，满一倍半提醒，满两倍着急。',
    minimum: '来过 {purchaseDays} 天以上。',
    beware: '拿来说明白好，拿来排先后不准；排先后看“还会不会来”。', source: '个人购买周期；用真实的账考过',
  },
  returnChance: {
    name: '还会不会来', says: '照店里以前的样子，这个人还会来的可能有多大。',
    how: '看以前某一天，什么样的人后来来了：多久没来、来过几天、认识多久。',
    minimum: '后来来了的、没来的，各至少 {ofEach} 人。',
    beware: '店里大变样以后，以前的样子就不作数了。', source: '逻辑回归，Cox 1958',
  },
  churnBacktest: {
    name: '提醒准不准', says: '早几个月就用它，会说对几个、漏掉几个。',
    how: '只用那天以前的账来提醒，再拿那天以后的账来对。',
    minimum: '至少 {customers} 位有间隔可看的人，没再来的、又来的各至少 {lost} 位。',
    beware: '以前准，不保证以后一样准。', source: '留出法',
  },
  bgNbd: {
    name: '还会买几回', says: '往后一段时间，每个人大概还买几回。',
    how: '每个人有自己的快慢，每买一回都可能是最后一回；从全店的账里估出四个数，再合到各人。',
    minimum: models,
    beware: '只买过一回的人，它总说“还在”，所以不拿这个排流失；它也不懂季节。', source: 'Fader, Hardie & Lee 2005',
  },
  paretoNbd: {
    name: '还会买几回（老办法）', says: '同上，人可以在任何时候离开。',
    how: '每个人有自己的快慢和自己的长短；从全店的账里估出四个数。',
    minimum: models,
    beware: '算得慢一些；和新办法差得不多。', source: 'Schmittlein, Morrison & Colombo 1987',
  },
  gammaGamma: {
    name: '每回花多少', says: '每个人往后一回大概花多少。',
    how: '买得少的人往全店的平均靠，买得多的人看自己的。头一回不算。',
    minimum: '至少 {repeaters} 位回头的人。',
    beware: '认定花多花少和来得勤不勤不相干；相干的店会偏。', source: 'Fader & Hardie 2013',
  },
  clv: {
    name: '往后一年值多少', says: '每个人往后十二个月大概带来多少钱。',
    how: '每个月还买几回，乘一回花多少，越往后打的折越多，加起来。',
    minimum: models,
    beware: '是营业额，不是赚的钱；按过去花的钱排，名次差不多一样准。', source: 'Fader, Hardie & Lee 2005',
  },
  spendNetwork: {
    name: '往后 {days} 天花多少', says: '用一个小小的神经网络猜，并和简单办法比。',
    how: '拿早先的账学，拿后来的账考；考不过简单的直线，就用直线。',
    minimum: '半年前就买过的至少 {customers} 人，其中 {buyers} 人后来三个月又买过；满 {network} 人才动用网络。',
    beware: '多数小店里它并不比直线准；不准就不用，也会告诉你。', source: 'Rumelhart 等 1986；Kingma & Ba 2015',
  },
  replenishment: {
    name: '哪天该补货', says: '这个人上回买的大概哪天用完，该再来了。',
    how: '看自己买的间隔；买得多就隔得久的，按上回买了多少来推。',
    minimum: '买过 {purchaseDays} 天以上。',
    beware: '给的是一段日子，不是一个准日子。', source: '个人购买间隔的四分位',
  },
  repurchase: {
    name: '回头率', says: '买过的人里，有几成又来买。',
    how: '买过两单以上的人，除以买过的人；同一天的两单，按天算就只算一回。三十天内回头只看已经满三十天的人。',
    minimum: '有人买过就算；不到 {enough} 人会提醒不牢靠。',
    beware: '开店越久越高，和去年同月比才有意思。', source: '客户关系操作手册 §7.3.1',
  },
  retention: {
    name: '半年留住率', says: '半年前的常客，有几成没走。',
    how: '离开超过 {lostDays} 天，并且超过自己平时间隔的 {lostGaps} 倍，才算走了；中间走过又回来的也算走过。',
    minimum: '来过 {purchaseDays} 天才有自己的间隔；不到的按 {lostDays} 天。',
    beware: '一年来一回的人不来也不算走，另写着有几成真的来过。', source: '客户关系操作手册 §7.3.4',
  },
  cohorts: {
    name: '同月来的人', says: '同一个月头一回来的人，以后每个月还剩几个。',
    how: '按头一回买的月份分组，数每个月又来的人；一个月来几回都算一个人。',
    minimum: '有一个月的账就有；一组不到 {enough} 人，别看成数。',
    beware: '最后一个月还没过完，标出来了，不能拿来比。', source: '同期群分析',
  },
  wordOfMouth: {
    name: '口碑率', says: '新来的人里，有几成是熟人带来的。',
    how: '这段时间头一回买、并且记着是谁介绍来的人，除以头一回买的人。',
    minimum: '至少 {customers} 人。',
    beware: '没问“谁介绍的”，就数不到。', source: '客户关系操作手册 §7.3.3',
  },
  referralNetwork: {
    name: '谁带来的人多', says: '谁带了人，带来的人又带了谁。',
    how: '直接带的、一共带的、带来的人花了多少；带来的人也很会带人，分量就更重。',
    minimum: '{people} 个人、一条介绍就有。',
    beware: '一个人只算一个介绍人；绕成圈的断在先记下的那一位。', source: 'Page 等 1998；Freeman 1977',
  },
  satisfaction: {
    name: '满意度', says: '满分 100，大家给几分；几成人给了 4 分、5 分。',
    how: '1 到 5 分的平均，乘 {perStep}：平均 4.25 就是 85 分。',
    minimum: '有一份就算；不到 {enough} 份会提醒不牢靠。',
    beware: '有的店说的“满意度”是给 4 分、5 分的人占几成，两个数都写着，别混着比。', source: 'Wilson 1927（范围）',
  },
  netPromoter: {
    name: '推荐分', says: '愿意向熟人推荐的人，比不愿意的多几成。',
    how: '0 到 10 分里，给 9、10 分的占几成，减去给 0 到 6 分的占几成。',
    minimum: '没人答就没有分，不是 0 分；不到 {enough} 份会提醒不牢靠。',
    beware: '几十份答卷，上下差十几分很平常，看后面的范围。', source: 'Reichheld 2003',
  },
  complaints: {
    name: '投诉率', says: '一百单里有几单被投诉。',
    how: '被投诉过的单，除以这段时间的单；同一单投诉两回算一单。',
    minimum: '有单就算；不到 {enough} 单会提醒不牢靠。',
    beware: '投诉少也可能是没人记。', source: '畜牧企业客户关系方案 三（四）2',
  },
  firstResponse: {
    name: '{hours} 小时内回复', says: '投诉后 {hours} 小时内有人答话的占几成。',
    how: '从记下那一刻起，连夜里也算；还在时间内没答的，先不算好也不算坏。',
    minimum: '有一件到了时间就算。',
    beware: '答了话不等于解决了。', source: '畜牧企业客户关系方案 二（二）2',
  },
  changes: {
    name: '比去年同月', says: '涨了几成还是降了几成，是真变了还是碰巧。',
    how: '今年的成数除以去年同样几个月的，减一；两边的人数、单数都写着。',
    minimum: '两边各至少 {group}。',
    beware: '“看不出来”也是答案：人少的时候，差一些全是碰巧。', source: 'Newcombe 1998',
  },
  uplift: {
    name: '活动带来多少', says: '发了消息的人，比没发的人多买了多少。',
    how: '发之前抽签留一些人不发；两边平均一比，多出来的才是活动带来的。再除以花的钱，就是一块钱带来几块。',
    minimum: '两边各至少 {group} 人。',
    beware: '没抽签就不能比：挑出来发的人本来就爱买。范围里含着 0，就是看不出来。', source: 'Welch 1947；Newcombe 1998',
  },
  sampleSize: {
    name: '要发给多少人', says: '要看得出这么大的差别，两边各要多少人。',
    how: '差别越小，要的人越多；按十回里有八回（{power}%）看得出来算。',
    minimum: '两边各至少 {group} 人。',
    beware: '人不够，就只能看出大差别；会说最小能看出多大。', source: 'Fleiss 1981；Guenther 1981',
  },
  reliability: {
    name: '问卷靠不靠得住', says: '同一类的几道题，问的是不是一回事。',
    how: '答得齐不齐：一道高、别的也高，就靠得住。0.7 以上算好。',
    minimum: '至少 {questions} 道题、{answers} 份答卷。',
    beware: '反着问的题要先倒过来，会指出是哪一道。', source: 'Cronbach 1951',
  },
  factorability: {
    name: '题目能不能归类', says: '这些题有没有共同的东西可以归成几类。',
    how: '两道题一起变，有多少是因为别的题；剩下的越少越好，0.6 以上可以归类。',
    minimum: '至少 {questions} 道题，每道题 {perQuestion} 份答卷。',
    beware: '两道题问一样的话，就算不出来。', source: 'Kaiser 1974；Bartlett 1950',
  },
  regression: {
    name: '满意由什么定', says: '别的都一样，这一项多一分，总分多几分。',
    how: '找一条直线，使猜的和答的差得最少。',
    minimum: '每一项至少 {perPredictor} 份答卷。',
    beware: '一起变的两项分不出功劳，会指出是哪两项。', source: '最小二乘，Legendre 1805',
  },
  importance: {
    name: '看重什么、做得怎样', says: '哪些该赶紧改，哪些做过头了。',
    how: '横着看做得好不好，竖着看有多看重，平均处画个十字，分成四块。看重可以直接问，也可以看它和总分一起变多少。',
    minimum: '每道题至少 {answers} 份答卷。',
    beware: '高低是和别的题比；刚好在线上的算高。', source: 'Martilla & James 1977',
  },
} as const satisfies Readonly<Record<Method, MethodCard>>;
