/** The first page, in Arabic. */
import type { Words } from '../catalogue.js';

export const home: Words['home'] = {
  description: 'تصريحات علنية، من يوم صدورها إلى يوم تحسمها الوقائع.',
  heading: 'ما الذي قيل، وإلامَ انتهى',
  lead: 'نتابع التصريحات العلنية من يوم صدورها إلى يوم تحسمها الوقائع.',
  latest: 'أحدث الأحكام',
  recorded: 'سُجّل في {day}',
  noVerdict: 'لم يُنشر أي حكم بعد.',
  allRated: 'كل الادعاءات المُقيَّمة',
  open: 'الادعاءات المفتوحة',
  noneOpen: 'لا ادعاء ينتظر حكمًا.',
  due: 'ما يحين موعده',
  noneDue: 'ليس بين الادعاءات المفتوحة ما ينتظر يومًا مقبلًا يحسمه.',
  search: 'ما الذي قيل، ومن قاله؟',
};
