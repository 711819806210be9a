/** The drawn timeline of a claim, in Arabic. */
import type { Words } from '../catalogue.js';

export const pictures: Words['pictures'] = {
  timeline: {
    title: 'التصريح والأدلة والحكم عبر الزمن',
    divide: '{day}: التصريح',
    earlier: 'قبل أن يُقال',
    earlierShort: 'قبله',
    later: 'منذ ذلك اليوم',
    laterShort: 'منذئذ',
    lane: '{what}: {n}',
    again: 'قيل مجددًا',
    due: 'الموعد: {day}',
    inForce: '{rating}، منذ {day}',
    inForceRecorded: '{rating}، منذ {day} (سُجّل في {recorded})',
    recordedThen: 'سابقًا: {rating}، سُجّل في {recorded}',
    describe: 'صدر التصريح في {day}.',
    earlierPieces: {
      zero: 'لا أدلة سابقة له.', one: 'دليل واحد سابق له.', two: 'دليلان سابقان له.', few: '{n} أدلة سابقة له.', many: '{n} دليلًا سابقًا له.', other: '{n} دليل سابق له.',
    },
    laterPieces: {
      zero: 'لا أدلة من ذلك اليوم أو بعده.', one: 'دليل واحد من ذلك اليوم أو بعده.', two: 'دليلان من ذلك اليوم أو بعده.',
      few: '{n} أدلة من ذلك اليوم أو بعده.', many: '{n} دليلًا من ذلك اليوم أو بعده.', other: '{n} دليل من ذلك اليوم أو بعده.',
    },
    key: {
      title: 'كيف يُقرأ',
      withdrawn: 'سُحب',
      vague: 'لا يُعرف إلا الشهر أو السنة',
      counted: 'أدلة أخرى بهذا العدد في الموضع نفسه',
      squeezed: 'المظلل: مقياس مضغوط، الزمن هنا أسرع',
    },
    list: {
      title: 'التسلسل الزمني في قائمة',
      said: 'التصريح',
      piece: '{stance}، {weight}',
      withdrawn: 'سُحب',
      due: 'الموعد',
      inForce: '{rating}: سارٍ منذ هذا اليوم',
      recorded: '{rating}: سجّلناه',
    },
  },
};
