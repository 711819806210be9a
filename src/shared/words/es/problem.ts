/** What a reader gets instead of a page, in Spanish. */
import type { Words } from '../catalogue.js';

export const problem: Words['problem'] = {
  byStatus: {
    400: { title: 'Esa dirección no funciona', text: 'Hay algo en ella que no podemos leer. Compruébela o empiece por la lista de afirmaciones.' },
    401: { title: 'Primero inicie sesión', text: 'Esta página es para la redacción.' },
    403: { title: 'No tiene acceso a esto', text: 'Su cuenta no tiene permiso para hacerlo.' },
    404: { title: 'No hay nada en esta dirección', text: 'Puede que esté mal escrita o que el enlace que le trajo aquí sea antiguo. Nada de lo que publicamos se borra, así que quizá lo encuentre si lo busca.' },
    405: { title: 'Eso no se puede hacer aquí', text: 'Vuelva atrás e inténtelo de nuevo.' },
    409: { title: 'Eso no se puede hacer ahora', text: 'El estado actual de la ficha no lo permite.' },
    412: { title: 'Alguien se le adelantó', text: 'Esto cambió mientras usted trabajaba en ello. Vuelva a cargarlo y repita su cambio.' },
    413: { title: 'Es demasiado de una vez', text: 'Envíe menos e inténtelo de nuevo.' },
    429: { title: 'Demasiados intentos', text: 'Espere un poco e inténtelo de nuevo.' },
    503: { title: 'No está disponible en este momento', text: 'Inténtelo de nuevo dentro de un momento.' },
  },
  broken: { title: 'Algo falló por nuestra parte', text: 'Ha quedado anotado en nuestro registro técnico. Nada de lo que envió se guardó a medias; inténtelo de nuevo dentro de un momento.' },
  foreign: { title: 'No se ha hecho', text: 'Se envió desde otro sitio, y solo aceptamos lo que se envía desde nuestras propias páginas. Abra la página aquí y vuelva a enviarlo.' },
  refused: { title: 'No ha funcionado', text: 'Vuelva atrás e inténtelo de nuevo.' },
  hadVerdict: 'Su veredicto hasta entonces:',
  searchFor: 'Buscar lo que quería encontrar',
  backToDesk: 'Volver a la redacción',
};
