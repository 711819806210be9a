/** The drawn timeline of a claim, in Spanish. */
import type { Words } from '../catalogue.js';

export const pictures: Words['pictures'] = {
  timeline: {
    title: 'Declaración, pruebas y veredicto en el tiempo',
    divide: '{day}: la declaración',
    earlier: 'antes de que se dijera',
    earlierShort: 'antes',
    later: 'desde ese día',
    laterShort: 'y después',
    lane: '{what}: {n}',
    again: 'Dicho otra vez',
    due: 'Plazo: {day}',
    inForce: '{rating}, desde el {day}',
    inForceRecorded: '{rating}, desde el {day} (registrado el {recorded})',
    recordedThen: 'Antes: {rating}, registrado el {recorded}',
    describe: 'Fecha de la declaración: {day}.',
    earlierPieces: { one: '{n} prueba es anterior a ella.', many: '{n} de pruebas son anteriores a ella.', other: '{n} pruebas son anteriores a ella.' },
    laterPieces: { one: '{n} es de ese día o posterior.', many: '{n} son de ese día o posteriores.', other: '{n} son de ese día o posteriores.' },
    key: {
      title: 'Cómo leerlo',
      withdrawn: 'retirada',
      vague: 'solo se conoce el mes o el año',
      counted: 'otras tantas pruebas en ese punto',
      squeezed: 'sombreado: escala comprimida, aquí el tiempo corre más deprisa',
    },
    list: {
      title: 'La cronología en forma de lista',
      said: 'La declaración',
      piece: '{stance}, {weight}',
      withdrawn: 'retirada',
      due: 'Plazo',
      inForce: '{rating}: en vigor desde este día',
      recorded: '{rating}: registrado por nosotros',
    },
  },
};
