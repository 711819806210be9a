/** The drawn timeline of a claim, in Ukrainian. */
import type { Words } from '../catalogue.js';

export const pictures: Words['pictures'] = {
  timeline: {
    title: 'Висловлювання, докази й вердикт у часі',
    divide: '{day}: висловлювання',
    earlier: 'до того, як це було сказано',
    earlierShort: 'раніше',
    later: 'від того дня',
    laterShort: 'відтоді',
    lane: '{what}: {n}',
    again: 'Сказано знову',
    due: 'Строк: {day}',
    inForce: '{rating} (з {day})',
    inForceRecorded: '{rating}, з {day} (внесено {recorded})',
    recordedThen: 'Раніше: {rating}, внесено {recorded}',
    describe: 'Висловлювання ({day}) ділить час на дві частини.',
    earlierPieces: { one: '{n} доказ давніший за нього.', few: '{n} докази давніші за нього.', many: '{n} доказів давніші за нього.', other: '{n} доказу давніші за нього.' },
    laterPieces: { one: '{n} — того дня або пізніше.', few: '{n} — того дня або пізніше.', many: '{n} — того дня або пізніше.', other: '{n} — того дня або пізніше.' },
    key: {
      title: 'Як це читати',
      withdrawn: 'відкликано',
      vague: 'відомо лише місяць або рік',
      counted: 'ще стільки доказів у цьому місці',
      squeezed: 'затінене: масштаб стиснуто, час тут біжить швидше',
    },
    list: {
      title: 'Хронологія у вигляді списку',
      said: 'Висловлювання',
      piece: '{stance}, {weight}',
      withdrawn: 'відкликано',
      due: 'Строк',
      inForce: '{rating}: чинний від цього дня',
      recorded: '{rating}: внесено нами',
    },
  },
};
