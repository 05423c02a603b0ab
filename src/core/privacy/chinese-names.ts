/** Family names of one character, the commonest first: they cover about 99 people of 100. Traditional forms too. */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶黎贺毛郝顾龚邵万钱严赖覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬和师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝张劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸範賈鄒閻龍賀顧龔錢嚴賴湯溫齊喬龐顏莊聶魯關蘭寧紀單塗駱藍華農';
const DOUBLE =
  '欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|歐陽|司馬|諸葛';
/** Characters that given names are made of, far more often than words are. */
const GIVEN = new Set(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力鹏玲红梅建国华志玉珍萍凤荣春林海龙飞云波斌浩宇轩然晨欣怡雪琴燕莉倩婷雯琳璐瑶佳嘉俊豪凯峰宁博晓小思雨梦子涵梓睿泽昊天一诺依妍诗萱彤馨美慧莹颖洁雅露晶柳莲芬菊翠珠彩香月秋冬夏淑惠爱巧花丹帅楠畅淼旭阳亮健康利成新民永庆安家福贵生祥发财富义信仁德忠孝礼智贤良才学胜东南北振兴光正清宏鸿洪江河山岩松柏树森木青石金银铜铁鑫磊钰钢锋铭钧锐鹤雁鸣翔腾跃进先锋辰星宸彬瑞祺琪瑾瑜珊琼璇瑛璟琦珂可可馨心欢悦乐笑容颜如意诚真善纯婉柔媛嫣娇妮娅娥姗姝婕婧娴嫦婵希夕曦晴晖昕昱景晟昌曼蕾薇菲苹茜茹荷莎芷若芸苗蓉蓓蔓薪钊劲毅武威猛斯恒衡哲骏骁航帆舟舒展远达迪迅杨柏叶枫桐楚榕榆朋友伦仪伯仲季叔冠君卓佩俐倪傲元允全兆克党冰凌凝初刘勤化千卫双叶向君吉启和咏哲唯善喜国圣坚坤城培堂增声大太夫奇奕好妙始姿孟季宗定宝实宽寒寿小少尚尧展岚岳川州巍工左巨希帝常干广应康延弘彦征律忆志念怀思恩息悟惜想意慈慕懿成戈才扬承拓振捷控敬数文斐方施旋无日时昂星映智暄曙朗本来杏枝林柔栋桂桥梁棋欧正殿毓水永汉池汝沛沙泉泓波泰津浦浪润涌淳深清渊渝港湘源溪滨满漫潇潮澄澜激火灵炎炜炫烁烨焕焱煜照熙熠燊爽牧特独玄率玮珏珑珩球琛琨琰瑗璋璞生用田甲畅白皓盈益盛相真知石砚硕磊礼祖禄禹秀秋科积空立竹笛笙策简箫粒精素紫红纪纬经维绍绣继绪维绮绿缘罗群羽翊翎翠翰耀聪肖胤育能臣至致舜良艺节芃芊芝芙芮苏若英茂范荔荣莘莫菁菱萌葆葵蒙蓝蔚薛虎虹蝶行衍裕西观言诗语诺谦谨豫贝贤赋超越路轲轶辉辛达迎运远迪逸道遥邦郁重野量金钦铮锦镇长门闯闻阔陆陶隆雄雅雨雪雯震霄霆霏霖露韬韵音顺颂风飘首骄高魁鲁鲲鹰麒麟黎龙' +
    '偉芳麗強軍傑濤蘭剛輝紅鳳榮龍飛雲寧俊賢鵬華國玉珍惠雅婷怡君宗翰淑娟美玲雅雯志明家豪冠宇承恩詩涵宜蓁品妍柏翰冠廷彥廷宥廷佳穎欣怡鈺婷馨儀靜怡詠晴怡萱郁婷佩珊孟儒信宏建宏俊宏志豪文雄勝雄金龍雪貞慧鈴琇瑛瓊瑜瑋筱筠綺羽耀聖聰萬銘鎮霖麒麟',
);
const TITLED = /^\p{Script=Han}{1,4}(?:先生|女士|小姐|太太|老师|医生|经理|总)$/u;
/** What ends names of places, firms, things and kinds rather than of people. */
const NO_NAME_END =
  /[省市区县镇乡村路街道店厂部院校所局厅馆站室司行类型品货费率额量数度级机器油酒茶米面肉菜果汤药衣裤鞋帽包纸笔书车票卡券]$/u;

const STARTS = new RegExp(`^(?:${DOUBLE}|[${SINGLE}])`, 'u');
const DOUBLE_FIRST = new RegExp(`^(?:${DOUBLE}).`, 'u');
const FULL = new RegExp(`^(?:${DOUBLE}|[${SINGLE}])[\\p{Script=Han}·*＊某×xX]{1,2}$`, 'u');
const MASK = /[*＊某×xX]/u;

/** How surely a cell is the name of a person written in Chinese characters. */
export function chineseName(cell: string): 'sure' | 'shaped' | 'none' {
  if (cell.length > 8 || cell.length < 2) return 'none';
  if (TITLED.test(cell) && STARTS.test(cell)) return 'sure';
  const compact = cell.replaceAll(/\s/gu, '');
  if (!FULL.test(compact)) return 'none';
  const given = compact.slice(DOUBLE_FIRST.test(compact) ? 2 : 1);
  const likeThing = NO_NAME_END.test(compact);
  if (MASK.test(given) || Array.from(given).every((character) => GIVEN.has(character))) {
    return likeThing && compact.length !== 3 ? 'shaped' : 'sure';
  }
  return likeThing ? 'none' : 'shaped';
}
